package io.qunfa.sandbox.world;

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
}
