package io.qunfa.server.broadcast;

import java.time.Instant;

/**
 * The history of one call that decides what may be done with it next.
 *
 * @param count attempts begun
 * @param first when the first attempt with this key was committed
 * @param doubtful whether an earlier attempt may have been accepted without our knowing
 */
record Attempts(int count, Instant first, boolean doubtful) {

    /** One more. */
    Attempts begun() {
        return new Attempts(count + 1, first, doubtful);
    }
}
