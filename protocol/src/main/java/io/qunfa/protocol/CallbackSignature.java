package io.qunfa.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The signature the platform puts on every request to a callback address: SHA-1 over the sorted,
 * joined values, in lower-case hexadecimal.
 *
 * <p>Plain requests sign token, timestamp and nonce; encrypted ones add the cipher text and call
 * the result {@code msg_signature}.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/subscription/guide/dev/push/">消息推送, state of
 *     November 2026</a>
 */
public final class CallbackSignature {

    private CallbackSignature() {}

    /**
     * Signs a request.
     *
     * @param values the token, the timestamp, the nonce and, for {@code msg_signature}, the cipher
     *     text; in any order, because they are sorted by their bytes before they are joined
     * @return 40 lower-case hexadecimal digits
     */
    public static String of(String... values) {
        var sorted = values.clone();
        Arrays.sort(sorted, CallbackSignature::compareBytes);
        return Sha1.hex(String.join("", sorted));
    }

    /** Whether {@code signature} is the signature of {@code values}, compared in constant time. */
    public static boolean matches(String signature, String... values) {
        return MessageDigest.isEqual(
                of(values).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.US_ASCII));
    }

    private static int compareBytes(String left, String right) {
        return Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
