package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * When the platform is asked how the articles of a day were read: it has the figures of a day on
 * the next morning, and follows an article for thirty days. Pure.
 */
final class ReadingDays {

    private static final List<Integer> AFTER = List.of(1, 2, 3, 4, 5, 6, 7, 14, 30);

    /** The figures are there from eight o'clock on, in Beijing. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int MOST_FAILURES = 4;

    private ReadingDays() {}

    /** The next time after a moment; empty if the platform follows the articles no longer. */
    static Optional<Instant> next(LocalDate published, Instant now) {
        return AFTER.stream()
                .map(days -> published.plusDays(days).atTime(MORNING))
                .map(morning -> morning.atZone(BeijingTime.ZONE).toInstant())
                .filter(morning -> morning.isAfter(now))
                .findFirst();
    }

    /** When to ask again after so many failures in a row; a morning is not asked about all day. */
    static Optional<Instant> afterFailure(LocalDate published, int failures, Instant now) {
        return failures % MOST_FAILURES == 0 ? next(published, now) : Optional.of(now.plus(PAUSE));
    }
}
