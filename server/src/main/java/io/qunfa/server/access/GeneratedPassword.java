package io.qunfa.server.access;

import java.util.random.RandomGenerator;

/** A password to be read from a terminal and typed: no letters that look like others. */
final class GeneratedPassword {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private GeneratedPassword() {}

    /** Four groups of five: 99 bits. */
    static String next(RandomGenerator random) {
        var password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
