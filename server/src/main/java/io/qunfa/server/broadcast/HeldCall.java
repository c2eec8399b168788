package io.qunfa.server.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call that a person has to decide about, with what is known of it.
 *
 * @param results what the platform has reported and no call claims, oldest first
 */
record HeldCall(Call call, List<UnclaimedResult> results) {

    HeldCall {
        results = List.copyOf(results);
    }

    /**
     * The report of a send task that no call claims.
     *
     * @param fits whether it could be this call's by time and count
     */
    record UnclaimedResult(JobResult result, boolean fits) {}

    /** When the platform may forget the key, so that repeating it would be a second send. */
    Optional<Instant> keyForgottenAt() {
        return Optional.ofNullable(call.intentAt()).map(at -> at.plus(Resolution.KEY_MEMORY));
    }

    /** Whether the platform has it, and only its result is missing. */
    boolean isAccepted() {
        return call.msgId() != null;
    }

    /** The decisions that make sense, by their words. */
    List<String> choices() {
        if (isAccepted()) {
            return List.of("sent", "give-up");
        }
        return call.doubtful()
                ? List.of("sent", "not-sent", "give-up")
                : List.of("not-sent", "give-up");
    }
}
