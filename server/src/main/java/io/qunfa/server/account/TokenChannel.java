package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.client.Tokens;

/**
 * One of the platform's two ways to a token, with the credentials of now. Tokens of one do not
 * supersede those of the other.
 */
record TokenChannel(Kind kind, Tokens tokens) {

    /** Where an account's tokens come from. */
    enum Kind {
        /** The same token for whoever asks, until it is nearly over. */
        STABLE,
        /** A new token with every fetch, which ends the one before within five minutes. */
        CLASSIC
    }

    AccessToken fetch() {
        return switch (kind) {
            case STABLE -> tokens.fetchStable();
            case CLASSIC -> tokens.fetch();
        };
    }

    /** A token in place of one that was rejected. Forcing a new stable one is rationed. */
    AccessToken replace(AccessToken rejected) {
        var token = fetch();
        var same = token.value().equals(rejected.value());
        return kind == Kind.STABLE && same ? tokens.forceStable() : token;
    }
}
