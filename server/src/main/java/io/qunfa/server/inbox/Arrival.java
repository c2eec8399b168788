package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.server.inbox.PushStore.PushId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A genuine push that is about to be stored, with the reply that was chosen for it. */
final class Arrival {

    private final PushId id;
    private final Push push;
    private final byte[] body;
    private final Shown shown;
    private final Instant at;
    private final byte[] digest;

    /**
     * @param body in clear text
     * @param shown what is shown for it
     */
    Arrival(PushId id, Push push, byte[] body, Shown shown, Instant at) {
        this.id = id;
        this.push = push;
        this.body = body;
        this.shown = shown;
        this.at = at;
        this.digest = digest(push.envelope().identity());
    }

    /**
     * What a follower is shown.
     *
     * @param reply as XML in clear text; empty for nothing
     * @param relayedTo the relay that was asked
     */
    record Shown(Optional<String> reply, Optional<UUID> relayedTo) {

        static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());
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

    /** Null if nobody in particular did it, as for results of jobs. */
    @Nullable String sender() {
        var sender = push.envelope().sender();
        return sender.isEmpty() ? null : sender;
    }

    byte[] body() {
        return body;
    }

    Optional<String> reply() {
        return shown.reply();
    }

    Optional<UUID> relayedTo() {
        return shown.relayedTo();
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
