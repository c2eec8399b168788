package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.server.inbox.PushStore.PushId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A genuine push that is about to be stored, with the reply that was chosen for it. */
final class Arrival {

    private final PushId id;
    private final Push push;
    private final byte[] body;
    private final Optional<String> reply;
    private final Instant at;
    private final byte[] digest;

    /**
     * @param body in clear text
     * @param reply what is shown for it, in clear text
     */
    Arrival(PushId id, Push push, byte[] body, Optional<String> reply, Instant at) {
        this.id = id;
        this.push = push;
        this.body = body;
        this.reply = reply;
        this.at = at;
        this.digest = digest(push.envelope().identity());
    }

    PushId id() {
        return id;
    }

    UUID account() {
        return id.account().value();
    }

    int priority() {
        return Priority.of(push).number();
    }

    String kind() {
        return push.envelope().kind();
    }

    String sender() {
        return push.envelope().sender();
    }

    byte[] body() {
        return body;
    }

    Optional<String> reply() {
        return reply;
    }

    Instant at() {
        return at;
    }

    /** Equal for repeated deliveries, different for different pushes. */
    byte[] digest() {
        return digest;
    }

    private static byte[] digest(String identity) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
