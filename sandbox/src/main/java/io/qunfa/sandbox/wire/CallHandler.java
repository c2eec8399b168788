package io.qunfa.sandbox.wire;

import tools.jackson.databind.node.ObjectNode;

/** Serves one documented call; refuses with {@link io.qunfa.sandbox.world.Refusal}. */
public interface CallHandler {
    ObjectNode serve(Call call);
}
