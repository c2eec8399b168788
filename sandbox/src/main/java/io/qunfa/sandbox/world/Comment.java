package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * One comment below an article.
 *
 * @param follower whose it is
 * @param elected shown to every reader (精选)
 */
public record Comment(
        long id, int follower, Instant at, String content, boolean elected, Optional<Reply> reply) {

    /** What the author of the article answered. */
    public record Reply(String content, Instant at) {}

    Comment elected(boolean isElected) {
        return new Comment(id, follower, at, content, isElected, reply);
    }

    Comment replied(Optional<Reply> answer) {
        return new Comment(id, follower, at, content, elected, answer);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(id);
        out.writeInt(follower);
        Snapshot.writeInstant(out, at);
        Snapshot.writeText(out, content);
        out.writeBoolean(elected);
        out.writeBoolean(reply.isPresent());
        if (reply.isPresent()) {
            Snapshot.writeText(out, reply.get().content());
            Snapshot.writeInstant(out, reply.get().at());
        }
    }

    static Comment read(DataInput in) throws IOException {
        return new Comment(
                in.readLong(),
                in.readInt(),
                Snapshot.readInstant(in),
                Snapshot.readText(in),
                in.readBoolean(),
                in.readBoolean()
                        ? Optional.of(new Reply(Snapshot.readText(in), Snapshot.readInstant(in)))
                        : Optional.empty());
    }
}
