package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import io.qunfa.client.StoredArticle;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    Drafts(Accounts accounts) {
        this.accounts = accounts;
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
