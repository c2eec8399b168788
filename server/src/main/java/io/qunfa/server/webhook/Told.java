package io.qunfa.server.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * How telling went.
 *
 * @param status of the answer; 0 if there was none
 * @param body of the answer, at most 64 KB of it
 * @param problem why it did not reach the other system
 */
record Told(int status, String body, Duration duration, Optional<String> problem) {

    private static final int GONE = 410;

    /** The other system has it. */
    boolean reached() {
        return problem.isEmpty() && status >= 200 && status < 300;
    }

    /** The other system does not want to be told any more. */
    boolean gone() {
        return status == GONE;
    }
}
