package io.qunfa.server.broadcast;

import io.qunfa.client.MassSendStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do when the event of an accepted call does not come. {@code mass/get} is asked gently and
 * tells only the status; the counts stay unknown, never 0. Pure.
 */
final class Polling {

    /** When to ask after acceptance, and then again; the last one repeats. */
    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofMinutes(2),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1));

    /**
     * How long an event may follow a status that says the job is over: the platform tries to push
     * it for about 15 seconds. One that comes later still brings its counts.
     */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration CONFIRMATION_LOOK = Duration.ofSeconds(10);
    private static final Duration CONFIRMATION_PAUSE = Duration.ofMinutes(1);

    /** The platform lets an unconfirmed send fail after half an hour. */
    private static final Duration CONFIRMATION_TIME = Duration.ofMinutes(30);

    /** Nothing is asked about a job older than this. */
    private static final Duration PATIENCE = Duration.ofDays(2);

    private Polling() {}

    /** What becomes of a call after its status was asked for. */
    sealed interface Next {

        /** Ask again. */
        record Again(@Nullable String status, Instant at) implements Next {}

        /**
         * Nobody asks any more, and nobody counted.
         *
         * @param successful null if the platform never said
         */
        record Over(@Nullable Boolean successful, Reason reason) implements Next {}
    }

    static Instant first(Instant acceptedAt) {
        return acceptedAt.plus(PAUSES.getFirst());
    }

    /** When to ask first about a send to all, which the administrator may have to confirm. */
    static Instant firstToAll(Instant acceptedAt) {
        return acceptedAt.plus(CONFIRMATION_LOOK);
    }

    /** When to ask again while the administrator is awaited. */
    static Instant whileAwaited(Instant now) {
        return now.plus(CONFIRMATION_PAUSE);
    }

    /** Until when the administrator may confirm. */
    static Instant confirmationUntil(Instant acceptedAt) {
        return acceptedAt.plus(CONFIRMATION_TIME);
    }

    /**
     * @param call as it was before the question
     * @param answer empty if there was no usable one
     */
    static Next next(Call call, Instant acceptedAt, Optional<MassSendStatus> answer, Instant now) {
        var successful = answer.flatMap(Polling::verdict);
        if (successful.isPresent()) {
            return over(call, answer.orElseThrow().raw(), successful.get(), now);
        }
        if (!now.isBefore(acceptedAt.plus(PATIENCE))) {
            return new Next.Over(null, Reason.of("result-unknown"));
        }
        var status = answer.isPresent() ? null : call.status();
        return new Next.Again(status, now.plus(pause(call.polls() + 1)));
    }

    private static Next over(Call call, String status, boolean successful, Instant now) {
        return status.equals(call.status())
                ? new Next.Over(successful, Reason.of("result-without-counts"))
                : new Next.Again(status, now.plus(GRACE));
    }

    private static Optional<Boolean> verdict(MassSendStatus status) {
        return switch (status) {
            case MassSendStatus.Known.SENT, MassSendStatus.Known.DELETED -> Optional.of(true);
            case MassSendStatus.Known.FAILED -> Optional.of(false);
            case MassSendStatus.Known.SENDING -> Optional.empty();
            case MassSendStatus.Unknown _ -> Optional.empty();
        };
    }

    private static Duration pause(int polls) {
        return PAUSES.get(Math.min(polls, PAUSES.size() - 1));
    }
}
