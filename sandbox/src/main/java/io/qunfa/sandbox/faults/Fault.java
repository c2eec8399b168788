package io.qunfa.sandbox.faults;

import java.time.Duration;

/**
 * One thing to break.
 *
 * @param path a path of the platform, an event for callbacks, a prefix ending in {@code *}, or
 *     {@code *} for all
 * @param times how often it still happens; {@link Integer#MAX_VALUE} for always
 * @param probability how likely it happens when it could
 * @param errcode for {@link Effect#ERRCODE}
 * @param status for {@link Effect#STATUS}
 * @param delay for {@link Effect#LATENCY} (real time) and {@link Effect#LATE} (virtual time)
 * @param processed whether the call takes effect all the same
 */
public record Fault(
        String path,
        int times,
        double probability,
        Effect effect,
        int errcode,
        int status,
        Duration delay,
        boolean processed) {

    private static final Duration MAX_LATENCY = Duration.ofMinutes(2);

    public Fault {
        if (times < 1 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "times must be positive and probability in (0, 1]: %d, %s"
                            .formatted(times, probability));
        }
        if (delay.isNegative() || (effect == Effect.LATENCY && delay.compareTo(MAX_LATENCY) > 0)) {
            throw new IllegalArgumentException("delay must be between 0 and PT2M: " + delay);
        }
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
    }

    /** A fault that happens once. */
    public static Fault once(String path, Effect effect) {
        return new Fault(path, 1, 1, effect, -1, 502, Duration.ZERO, effect.processesByDefault());
    }

    boolean matches(String target) {
        return path.endsWith("*")
                ? target.startsWith(path.substring(0, path.length() - 1))
                : target.equals(path);
    }

    Fault oneTimeLess() {
        return times == Integer.MAX_VALUE
                ? this
                : new Fault(
                        path, times - 1, probability, effect, errcode, status, delay, processed);
    }
}
