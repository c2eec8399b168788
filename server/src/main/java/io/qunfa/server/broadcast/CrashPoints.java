package io.qunfa.server.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The places where tests may kill the process; see the package's description. */
final class CrashPoints {

    /** Before or behind a commit or a call. */
    enum Point {
        BEFORE_INTENT,
        AFTER_INTENT,
        BEFORE_CALL,
        AFTER_ANSWER,
        AFTER_ACCEPTED,
        AFTER_DOUBT,
        AFTER_REPEAT,
        BEFORE_RESULT,
        AFTER_RESULT,
        AFTER_COPY,
        AFTER_TAG_MADE,
        AFTER_TAGGING,
        AFTER_UNTAGGING,
        AFTER_TAG_REMOVED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What a shell reports for a process that was killed. */
    private static final int EXIT_STATUS = 137;

    private static final String FREEZE = "freeze";

    private final String point;
    private final AtomicInteger left;
    private final boolean freezes;

    /**
     * @param chosen a point's word, perhaps with the number of the pass that is the last, as in
     *     {@code after-intent:3}, and perhaps with what happens instead of the end, as in {@code
     *     before-call:1:freeze}; empty for none
     */
    CrashPoints(String chosen) {
        var parts = chosen.split(":", 3);
        this.point = parts[0];
        this.left = new AtomicInteger(parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
        this.freezes = parts.length > 2 && parts[2].equals(FREEZE);
    }

    /**
     * Halts or freezes the Java machine if this point was chosen and has been passed often enough.
     */
    void pass(Point passed) {
        if (passed.word().equals(point) && left.decrementAndGet() == 0) {
            end();
        }
    }

    private void end() {
        if (!freezes) {
            Runtime.getRuntime().halt(EXIT_STATUS);
        }
        try {
            var own = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-STOP", own).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
