package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The platform told an account something. Published in the transaction that marks the push
 * processed, which it shares with other pushes; a listener that throws has it delivered again
 * later. What takes effect in that transaction takes effect once.
 *
 * <p>The events of one follower come in the order in which they reached this server, except for one
 * that failed for a minute or is replayed by a person: later ones have overtaken it then. Its id is
 * less than theirs.
 *
 * @param id of the stored push; the same when it is delivered again, or replayed by a person
 * @param at when it reached this server
 * @param relayedTo the relay that has it already, because it was asked for the answer
 */
public record PushReceived(
        AccountId account, UUID id, Push push, Instant at, Optional<UUID> relayedTo) {}
