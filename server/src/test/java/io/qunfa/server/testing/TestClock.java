package io.qunfa.server.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of the server under test: real time, and ahead of it by as much as tests have waited.
 */
public final class TestClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    TestClock() {}

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead.get());
    }

    /** Lets time pass without waiting. */
    public void advance(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }
}
