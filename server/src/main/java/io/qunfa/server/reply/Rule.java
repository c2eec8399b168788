package io.qunfa.server.reply;

import java.time.Instant;
import java.util.UUID;

/**
 * One automatic reply.
 *
 * @param updatedBy the operator's name
 */
record Rule(UUID id, Content content, Instant updatedAt, String updatedBy) {

    /** What somebody decides about a rule. */
    record Content(String name, boolean enabled, Trigger trigger, Answer answer) {}

    boolean enabled() {
        return content.enabled();
    }
}
