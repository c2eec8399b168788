package io.qunfa.server.account;

import java.util.UUID;

/** Identifies an Official Account in this server. */
public record AccountId(UUID value) {

    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
