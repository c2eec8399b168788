package io.qunfa.server.broadcast;

import io.qunfa.client.callback.MassSendJobFinished;
import io.qunfa.client.callback.MassSendJobFinished.CheckedArticle;
import java.util.List;
import java.util.TreeMap;

/**
 * What the platform says about the articles of a send.
 *
 * @param state the verdict on all: 1 no reprint, 2 a reprint that may be sent, 3 one that may not;
 *     0 if not told
 * @param items in their order
 */
record ArticleResults(int state, List<ArticleResult> items) {

    static final ArticleResults NONE = new ArticleResults(0, List.of());

    ArticleResults {
        items = List.copyOf(items);
    }

    static ArticleResults of(MassSendJobFinished finished) {
        var items = new TreeMap<Integer, ArticleResult>();
        for (var article : finished.articles()) {
            items.put(
                    article.position(), new ArticleResult(article.position(), article.url(), null));
        }
        for (var checked : finished.copyright().articles()) {
            var known = items.get(checked.position());
            items.put(
                    checked.position(),
                    new ArticleResult(
                            checked.position(),
                            known == null ? null : known.url(),
                            originality(checked)));
        }
        return new ArticleResults(finished.copyright().state(), List.copyOf(items.values()));
    }

    private static ArticleResult.Originality originality(CheckedArticle checked) {
        return new ArticleResult.Originality(
                checked.declared(),
                checked.auditState(),
                checked.originalUrl(),
                checked.originalType(),
                checked.canReprint(),
                checked.needsReplacedContent(),
                checked.needsReprintSource());
    }
}
