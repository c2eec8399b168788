package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One access token ever issued. */
final class Token {

    private final String value;
    private final OfficialAccount account;
    private final Instant expiresAt;
    private Instant supersededAt = Instant.MAX;

    Token(String value, OfficialAccount account, Instant expiresAt) {
        this.value = value;
        this.account = account;
        this.expiresAt = expiresAt;
    }

    String value() {
        return value;
    }

    OfficialAccount account() {
        return account;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** From {@code at} on a newer token counts. */
    synchronized void supersede(Instant at) {
        if (at.isBefore(supersededAt)) {
            supersededAt = at;
        }
    }

    /** Whether a newer token follows it, and later than it follows the other. */
    boolean endsAfter(@Nullable Token other) {
        var end = supersededAt();
        return end.isBefore(Instant.MAX) && (other == null || end.isAfter(other.supersededAt()));
    }

    private synchronized Instant supersededAt() {
        return supersededAt;
    }

    /** 40001 for a superseded token, 42001 for a lapsed one. */
    synchronized void requireValid(Instant now) {
        if (!now.isBefore(supersededAt) && supersededAt.isBefore(expiresAt)) {
            throw Refusal.of(
                    40001,
                    "the token is the latest of its channel",
                    "a token superseded at " + supersededAt,
                    "the newest token");
        }
        if (!now.isBefore(expiresAt)) {
            throw Refusal.of(
                    42001,
                    "the token has not lapsed",
                    "a token that lapsed at " + expiresAt,
                    "a new token");
        }
    }

    boolean isForgettable(Instant now) {
        return expiresAt.plus(TokenChannels.REMEMBERED).isBefore(now);
    }

    synchronized void write(DataOutput out) throws IOException {
        out.writeUTF(value);
        Snapshot.writeInstant(out, expiresAt);
        Snapshot.writeInstant(out, supersededAt);
    }

    static Token read(DataInput in, OfficialAccount account) throws IOException {
        var token = new Token(in.readUTF(), account, Snapshot.readInstant(in));
        token.supersede(Snapshot.readInstant(in));
        return token;
    }
}
