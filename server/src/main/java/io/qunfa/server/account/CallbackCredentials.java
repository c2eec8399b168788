package io.qunfa.server.account;

import java.time.Instant;
import java.util.List;
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
    public record Failure(Instant at, String code) {}

    /**
     * What is accepted beside the current ones, while the platform is told of them.
     *
     * @param until when it no longer is
     */
    record Previous(CallbackCredentials credentials, Instant until) {}

    /** What the settings of an account's callback show. */
    record Settings(
            CallbackCredentials credentials,
            Optional<Previous> previous,
            Optional<Failure> lastFailure) {

        /** Those that open the callback address now, the current ones first. */
        List<CallbackCredentials> accepted(Instant now) {
            return previous.filter(before -> now.isBefore(before.until()))
                    .map(before -> List.of(credentials, before.credentials()))
                    .orElseGet(() -> List.of(credentials));
        }
    }

    /** The same, with some of it made up anew. */
    CallbackCredentials changed(boolean newToken, boolean newAesKey, Mode newMode) {
        var fresh = GeneratedSecrets.next().callback();
        return new CallbackCredentials(
                newToken ? fresh.token() : token, newAesKey ? fresh.aesKey() : aesKey, newMode);
    }
}
