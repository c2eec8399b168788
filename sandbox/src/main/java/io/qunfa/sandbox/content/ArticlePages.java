package io.qunfa.sandbox.content;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.web.PageHandler;
import io.qunfa.sandbox.web.Visit;
import io.qunfa.sandbox.world.ArticlePage;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Publications;
import io.qunfa.sandbox.world.Readings;
import io.qunfa.sandbox.world.World;
import java.util.Map;
import java.util.Optional;

/**
 * The public page of an article at the address that the platform gives it, on any host: of one that
 * was sent or published, and of a draft or a preview for as long as there is a draft. Opening it is
 * reading it.
 */
public final class ArticlePages {

    private final World world;

    public ArticlePages(World world) {
        this.world = world;
    }

    public Map<String, PageHandler> handlers() {
        return Map.of("/s", this::open, "/s/", visit -> nothing(visit, "article.unknown"));
    }

    Answer.Whole open(Visit visit) {
        var temporaryKey = visit.parameter("tempkey");
        for (var account : world.accounts()) {
            var page =
                    account.call(
                            () ->
                                    temporaryKey.isEmpty()
                                            ? published(visit, account)
                                            : preview(visit, account, temporaryKey));
            if (page.isPresent()) {
                visit.concerns(account);
                return page.get();
            }
        }
        return nothing(visit, temporaryKey.isEmpty() ? "article.unknown" : "article.lapsed");
    }

    private static Answer.Whole nothing(Visit visit, String key) {
        return ArticleView.without(visit.language(), key);
    }

    private static Optional<Answer.Whole> preview(
            Visit visit, OfficialAccount account, String temporaryKey) {
        return account.content()
                .publications()
                .preview(temporaryKey)
                .map(
                        article ->
                                new ArticleView(visit.language(), account)
                                        .article(article, account.clock().instant())
                                        .answer(article, ""));
    }

    private static Optional<Answer.Whole> published(Visit visit, OfficialAccount account) {
        return account.content()
                .publications()
                .at(visit.parameter("mid"), visit.parameter("idx"), visit.parameter("sn"))
                .map(place -> show(visit, account, place));
    }

    private static Answer.Whole show(
            Visit visit, OfficialAccount account, Publications.Place place) {
        if (place.page().isDeleted()) {
            return nothing(visit, "article.deleted");
        }
        if (place.publication().has(Publication.Flag.BANNED)) {
            return nothing(visit, "article.banned");
        }
        if (!visit.isPost()) {
            var today = account.clock().beijingDate();
            place.page().readings().did(Readings.Deed.READ, reader(visit, account), today);
        }
        return view(visit, account, place.publication(), place.page());
    }

    /** Who opens it: whom the address names, else who opens web pages of this account. */
    private static int reader(Visit visit, OfficialAccount account) {
        return account.followers()
                .numberOf(visit.parameter("openid"))
                .orElseGet(() -> account.relations().logins().visitor().orElse(Readings.STRANGER));
    }

    private static Answer.Whole view(
            Visit visit, OfficialAccount account, Publication publication, ArticlePage page) {
        var article = page.article();
        var reading = account.content().readership().untilToday(publication, page);
        var view =
                new ArticleView(visit.language(), account)
                        .article(article, publication.at())
                        .foot(article, reading);
        boolean showsComments =
                page.comments().isOpen() && !publication.has(Publication.Flag.LIMITED);
        return (showsComments ? view.comments(page.comments().newestFirst()) : view)
                .answer(article, page.url());
    }
}
