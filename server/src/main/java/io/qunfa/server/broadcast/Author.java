package io.qunfa.server.broadcast;

import java.util.UUID;

/** Who wrote a broadcast, by the name they had then. */
record Author(UUID id, String name) {}
