package io.qunfa.server.broadcast;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked the platform to delete what a call sent (删除已群发).
 *
 * @param article its position from 1; null for all articles of the call
 * @param reason why it was refused, or why nobody knows
 */
record Deletion(
        UUID id,
        UUID call,
        @Nullable Integer article,
        State state,
        @Nullable Reason reason,
        Instant askedAt,
        Author askedBy) {

    /** What became of it. */
    enum State {
        /** Committed before the call; if it stays so, the outcome is unknown. */
        ASKED,
        DELETED,
        REFUSED,
        /** The platform may have done it all the same; asking again does no harm. */
        UNCLEAR
    }
}
