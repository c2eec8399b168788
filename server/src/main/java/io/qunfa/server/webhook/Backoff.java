package io.qunfa.server.webhook;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again.
 *
 * @param attempts how many tries there are
 * @param factor how much longer each pause is than the one before
 */
record Backoff(int attempts, Duration first, int factor, Duration longest) {

    /** Two days and more: a system that is down over the weekend misses nothing. */
    static final Backoff WEBHOOK = new Backoff(14, Duration.ofSeconds(5), 3, Duration.ofHours(10));

    /** The platform itself tries three times within seconds; nobody waits for later ones. */
    static final Backoff RELAY = new Backoff(4, Duration.ofSeconds(5), 3, Duration.ofMinutes(5));

    static Backoff of(Endpoint.Format format) {
        return switch (format) {
            case Endpoint.Json _ -> WEBHOOK;
            case Endpoint.WeChat _ -> RELAY;
        };
    }

    /** The pause after this attempt, half of it by chance; empty after the last one. */
    Optional<Duration> after(int attempt, RandomGenerator random) {
        if (attempt >= attempts) {
            return Optional.empty();
        }
        var pause = first.toMillis();
        for (var i = 1; i < attempt && pause < longest.toMillis(); i++) {
            pause *= factor;
        }
        var bounded = Math.min(pause, longest.toMillis());
        return Optional.of(Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1)));
    }
}
