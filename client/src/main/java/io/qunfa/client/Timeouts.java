package io.qunfa.client;

import java.time.Duration;

/**
 * How long a client waits.
 *
 * @param connect for a connection to come about
 * @param response for the answer to a request, between two parts of it as well
 */
public record Timeouts(Duration connect, Duration response) {

    /** 5 seconds to connect, 30 for the answer. */
    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

    public Timeouts {
        requirePositive(connect);
        requirePositive(response);
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive: " + duration);
        }
    }
}
