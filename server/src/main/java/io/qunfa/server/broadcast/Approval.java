package io.qunfa.server.broadcast;

import java.util.Set;
import java.util.UUID;

/**
 * Whether somebody has approved a broadcast as it is.
 *
 * @param writers who had a hand in it and may not approve where four eyes are asked for
 */
record Approval(boolean given, Set<UUID> writers) {

    Approval {
        writers = Set.copyOf(writers);
    }
}
