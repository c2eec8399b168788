package io.qunfa.sandbox.world;

import java.time.Duration;
import java.time.Instant;

/**
 * The less probable reading of the mass-send protection: a send to all is refused until the
 * administrator has agreed, and the next one passes.
 */
final class MassProtection {

    static final Duration PATIENCE = Duration.ofMinutes(30);

    private Instant askedUntil = Instant.MIN;
    private boolean granted;

    /** 89503 the first time, 89501 until the administrator answered; once nothing. */
    void require(Instant now) {
        if (granted) {
            granted = false;
            return;
        }
        boolean waiting = now.isBefore(askedUntil);
        if (!waiting) {
            askedUntil = now.plus(PATIENCE);
        }
        throw Refusal.of(
                        waiting ? 89501 : 89503,
                        "the administrator agreed to a send to all",
                        waiting ? "a second request while one waits" : "a first request",
                        "POST /_sandbox/accounts/{appid}/mass/confirmation {\"agreed\":true}")
                .assumed();
    }

    /** The administrator answers. */
    void answer(boolean agreed, Instant now) {
        if (!now.isBefore(askedUntil)) {
            throw new IllegalArgumentException("nothing waits for the administrator");
        }
        askedUntil = Instant.MIN;
        granted = agreed;
    }
}
