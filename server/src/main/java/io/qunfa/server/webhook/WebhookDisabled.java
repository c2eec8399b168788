package io.qunfa.server.webhook;

import io.qunfa.server.account.AccountId;

/**
 * An endpoint was switched off because nothing reached it for days, or because it said that it is
 * gone. Published in the transaction that does it.
 *
 * @param host of its address
 * @param gone whether it said so itself
 */
public record WebhookDisabled(AccountId account, String host, boolean gone) {}
