package io.qunfa.client;

/**
 * Where a client gets the account's token from. One account needs one source for all its nodes and
 * tools: every classic fetch supersedes the token before it.
 *
 * <p>Implementations are called by many threads at once and must not fetch once per caller.
 */
public interface TokenSource {

    /** The token to use now, fetched if there is none or it is about to expire. */
    AccessToken current();

    /**
     * A token instead of one the platform has just rejected. If a newer one is already there, that
     * one. If the same value comes back, the client gives up with {@link
     * WeChatException.CredentialRejected}.
     */
    AccessToken renew(AccessToken rejected);

    /** Told after each call the platform accepted; a source need not care. */
    default void accepted(AccessToken token) {}
}
