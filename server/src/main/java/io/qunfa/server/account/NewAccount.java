package io.qunfa.server.account;

import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;

/**
 * An account to be connected.
 *
 * @param name how operators call it, up to 64 characters
 */
public record NewAccount(
        String name,
        Credentials credentials,
        Account.Kind kind,
        boolean verified,
        Endpoints endpoints) {

    static final int LONGEST_NAME = 64;

    public NewAccount {
        name = name.strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to 64 characters: " + name);
        }
    }
}
