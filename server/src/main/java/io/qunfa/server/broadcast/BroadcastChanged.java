package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A broadcast has come into another state. Published in the transaction that commits it.
 *
 * @param before null if it is new
 * @param reason what went wrong, if something did
 */
public record BroadcastChanged(
        AccountId account,
        BroadcastId broadcast,
        @Nullable BroadcastState before,
        BroadcastState state,
        @Nullable Reason reason,
        Instant at) {}
