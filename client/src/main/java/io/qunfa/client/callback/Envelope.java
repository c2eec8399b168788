package io.qunfa.client.callback;

import io.qunfa.client.OpenId;
import java.time.Instant;

/**
 * What every push begins with.
 *
 * @param account the account's original id ({@code gh_…})
 * @param sender the follower's OpenID; something else in the results of jobs
 * @param createdAt in whole seconds
 * @param kind {@code message.} and the type of a message, or {@code event.} and the name of an
 *     event, as the platform writes them but in lower case
 * @param identity equal for repeated deliveries of one push, different for different pushes of one
 *     account
 */
public record Envelope(
        String account, String sender, Instant createdAt, String kind, String identity) {

    /**
     * The sender as a follower.
     *
     * @throws IllegalArgumentException if it is no OpenID
     */
    public OpenId follower() {
        return new OpenId(sender);
    }
}
