package io.qunfa.server.broadcast;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast an account's calls may follow each other: evenly, so that no minute of the platform,
 * wherever it begins, sees more than it allows. Pure.
 *
 * @param callsPerMinute as the platform or the operator says
 */
record Pace(int callsPerMinute) {

    /** 频率限制: what the platform documents for mass sends. */
    static final int DOCUMENTED = 60;

    static final int MOST = 60_000;

    /**
     * So late a call may come without moving those behind it. It is less than {@link #MARGIN} takes
     * off sixty calls, so a call that catches up still leaves a minute after the sixtieth before
     * it.
     */
    static final Duration CATCH_UP = Duration.ofMillis(200);

    private static final double MARGIN = 1.005;
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    Pace {
        if (callsPerMinute < 1 || callsPerMinute > MOST) {
            throw new IllegalArgumentException(
                    "calls per minute are 1 to %d: %d".formatted(MOST, callsPerMinute));
        }
    }

    Duration interval() {
        return Duration.ofNanos((long) (MINUTE_NANOS * MARGIN / callsPerMinute));
    }

    /** When the call behind one made now may be made. */
    Instant after(Instant due, Instant now) {
        var counted = due.isBefore(now.minus(CATCH_UP)) ? now.minus(CATCH_UP) : due;
        return counted.plus(interval());
    }
}
