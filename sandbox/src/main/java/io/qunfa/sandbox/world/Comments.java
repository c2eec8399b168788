package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The comments (留言) below one article. */
public final class Comments {

    /** The pages print no number. */
    private static final int MAX_ELECTED = 100;

    /** The pages print no number. */
    private static final int MAX_REPLY_CHARACTERS = 600;

    private static final int MAX_COMMENTS = 10_000;

    private final Map<Long, Comment> comments = new LinkedHashMap<>();
    private final Set<Long> withdrawn = new HashSet<>();
    private boolean open;
    private long issued;

    Comments(boolean open) {
        this.open = open;
    }

    /** Whether readers may comment now. */
    public boolean isOpen() {
        return open;
    }

    public void open() {
        open = true;
    }

    public void close() {
        open = false;
    }

    /** A reader writes. */
    public Comment write(int follower, String content, Instant at) {
        if (!open) {
            throw new IllegalArgumentException("the comments of this article are closed");
        }
        if (comments.size() >= MAX_COMMENTS) {
            throw new IllegalArgumentException("at most " + MAX_COMMENTS + " comments");
        }
        var comment = new Comment(++issued, follower, at, content, false, Optional.empty());
        comments.put(comment.id(), comment);
        return comment;
    }

    /** All of them, newest first. */
    public List<Comment> newestFirst() {
        var list = new ArrayList<>(comments.values());
        Collections.reverse(list);
        return list;
    }

    public void elect(long id) {
        if (comments.values().stream().filter(Comment::elected).count() >= MAX_ELECTED) {
            throw Refusal.of(
                            88003,
                            "at most " + MAX_ELECTED + " elected comments",
                            "one more",
                            "take the mark off another one")
                    .assumed();
        }
        change(id, comment -> comment.elected(true));
    }

    public void unelect(long id) {
        change(id, comment -> comment.elected(false));
    }

    public void delete(long id) {
        comments.remove(require(id).id());
    }

    public void reply(long id, String content, Instant at) {
        if (content.isEmpty() || content.length() > MAX_REPLY_CHARACTERS) {
            throw Refusal.of(
                            88007,
                            "a reply has 1 to " + MAX_REPLY_CHARACTERS + " characters",
                            content.length() + " characters",
                            "a shorter reply")
                    .assumed();
        }
        if (require(id).reply().isPresent()) {
            throw Refusal.of(88005, "the comment has no reply yet", "a second", "delete the first");
        }
        change(id, comment -> comment.replied(Optional.of(new Comment.Reply(content, at))));
    }

    public void deleteReply(long id) {
        if (require(id).reply().isEmpty()) {
            throw Refusal.of(88009, "the comment has a reply", "none", "a comment with a reply");
        }
        change(id, comment -> comment.replied(Optional.empty()));
    }

    /** Its writer deletes it. */
    public void withdraw(long id, int follower) {
        if (require(id).follower() != follower) {
            throw new IllegalArgumentException("the comment is somebody else's");
        }
        comments.remove(id);
        withdrawn.add(id);
    }

    private void change(long id, UnaryOperator<Comment> change) {
        comments.put(id, change.apply(require(id)));
    }

    private Comment require(long id) {
        if (withdrawn.contains(id)) {
            throw Refusal.of(
                    88004, "the comment is there", "one that its writer deleted", "another one");
        }
        var comment = comments.get(id);
        if (comment == null) {
            throw Refusal.of(
                    88008,
                    "the comment exists",
                    "user_comment_id " + id,
                    "one of " + comments.keySet());
        }
        return comment;
    }

    void write(DataOutput out) throws IOException {
        out.writeBoolean(open);
        out.writeLong(issued);
        Snapshot.writeList(out, comments.values(), comment -> comment.write(out));
        Snapshot.writeList(out, withdrawn, out::writeLong);
    }

    void read(DataInput in) throws IOException {
        open = in.readBoolean();
        issued = in.readLong();
        Snapshot.readList(in, () -> Comment.read(in))
                .forEach(comment -> comments.put(comment.id(), comment));
        withdrawn.addAll(Snapshot.readList(in, in::readLong));
    }
}
