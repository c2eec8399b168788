package io.qunfa.server.broadcast;

import java.time.Instant;
import java.util.UUID;

/**
 * One decision about a broadcast before it is sent.
 *
 * @param comment may be empty
 */
record Review(UUID id, Decision decision, String comment, Author by, Instant at) {

    static final int LONGEST_COMMENT = 1_000;

    enum Decision {
        SUBMITTED,
        WITHDRAWN,
        APPROVED,
        REJECTED
    }
}
