package io.qunfa.server.account;

import io.qunfa.client.WebsiteReplies;

/**
 * The automatic replies of the platform's website have been read, before a callback switches them
 * off. Whoever answers followers may offer to go on with them.
 */
public record AutoRepliesImported(AccountId account, WebsiteReplies.Current replies) {}
