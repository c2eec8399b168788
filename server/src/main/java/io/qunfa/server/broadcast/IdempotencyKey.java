package io.qunfa.server.broadcast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A caller's name for one request, so that repeating the request does nothing twice.
 *
 * @param request a digest of what the request asks for; the same key with another one is a mistake
 */
record IdempotencyKey(String value, String request) {

    static final int MAX_LENGTH = 255;

    IdempotencyKey {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an idempotency key has 1 to %d characters: %s".formatted(MAX_LENGTH, value));
        }
    }

    static IdempotencyKey of(String value, String operation, String request) {
        var text = operation + "\n" + request;
        var digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return new IdempotencyKey(value, HexFormat.of().formatHex(digest));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
