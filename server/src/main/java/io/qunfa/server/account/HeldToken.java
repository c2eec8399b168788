package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import java.time.Duration;
import java.time.Instant;

/**
 * A token and how it came.
 *
 * @param renewed whether it was fetched because the one before was rejected
 * @param inVain whether it is the very one that was rejected: the platform would give no other
 */
record HeldToken(AccessToken token, Instant obtainedAt, boolean renewed, boolean inVain) {

    private static final Duration EARLY = Duration.ofMinutes(5);

    /** The platform forces a new stable token no more often than this. */
    private static final Duration LEAST_USE = Duration.ofSeconds(30);

    boolean is(AccessToken other) {
        return token.value().equals(other.value());
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(token.expiresAt());
    }

    /**
     * Better renewed now, while the old one still works. Before its last five minutes the platform
     * would only give the same stable token again.
     *
     * @param jitter how much later, so that not all nodes ask at once
     */
    boolean isDue(Instant now, Duration jitter) {
        return !now.isBefore(token.expiresAt().minus(EARLY).plus(jitter)) && !isFresh(now);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(obtainedAt.plus(LEAST_USE));
    }
}
