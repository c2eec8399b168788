package io.qunfa.server.account;

import java.util.Optional;

/**
 * What the platform and this server share to trust each other's callbacks. Its text form hides it.
 *
 * @param token the Token of the message push settings
 * @param aesKey the EncodingAESKey, 43 characters
 */
public record CallbackCredentials(String token, String aesKey, Mode mode) {

    /** How the platform sends: readable, readable and encrypted, encrypted. */
    public enum Mode {
        PLAIN,
        COMPATIBLE,
        SAFE
    }

    @Override
    public String toString() {
        return "CallbackCredentials[%s, hidden]".formatted(mode);
    }

    /** Why a callback was last refused. */
    public record Failure(java.time.Instant at, String code) {}

    /** What the settings of an account's callback show. */
    record Settings(CallbackCredentials credentials, Optional<Failure> lastFailure) {}
}
