package io.qunfa.sandbox.world;

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
}
