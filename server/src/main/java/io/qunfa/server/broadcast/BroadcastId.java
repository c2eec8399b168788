package io.qunfa.server.broadcast;

import java.util.UUID;

/** Our number of a broadcast, a UUID of version 7. */
public record BroadcastId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
