package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether the event of a send task that nobody knows belongs to a call whose outcome nobody knows.
 * Only if exactly one unresolved call of the account fits by time and count; otherwise the event
 * stays parked. Pure.
 */
final class Adoption {

    /** The platform's clock and ours need not agree to the second. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Followers come and go between planning and sending to all or to a tag. */
    private static final double DRIFT = 0.05;

    private Adoption() {}

    /**
     * A call that has no msg_id although the platform may have accepted it.
     *
     * @param held whether nobody works on it any more, because a person is to decide
     */
    record Candidate(
            UUID call,
            BroadcastId broadcast,
            Route route,
            long recipients,
            Instant firstAttempt,
            boolean held) {}

    static Optional<Candidate> of(JobResult result, List<Candidate> unresolved) {
        var fitting = unresolved.stream().filter(call -> fits(result, call)).toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    static boolean fits(JobResult result, Candidate call) {
        return inTime(result, call) && inCount(result.counts().total(), call);
    }

    private static boolean inTime(JobResult result, Candidate call) {
        var earliest = call.firstAttempt().minus(SKEW);
        var latest = call.firstAttempt().plus(Resolution.KEY_MEMORY);
        return !result.at().isBefore(earliest) && result.at().isBefore(latest);
    }

    private static boolean inCount(long total, Candidate call) {
        return switch (call.route()) {
            case BY_LIST -> total == call.recipients();
            case TO_ALL, BY_TAG, BY_TEMPORARY_TAG ->
                    total > 0 && Math.abs(total - call.recipients()) <= call.recipients() * DRIFT;
        };
    }
}
