package io.qunfa.server.content;

import io.qunfa.client.Article;
import io.qunfa.client.MediaId;
import io.qunfa.client.StoredArticle;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The draft box of an account, as the platform keeps it now. Nothing of it is copied here: drafts
 * are written on the platform's website as well, and a copy would be old the moment it is made.
 * Every method calls the platform; never within a transaction.
 */
@Component
public final class Drafts {

    /** The platform lists no more at a time. */
    public static final int MAX_PAGE = 20;

    private static final int INVALID_MEDIA = 40007;

    private final Accounts accounts;
    private final Audit audit;

    Drafts(Accounts accounts, Audit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /**
     * A page of the box.
     *
     * @param total in the whole box
     */
    public record Page(long total, List<Draft> drafts) {
        public Page {
            drafts = List.copyOf(drafts);
        }
    }

    /**
     * Drafts with their articles, newest first. The platform pages by offset, so that a draft which
     * is added meanwhile moves one from this page to the next.
     *
     * @param limit 1 to {@link #MAX_PAGE}
     */
    public Page page(AccountId account, int offset, int limit) {
        var page = accounts.wechat(account).drafts().page(offset, limit);
        return new Page(page.total(), page.entries().stream().flatMap(Drafts::draft).toList());
    }

    /** One draft; empty once it was deleted, or used up by a send or a publication. */
    public Optional<Draft> find(AccountId account, MediaId id) {
        try {
            var articles = accounts.wechat(account).drafts().get(id);
            return Optional.of(new Draft(id, Optional.empty(), articles(articles)));
        } catch (WeChatException.Refused e) {
            if (e.code() == INVALID_MEDIA) {
                return Optional.empty();
            }
            throw e;
        }
    }

    public boolean exists(AccountId account, MediaId id) {
        return find(account, id).isPresent();
    }

    /**
     * The articles of a draft as a message.
     *
     * @throws Problem if there is no such draft, or it is not as it was seen
     */
    public Message.Article pick(AccountId account, Message.Article wish) {
        if (wish.draftId().isEmpty()) {
            throw Problem.invalid("message.draftId", "required");
        }
        var draft =
                find(account, wish.draft())
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                "message.draftId",
                                                "unknown-value",
                                                Map.of("value", wish.draftId())));
        if (!wish.fingerprint().isEmpty() && !wish.fingerprint().equals(draft.fingerprint())) {
            throw changed();
        }
        return new Message.Article(
                wish.draftId(),
                draft.fingerprint(),
                wish.ignoreReprint(),
                draft.articles().stream().map(Message.Article.Heading::of).toList());
    }

    /**
     * What would go wrong with a draft that was picked.
     *
     * @param draft as it is now; empty if it is gone
     */
    public static List<Finding> check(Message.Article picked, Optional<Draft> draft) {
        if (draft.isEmpty()) {
            return List.of(Finding.error("draft-gone", Map.of()));
        }
        if (!draft.get().fingerprint().equals(picked.fingerprint())) {
            return List.of(Finding.error("draft-changed", Map.of()));
        }
        return DraftLint.check(draft.get());
    }

    /**
     * Writes a draft with the same articles, for a draft that a send has used up.
     *
     * @return as it was read back; empty if the platform does not show it yet
     */
    public Optional<Draft> copy(AccountId account, List<DraftArticle> articles) {
        var wire = articles.stream().map(DraftArticle::onTheWire).toList();
        return find(account, accounts.wechat(account).drafts().add(wire));
    }

    /** Whether a draft that was picked is still there as it was. */
    public static boolean isUnchanged(Message.Article picked, Optional<Draft> draft) {
        return draft.filter(now -> now.fingerprint().equals(picked.fingerprint())).isPresent();
    }

    /** Deletes a draft that nobody needs; one that is gone already is none. */
    public void discard(AccountId account, MediaId id) {
        try {
            accounts.wechat(account).drafts().delete(id);
        } catch (WeChatException.Refused e) {
            if (e.code() != INVALID_MEDIA) {
                throw e;
            }
        }
    }

    /** The newest drafts, one page of them. */
    public List<Draft> newest(AccountId account) {
        return page(account, 0, MAX_PAGE).drafts();
    }

    /** Writes a new draft of 1 to 8 articles that the lint has nothing against. */
    Draft add(AccountId account, Operator by, List<ArticleForm> articles) {
        requireGood(articles);
        var wire = articles.stream().map(article -> onTheWire(account, article)).toList();
        var id = accounts.wechat(account).drafts().add(wire);
        record(account, by, "content.draft-added", id);
        return find(account, id).orElseThrow(Problem::notFound);
    }

    /**
     * Replaces one article of a draft that is still as it was seen.
     *
     * @param index from 0
     */
    Draft update(AccountId account, Operator by, Seen seen, int index, ArticleForm article) {
        requireGood(List.of(article));
        var draft = require(account, seen);
        if (index < 0 || index >= draft.articles().size()) {
            throw Problem.notFound();
        }
        accounts.wechat(account).drafts().update(seen.id(), index, onTheWire(account, article));
        record(account, by, "content.draft-updated", seen.id());
        return find(account, seen.id()).orElseThrow(Problem::notFound);
    }

    /** Deletes a draft for good, if it is still as it was seen. */
    void delete(AccountId account, Operator by, Seen seen) {
        require(account, seen);
        accounts.wechat(account).drafts().delete(seen.id());
        record(account, by, "content.draft-deleted", seen.id());
    }

    /**
     * A draft in the state in which somebody saw it.
     *
     * @param fingerprint see {@link Draft#fingerprint}
     */
    record Seen(MediaId id, String fingerprint) {}

    private Draft require(AccountId account, Seen seen) {
        var draft = find(account, seen.id()).orElseThrow(Problem::notFound);
        if (!draft.fingerprint().equals(seen.fingerprint())) {
            throw changed();
        }
        return draft;
    }

    private static Problem changed() {
        return new Problem(HttpStatus.CONFLICT, "draft-changed", Map.of());
    }

    /** Pictures inside the HTML itself, as editors paste them, become the platform's. */
    private Article onTheWire(AccountId account, ArticleForm article) {
        var media = accounts.wechat(account).media();
        return article.onTheWire(
                address ->
                        InlinePicture.isOne(address)
                                ? media.uploadArticlePicture(InlinePicture.upload(address))
                                : address);
    }

    private static void requireGood(List<ArticleForm> articles) {
        if (articles.isEmpty() || articles.size() > ArticleLint.MAX_ARTICLES) {
            throw Problem.invalid(
                    "articles", "count", Map.of("least", 1, "most", ArticleLint.MAX_ARTICLES));
        }
        var errors =
                articles.stream()
                        .flatMap(article -> ArticleLint.check(article).stream())
                        .filter(Finding::isError)
                        .distinct()
                        .toList();
        if (!errors.isEmpty()) {
            var codes = errors.stream().map(Finding::code).distinct();
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "draft-has-errors",
                            Map.of("codes", codes.collect(Collectors.joining(", "))))
                    .worded("codes", errors.stream().map(Finding::whole).toList());
        }
    }

    private void record(AccountId account, Operator by, String action, MediaId draft) {
        audit.record(account.value(), by.id(), action, Map.of("draft", draft.value()));
    }

    private static Stream<Draft> draft(StoredArticle.Entry entry) {
        return entry.id().stream()
                .map(
                        id ->
                                new Draft(
                                        id,
                                        Optional.of(entry.updatedAt()),
                                        articles(entry.articles())));
    }

    private static List<DraftArticle> articles(List<StoredArticle> stored) {
        return stored.stream().map(DraftArticle::of).toList();
    }
}
