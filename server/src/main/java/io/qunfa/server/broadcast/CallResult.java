package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call.
 *
 * @param confirmationUntil until when the administrator may confirm it; null if nobody is awaited
 * @param articlesId what statistics call its articles; null if it has none, or that is not known
 * @param figures how they were read, by position; none if that is not known
 */
record CallResult(
        Call call,
        ArticleResults articles,
        @Nullable Instant confirmationUntil,
        @Nullable MsgDataId articlesId,
        Map<Integer, ArticleFigures> figures) {

    CallResult {
        figures = Map.copyOf(figures);
    }

    /** What statistics call one of the articles. */
    @Nullable String name(int position) {
        return articlesId == null ? null : new ArticleName(articlesId, position).toString();
    }
}
