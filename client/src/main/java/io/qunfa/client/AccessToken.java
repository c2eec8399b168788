package io.qunfa.client;

import java.time.Instant;

/**
 * A token that opens the account's API for a while. Its text form hides the value.
 *
 * @param value opaque, up to 512 characters and more
 * @param expiresAt when the platform stops accepting it, if nobody supersedes it earlier
 */
public record AccessToken(String value, Instant expiresAt) {

    public AccessToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an access token must not be blank");
        }
    }

    @Override
    public String toString() {
        return "AccessToken[hidden, expiresAt=" + expiresAt + "]";
    }
}
