package io.qunfa.server.account;

/** An operator has connected an account. */
public record AccountConnected(AccountId account) {}
