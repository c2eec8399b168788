package io.qunfa.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a mass send says.
 *
 * @param type the {@code msgtype}
 * @param text what a phone shows
 */
public record MassContent(String type, String text) {

    /** The same content has the same digest: 16 hexadecimal digits. */
    public String digest() {
        try {
            var sha =
                    MessageDigest.getInstance("SHA-256")
                            .digest((type + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
