package io.qunfa.client;

import java.time.Instant;

/** A token that is simply there. */
record FixedToken(AccessToken current) implements TokenSource {

    FixedToken() {
        this(new AccessToken(ScriptedPlatform.TOKEN, Instant.MAX));
    }

    @Override
    public AccessToken renew(AccessToken rejected) {
        return current;
    }
}
