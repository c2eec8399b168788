package io.qunfa.sandbox;

import io.qunfa.sandbox.world.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of a sandbox. Tokens, quotas, job durations and pushes follow it; network time-outs do
 * not.
 */
public final class SandboxClock implements InstantSource {

    private final VirtualClock clock;

    SandboxClock(VirtualClock clock) {
        this.clock = clock;
    }

    /** What the sandbox takes for now. */
    @Override
    public Instant instant() {
        return clock.instant();
    }

    /**
     * Lets time pass. When this returns, everything due in it has happened and was pushed.
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public void advance(Duration duration) {
        clock.advance(duration);
    }

    /** Goes to this time; forward, everything due in between happens and is pushed. */
    public void set(Instant time) {
        clock.set(time);
    }

    /**
     * Makes time run so many times as fast as real time; 1 is real time, 0 stands still.
     *
     * @throws IllegalArgumentException if {@code timesRealTime} is negative or over a million
     */
    public void rate(double timesRealTime) {
        clock.rate(timesRealTime);
    }
}
