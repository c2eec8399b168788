package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message to one audience, from draft to result.
 *
 * @param revision grows with every change
 * @param recipients how many were confirmed; null as long as it is a draft
 * @param reason what went wrong with the whole of it
 * @param start when it is to begin, or began by itself; null if an operator sends it
 * @param series whose run it is
 * @param edited null as long as it is as it was written first
 */
record Broadcast(
        AccountId account,
        BroadcastId id,
        long revision,
        BroadcastState state,
        Message message,
        Addressees addressees,
        Options options,
        Approval approval,
        @Nullable Start start,
        @Nullable UUID series,
        @Nullable Long recipients,
        @Nullable Reason reason,
        Author createdBy,
        Instant createdAt,
        @Nullable Edited edited,
        @Nullable Instant sentAt,
        @Nullable Instant finishedAt,
        List<Call> calls) {

    Broadcast {
        calls = List.copyOf(calls);
    }

    record Edited(Author by, Instant at) {}

    Broadcast withCalls(List<Call> cut) {
        return new Broadcast(
                account,
                id,
                revision,
                state,
                message,
                addressees,
                options,
                approval,
                start,
                series,
                recipients,
                reason,
                createdBy,
                createdAt,
                edited,
                sentAt,
                finishedAt,
                cut);
    }

    /** Whether none of it was ever sent, and it may still be. */
    boolean isStartable() {
        return switch (state) {
            case DRAFT, APPROVED, SCHEDULED -> true;
            case HELD -> sentAt == null;
            case SUBMITTED,
                    REJECTED,
                    SENDING,
                    PAUSED,
                    AWAITING_RESULT,
                    FINISHED,
                    PARTLY_SENT,
                    FAILED,
                    CANCELLED ->
                    false;
        };
    }

    /** The sum of what the platform counted; each number null as soon as one call's is unknown. */
    Totals totals() {
        return Totals.of(calls);
    }
}
