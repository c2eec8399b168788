package io.qunfa.server.audience;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody began to follow, or left.
 *
 * @param at in whole seconds, as the platform tells it
 * @param push which told it; of two in one second the greater id came later
 */
record Move(Instant at, UUID push) {

    /**
     * Whether it comes after what is known.
     *
     * @param last the push that told what is known; null if no push did
     */
    boolean isAfter(Instant since, @Nullable UUID last) {
        if (!at.equals(since) || last == null) {
            return !at.isBefore(since);
        }
        return push.toString().compareTo(last.toString()) > 0;
    }
}
