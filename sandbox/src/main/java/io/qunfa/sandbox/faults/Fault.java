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

    private static final int SYSTEM_BUSY = -1;
    private static final int BAD_GATEWAY = 502;
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
        if (!processed && effect.needsTheCall()) {
            throw new IllegalArgumentException(
                    "%s always takes effect, so that there is something to disturb"
                            .formatted(effect.word()));
        }
        if (effect.concernsCallbacks() ? path.startsWith("/") : !isOfCalls(path)) {
            throw new IllegalArgumentException(
                    "%s disturbs %s: %s"
                            .formatted(
                                    effect.word(),
                                    effect.concernsCallbacks()
                                            ? "pushes, whose path is an event or a message type"
                                            : "calls, whose path begins with a slash",
                                    path));
        }
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("not an HTTP status: " + status);
        }
    }

    private static boolean isOfCalls(String path) {
        return path.startsWith("/") || path.equals("*");
    }

    /** A fault that happens once. */
    public static Fault once(String path, Effect effect) {
        return always(path, effect).times(1);
    }

    /** A fault that happens until others are ordered. */
    public static Fault always(String path, Effect effect) {
        return new Fault(
                path,
                Integer.MAX_VALUE,
                1,
                effect,
                SYSTEM_BUSY,
                BAD_GATEWAY,
                Duration.ZERO,
                effect.processesByDefault());
    }

    /** The same fault, so many times. */
    public Fault times(int count) {
        return new Fault(path, count, probability, effect, errcode, status, delay, processed);
    }

    /** The same fault, so likely. */
    public Fault probability(double likely) {
        return new Fault(path, times, likely, effect, errcode, status, delay, processed);
    }

    /** The same fault with this errcode instead of -1. */
    public Fault errcode(int code) {
        return new Fault(path, times, probability, effect, code, status, delay, processed);
    }

    /** The same fault with this HTTP status instead of 502. */
    public Fault status(int code) {
        return new Fault(path, times, probability, effect, errcode, code, delay, processed);
    }

    /** The same fault with this delay. */
    public Fault delay(Duration duration) {
        return new Fault(path, times, probability, effect, errcode, status, duration, processed);
    }

    /** The same fault of a call that takes effect all the same. */
    public Fault takingEffect() {
        return new Fault(path, times, probability, effect, errcode, status, delay, true);
    }

    /** The same fault of a call that does not take effect. */
    public Fault withoutEffect() {
        return new Fault(path, times, probability, effect, errcode, status, delay, false);
    }

    boolean matches(String target) {
        return path.endsWith("*")
                ? target.startsWith(path.substring(0, path.length() - 1))
                : target.equals(path);
    }

    Fault oneTimeLess() {
        return times == Integer.MAX_VALUE ? this : times(times - 1);
    }
}
