package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Articles under one media_id.
 *
 * @param marks what stands in the way of sending or publishing it
 */
public record Draft(
        String mediaId,
        Origin origin,
        List<Article> articles,
        Instant createdAt,
        Instant updatedAt,
        Set<Mark> marks) {

    /** What stands in the way. */
    public enum Mark {
        /** Its newest version was saved by the website's editor on its own: 48021, 53505. */
        AUTOSAVED,
        /** It carries an accepted ad order, so that only the website sends it: 45062. */
        AD_ORDER,
        /** Only the website publishes it: 53504. */
        SITE_ONLY,
        /** It fails the check before publishing: 53503. */
        UNFIT
    }

    /** Where it comes from. */
    public enum Origin {
        /** The draft box: consumed by sending and publishing. */
        DRAFT_BOX,
        /** {@code media/uploadnews}: can be sent again, and ends after three days. */
        UPLOADED
    }

    public Draft {
        articles = List.copyOf(articles);
        marks = Set.copyOf(marks);
    }

    boolean has(Mark mark) {
        return marks.contains(mark);
    }

    boolean isInDraftBox() {
        return origin == Origin.DRAFT_BOX;
    }

    Draft with(int index, Article article, Instant now) {
        var changed = new ArrayList<>(articles);
        changed.set(index, article);
        return new Draft(mediaId, origin, changed, createdAt, now, without(Mark.AUTOSAVED));
    }

    private Set<Mark> without(Mark mark) {
        return marks.stream().filter(other -> other != mark).collect(Collectors.toSet());
    }

    Draft marked(Set<Mark> others) {
        return new Draft(mediaId, origin, articles, createdAt, updatedAt, others);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(mediaId);
        Snapshot.writeEnum(out, origin);
        Snapshot.writeList(out, articles, article -> article.write(out));
        Snapshot.writeInstant(out, createdAt);
        Snapshot.writeInstant(out, updatedAt);
        Snapshot.writeList(out, marks, mark -> Snapshot.writeEnum(out, mark));
    }

    static Draft read(DataInput in) throws IOException {
        return new Draft(
                in.readUTF(),
                Snapshot.readEnum(in, Origin.class),
                Snapshot.readList(in, () -> Article.read(in)),
                Snapshot.readInstant(in),
                Snapshot.readInstant(in),
                Set.copyOf(Snapshot.readList(in, () -> Snapshot.readEnum(in, Mark.class))));
    }
}
