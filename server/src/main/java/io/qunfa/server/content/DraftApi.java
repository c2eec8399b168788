package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The draft box over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/drafts")
final class DraftApi {

    private final Accounts accounts;
    private final Drafts drafts;

    DraftApi(Accounts accounts, Drafts drafts) {
        this.accounts = accounts;
        this.drafts = drafts;
    }

    /**
     * @param next the offset of the next page
     */
    record DraftPage(List<DraftView> items, long total, @Nullable Integer next) {}

    /**
     * @param updatedAt only in lists
     * @param fingerprint changes exactly when readers would see something else
     */
    record DraftView(
            String id,
            @Nullable Instant updatedAt,
            String fingerprint,
            List<DraftArticleView> articles) {}

    /**
     * @param kind article or picture_post
     * @param content null in lists
     * @param coverId the permanent picture of the cover
     * @param previewUrl a page of the platform that expires
     * @param comments nobody, everybody or followers
     */
    record DraftArticleView(
            String kind,
            String title,
            String author,
            String digest,
            @Nullable String content,
            String sourceUrl,
            @Nullable String coverId,
            @Nullable String coverUrl,
            @Nullable String previewUrl,
            String comments,
            List<String> pictures) {}

    @GetMapping
    DraftPage list(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "20") int limit) {
        var from = Math.max(0, offset);
        var page = drafts.page(id(account), from, Math.clamp(limit, 1, Drafts.MAX_PAGE));
        var end = from + page.drafts().size();
        return new DraftPage(
                page.drafts().stream().map(draft -> view(draft, false)).toList(),
                page.total(),
                page.drafts().isEmpty() || end >= page.total() ? null : end);
    }

    @GetMapping("/{draft}")
    DraftView get(@PathVariable UUID account, @PathVariable String draft) {
        return drafts.find(id(account), new MediaId(draft))
                .map(found -> view(found, true))
                .orElseThrow(Problem::notFound);
    }

    private AccountId id(UUID account) {
        return accounts.get(new AccountId(account)).id();
    }

    private static DraftView view(Draft draft, boolean withContent) {
        return new DraftView(
                draft.id().value(),
                draft.updatedAt().orElse(null),
                draft.fingerprint(),
                draft.articles().stream().map(article -> view(article, withContent)).toList());
    }

    private static DraftArticleView view(DraftArticle article, boolean withContent) {
        return new DraftArticleView(
                article.kind().name().toLowerCase(Locale.ROOT),
                article.title(),
                article.author(),
                article.digest(),
                withContent ? article.content() : null,
                article.sourceUrl(),
                article.cover().map(MediaId::value).orElse(null),
                unlessEmpty(article.coverUrl()),
                unlessEmpty(article.previewUrl()),
                article.comments().name().toLowerCase(Locale.ROOT),
                article.pictures().stream().map(MediaId::value).toList());
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
