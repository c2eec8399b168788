package io.qunfa.server.account;

import java.security.SecureRandom;

/**
 * What this server makes up for a new account.
 *
 * @param key the account's part of its callback address
 */
record GeneratedSecrets(String key, CallbackCredentials callback) {

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int KEY = 16;
    private static final int TOKEN = 32;
    private static final int AES_KEY = 43;

    static GeneratedSecrets next() {
        var random = new SecureRandom();
        var callback =
                new CallbackCredentials(
                        text(random, LETTERS, TOKEN),
                        aesKey(random),
                        CallbackCredentials.Mode.PLAIN);
        return new GeneratedSecrets(text(random, SMALL_LETTERS, KEY), callback);
    }

    /** The last character carries four bits of the 32 bytes and two of padding, which are zero. */
    private static String aesKey(SecureRandom random) {
        return text(random, LETTERS, AES_KEY - 1) + text(random, "AEIMQUYcgkosw048", 1);
    }

    private static String text(SecureRandom random, String letters, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
