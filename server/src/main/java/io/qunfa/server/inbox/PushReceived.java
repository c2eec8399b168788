package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.server.account.AccountId;
import java.time.Instant;

/**
 * The platform told an account something. Published in the transaction that marks the push
 * processed; a listener that throws has it delivered again later.
 *
 * @param at when it reached this server
 */
public record PushReceived(AccountId account, Push push, Instant at) {}
