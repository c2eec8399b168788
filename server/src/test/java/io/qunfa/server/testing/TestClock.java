package io.qunfa.server.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The time of the server under test: real time, and ahead of it by as much as tests have waited.
 */
public final class TestClock implements InstantSource {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private volatile @Nullable InstantSource leader;

    TestClock() {}

    @Override
    public Instant instant() {
        var followed = leader;
        return followed == null
                ? InstantSource.system().instant().plus(ahead.get())
                : followed.instant();
    }

    /** Goes as another clock does, which must not be behind this one. */
    public void follow(InstantSource other) {
        leader = other;
    }

    /** Goes on by itself from where the other clock has come to. */
    public void followNobody() {
        ahead.set(Duration.between(InstantSource.system().instant(), instant()));
        leader = null;
    }

    /** Lets time pass without waiting. */
    public void advance(Duration duration) {
        ahead.updateAndGet(duration::plus);
    }
}
