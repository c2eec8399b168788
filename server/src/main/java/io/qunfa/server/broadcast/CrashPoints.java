package io.qunfa.server.broadcast;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The places where tests may kill the process; see the package's description. */
final class CrashPoints {

    /** Before or behind a commit or a call. */
    enum Point {
        BEFORE_INTENT,
        AFTER_INTENT,
        AFTER_ANSWER,
        AFTER_ACCEPTED,
        AFTER_DOUBT,
        AFTER_REPEAT,
        BEFORE_RESULT,
        AFTER_RESULT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a shell reports for a process that was killed. */
    private static final int EXIT_STATUS = 137;

    private final String point;
    private final AtomicInteger left;

    /**
     * @param chosen a point's word, perhaps with the number of the pass that is the last, as in
     *     {@code after-intent:3}; empty for none
     */
    CrashPoints(String chosen) {
        var parts = chosen.split(":", 2);
        this.point = parts[0];
        this.left = new AtomicInteger(parts.length == 2 ? Integer.parseInt(parts[1]) : 1);
    }

    /** Halts the Java machine if this point was chosen and has been passed often enough. */
    void pass(Point passed) {
        if (passed.word().equals(point) && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
    }
}
