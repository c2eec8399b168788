package io.qunfa.server.account;

/**
 * What may be changed about a connected account, besides its secrets.
 *
 * @param name how operators call it, up to 64 characters
 * @param tokenChannel classic only for an account whose other programs still fetch classic tokens
 */
record AccountSettings(
        String name, Account.Kind kind, boolean verified, TokenChannel.Kind tokenChannel) {}
