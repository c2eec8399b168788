package io.qunfa.client;

/**
 * A follower as one account knows them; the same person has another OpenID at every account.
 *
 * @param value usually 28 characters of {@code A-Za-z0-9_-}, the first one {@code o}
 */
public record OpenId(String value) {

    private static final int MAX_LENGTH = 128;

    public OpenId {
        Identifiers.require("OpenID", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
