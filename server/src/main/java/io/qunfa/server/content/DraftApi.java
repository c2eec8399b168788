package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The draft box over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/drafts")
final class DraftApi {

    private final Accounts accounts;
    private final Drafts drafts;
    private final Texts texts;

    DraftApi(Accounts accounts, Drafts drafts, Texts texts) {
        this.accounts = accounts;
        this.drafts = drafts;
        this.texts = texts;
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

    record ArticlesRequest(@Nullable List<ArticleForm> articles) {

        List<ArticleForm> requireArticles() {
            if (articles == null) {
                throw Problem.invalid("articles", "required");
            }
            return articles;
        }
    }

    /**
     * @param fingerprint of the draft as the writer has seen it
     */
    record ArticleRequest(@Nullable String fingerprint, @Nullable ArticleForm article) {

        String requireFingerprint() {
            if (fingerprint == null) {
                throw Problem.invalid("fingerprint", "required");
            }
            return fingerprint;
        }

        ArticleForm requireArticle() {
            if (article == null) {
                throw Problem.invalid("article", "required");
            }
            return article;
        }
    }

    record DraftCheck(List<ArticleCheck> articles) {}

    record ArticleCheck(List<ArticleFinding> findings) {}

    record ArticleFinding(
            String code,
            String severity,
            Map<String, Object> parameters,
            String title,
            String remedy) {}

    /** The platform's own draft box, newest first, without the articles' content. */
    @GetMapping
    DraftPage list(
            @PathVariable UUID account,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "20") int limit) {
        var from = Math.max(0, offset);
        var page = drafts.page(id(account), from, Limit.require(limit, Drafts.MAX_PAGE));
        var end = from + page.drafts().size();
        return new DraftPage(
                page.drafts().stream().map(draft -> view(draft, false)).toList(),
                page.total(),
                page.drafts().isEmpty() || end >= page.total() ? null : end);
    }

    /** One draft with its articles' content. */
    @GetMapping("/{draft}")
    DraftView get(@PathVariable UUID account, @PathVariable String draft) {
        return drafts.find(id(account), new MediaId(draft))
                .map(found -> view(found, true))
                .orElseThrow(Problem::notFound);
    }

    /** What the platform would refuse, or drop, of articles that are being written. */
    @PostMapping("/check")
    DraftCheck check(
            @PathVariable UUID account, @RequestBody ArticlesRequest request, Locale language) {
        id(account);
        return new DraftCheck(
                request.requireArticles().stream()
                        .map(
                                article ->
                                        ArticleLint.check(article).stream()
                                                .map(finding -> view(finding, language))
                                                .toList())
                        .map(ArticleCheck::new)
                        .toList());
    }

    /** Makes a draft in the platform's draft box. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DraftView add(
            @PathVariable UUID account,
            @RequestBody ArticlesRequest request,
            @AuthenticationPrincipal Operator operator) {
        return view(drafts.add(id(account), operator, request.requireArticles()), true);
    }

    /** Changes one article of a draft, unless it was changed meanwhile on the website. */
    @PutMapping("/{draft}/articles/{index}")
    DraftView update(
            @PathVariable UUID account,
            @PathVariable String draft,
            @PathVariable int index,
            @RequestBody ArticleRequest request,
            @AuthenticationPrincipal Operator operator) {
        var seen = new Drafts.Seen(new MediaId(draft), request.requireFingerprint());
        var updated = drafts.update(id(account), operator, seen, index, request.requireArticle());
        return view(updated, true);
    }

    /**
     * Deletes a draft for good.
     *
     * @param fingerprint of the draft as the person who deletes it has seen it
     */
    @DeleteMapping("/{draft}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable UUID account,
            @PathVariable String draft,
            @RequestParam String fingerprint,
            @AuthenticationPrincipal Operator operator) {
        drafts.delete(id(account), operator, new Drafts.Seen(new MediaId(draft), fingerprint));
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

    private ArticleFinding view(Finding finding, Locale language) {
        var key = "finding." + finding.code();
        return new ArticleFinding(
                finding.code(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.parameters(),
                texts.text(key + ".title", finding.parameters(), language),
                texts.text(key + ".remedy", finding.parameters(), language));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
