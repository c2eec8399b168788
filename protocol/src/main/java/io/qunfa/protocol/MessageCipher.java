package io.qunfa.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and decrypts callback bodies: AES-256-CBC over sixteen random characters, the length of
 * the message, the message and the AppID, padded to blocks of 32.
 *
 * <p>Padding of 17 to 32 bytes is as frequent as 1 to 16, so the cipher's own padding cannot be
 * used. Decrypting proves nothing about the sender: verify {@code msg_signature} first.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html">消息加解密说明,
 *     state of November 2026</a>
 */
public final class MessageCipher {

    private static final int RANDOM_LENGTH = 16;
    private static final int LENGTH_LENGTH = 4;
    private static final int BLOCK = 32;
    private static final int IV_LENGTH = 16;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final SecretKeySpec key;
    private final IvParameterSpec iv;
    private final byte[] appId;
    private final RandomGenerator random;

    /**
     * A cipher for one account.
     *
     * @param appId the account's, or the third-party platform's if that receives the callbacks
     * @param random a secure one, except in tests
     */
    public MessageCipher(EncodingAesKey key, String appId, RandomGenerator random) {
        var bytes = key.bytes();
        this.key = new SecretKeySpec(bytes, "AES");
        this.iv = new IvParameterSpec(bytes, 0, IV_LENGTH);
        this.appId = appId.getBytes(StandardCharsets.UTF_8);
        this.random = random;
    }

    /**
     * Encrypts a body.
     *
     * @return Base64 without line breaks, the content of {@code Encrypt}
     */
    public String encrypt(byte[] message) {
        var prefix = new byte[RANDOM_LENGTH];
        for (var i = 0; i < RANDOM_LENGTH; i++) {
            prefix[i] = (byte) HEX[random.nextInt(HEX.length)];
        }
        return encrypt(message, prefix);
    }

    String encrypt(byte[] message, byte[] prefix) {
        var length = RANDOM_LENGTH + LENGTH_LENGTH + message.length + appId.length;
        var padding = BLOCK - length % BLOCK;
        var plain =
                ByteBuffer.allocate(length + padding)
                        .put(prefix)
                        .putInt(message.length)
                        .put(message)
                        .put(appId);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a padded block can always be encrypted", e);
        }
    }

    /**
     * Decrypts a body.
     *
     * @param encrypted the content of {@code Encrypt}
     * @throws Undecipherable if it was not encrypted with this key for this AppID
     */
    public byte[] decrypt(String encrypted) {
        var plain = decipher(encrypted);
        var length = plain.length - padding(plain);
        var tail = RANDOM_LENGTH + LENGTH_LENGTH;
        if (length < tail) {
            throw new Undecipherable("the frame is too short: " + length + " bytes", null);
        }
        var messageLength = ByteBuffer.wrap(plain, RANDOM_LENGTH, LENGTH_LENGTH).getInt();
        if (messageLength < 0 || messageLength > length - tail) {
            throw new Undecipherable("the frame's length is wrong: " + messageLength, null);
        }
        var end = tail + messageLength;
        if (!MessageDigest.isEqual(appId, Arrays.copyOfRange(plain, end, length))) {
            throw new Undecipherable("the frame is for another AppID", null);
        }
        return Arrays.copyOfRange(plain, tail, end);
    }

    private byte[] decipher(String encrypted) {
        try {
            return cipher(Cipher.DECRYPT_MODE).doFinal(Base64.getDecoder().decode(encrypted));
        } catch (IllegalArgumentException e) {
            throw new Undecipherable("not Base64", e);
        } catch (GeneralSecurityException e) {
            throw new Undecipherable("not whole blocks", e);
        }
    }

    private static int padding(byte[] plain) {
        if (plain.length == 0) {
            return 0;
        }
        var last = plain[plain.length - 1];
        return last >= 1 && last <= BLOCK ? Math.min(last, plain.length) : 0;
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, key, iv);
        return cipher;
    }

    /** What was to be decrypted was not encrypted with this key for this account. */
    public static final class Undecipherable extends RuntimeException {
        Undecipherable(String reason, @Nullable Throwable cause) {
            super("the callback cannot be decrypted: " + reason, cause);
        }
    }
}
