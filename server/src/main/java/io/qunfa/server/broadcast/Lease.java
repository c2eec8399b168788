package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;

/**
 * The right of this node to work on a broadcast.
 *
 * @param fence grows whenever a broadcast is leased anew; an update that names an old one does
 *     nothing
 */
record Lease(AccountId account, BroadcastId broadcast, long fence) {}
