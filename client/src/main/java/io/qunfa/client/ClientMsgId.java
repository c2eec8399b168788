package io.qunfa.client;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The once-only key of a send ({@code clientmsgid}): within 24 hours the platform accepts one send
 * per key and answers a repetition with the first one's {@code msg_id}.
 *
 * <p>Fix it and store it before the call; repeat an unanswered send with the same key, not earlier
 * than 60 seconds later.
 *
 * @param value 1 to 32 characters of {@code A-Za-z0-9_-}. Older pages allow 64; the platform
 *     refuses 34 with 45067
 */
public record ClientMsgId(String value) {

    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    public ClientMsgId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a once-only key has 1 to 32 characters of A-Za-z0-9_-: " + value);
        }
    }

    /** The key that spells this UUID without its dashes. */
    public static ClientMsgId of(UUID id) {
        return new ClientMsgId(id.toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return value;
    }
}
