package io.qunfa.server.broadcast;

import java.time.Duration;
import java.util.List;

/**
 * How fast the platform delivers, as it documents.
 *
 * @param level 0, the fastest, to 4
 */
record Speed(int level) {

    static final int SLOWEST = 4;
    static final Speed FASTEST = new Speed(0);

    private static final List<Long> RECIPIENTS_A_MINUTE =
            List.of(800_000L, 600_000L, 450_000L, 300_000L, 100_000L);

    Speed {
        if (level < 0 || level > SLOWEST) {
            throw new IllegalArgumentException("a speed is 0 to %d: %d".formatted(SLOWEST, level));
        }
    }

    long recipientsAMinute() {
        return RECIPIENTS_A_MINUTE.get(level);
    }

    /** How long a delivery takes, rounded up. */
    Duration deliveryTo(long recipients) {
        return Duration.ofSeconds(recipients * 60 / recipientsAMinute() + 1);
    }
}
