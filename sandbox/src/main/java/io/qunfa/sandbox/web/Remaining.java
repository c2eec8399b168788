package io.qunfa.sandbox.web;

import java.time.Duration;
import java.time.Instant;

/** How much is left of a life, as {@code expires_in} says it: what is new has all of it. */
final class Remaining {

    private static final Duration ALMOST_A_SECOND = Duration.ofSeconds(1).minusNanos(1);

    private Remaining() {}

    static long seconds(Instant now, Instant end) {
        return Duration.between(now, end).plus(ALMOST_A_SECOND).toSeconds();
    }
}
