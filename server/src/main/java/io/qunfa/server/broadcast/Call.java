package io.qunfa.server.broadcast;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.MsgId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call to the platform.
 *
 * @param key fixed when the call was cut
 * @param attempts how often it was begun
 * @param doubtful whether an attempt may have been accepted without our knowing
 * @param dueAt when to look at it next; null for at once or never, as its state says
 * @param status the platform's word for the result
 * @param counts null as long as nobody counted
 * @param polls how often the status was asked for
 * @param intentAt when the first attempt was committed
 * @param attemptedAt when the last one was
 */
record Call(
        UUID id,
        int number,
        CallState state,
        ClientMsgId key,
        long recipients,
        int attempts,
        boolean doubtful,
        @Nullable Instant dueAt,
        @Nullable MsgId msgId,
        @Nullable String status,
        @Nullable Boolean successful,
        @Nullable Counts counts,
        int polls,
        @Nullable Reason reason,
        @Nullable Instant intentAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant finishedAt) {

    /** Its history, if it was ever begun; an attempt begun now would be the first. */
    Attempts history(Instant now) {
        return new Attempts(attempts, intentAt == null ? now : intentAt, doubtful);
    }
}
