package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Articles under one media_id.
 *
 * @param autosaved its newest version was saved by the website's editor on its own, so that nobody
 *     may send or publish it
 */
public record Draft(
        String mediaId,
        Origin origin,
        List<Article> articles,
        Instant createdAt,
        Instant updatedAt,
        boolean autosaved) {

    /** Where it comes from. */
    public enum Origin {
        /** The draft box: consumed by sending and publishing. */
        DRAFT_BOX,
        /** {@code media/uploadnews}: can be sent again, and ends after three days. */
        UPLOADED
    }

    public Draft {
        articles = List.copyOf(articles);
    }

    boolean isInDraftBox() {
        return origin == Origin.DRAFT_BOX;
    }

    Draft with(int index, Article article, Instant now) {
        var changed = new ArrayList<>(articles);
        changed.set(index, article);
        return new Draft(mediaId, origin, changed, createdAt, now, false);
    }

    Draft autosaved(boolean isAutosaved) {
        return new Draft(mediaId, origin, articles, createdAt, updatedAt, isAutosaved);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(mediaId);
        Snapshot.writeEnum(out, origin);
        Snapshot.writeList(out, articles, article -> article.write(out));
        Snapshot.writeInstant(out, createdAt);
        Snapshot.writeInstant(out, updatedAt);
        out.writeBoolean(autosaved);
    }

    static Draft read(DataInput in) throws IOException {
        return new Draft(
                in.readUTF(),
                Snapshot.readEnum(in, Origin.class),
                Snapshot.readList(in, () -> Article.read(in)),
                Snapshot.readInstant(in),
                Snapshot.readInstant(in),
                in.readBoolean());
    }
}
