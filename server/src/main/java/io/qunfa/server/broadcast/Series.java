package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A broadcast that comes again and again. Each run is a broadcast of its own.
 *
 * @param template the broadcast whose words the runs have
 * @param until no run begins after it
 * @param lastStart when the latest run was to begin
 */
record Series(
        AccountId account,
        UUID id,
        String name,
        BroadcastId template,
        Recurrence recurrence,
        Optional<Instant> until,
        State state,
        Instant lastStart,
        Author by,
        Instant createdAt) {

    static final int LONGEST_NAME = 64;

    enum State {
        ACTIVE,
        PAUSED,
        ENDED
    }

    /** When the run after a moment begins; empty if there is none any more. */
    Optional<Start> next(Instant after) {
        return recurrence
                .next(after)
                .filter(start -> until.isEmpty() || !start.at().isAfter(until.get()));
    }

    /** Runs whose time has gone by since the latest one that was planned. */
    Optional<Missed> missed(Instant now) {
        var first = next(lastStart).map(Start::at).filter(start -> !start.isAfter(now));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var last = first.get();
        var count = 1L;
        for (var next = next(last); isPast(next, now); next = next(last)) {
            last = next.get().at();
            count++;
        }
        return Optional.of(new Missed(first.get(), last, count));
    }

    private static boolean isPast(Optional<Start> start, Instant now) {
        return start.isPresent() && !start.get().at().isAfter(now);
    }

    /** Runs that nobody was there to plan. */
    record Missed(Instant first, Instant last, long count) {}
}
