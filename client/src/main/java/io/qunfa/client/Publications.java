package io.qunfa.client;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishing a draft as permanent pages, without notifying anybody and without using mass quota.
 * Articles that were mass sent are not in these lists; no call lists those.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/public/api_freepublish_submit.html">发布草稿,
 *     state of November 2026</a>
 */
public final class Publications {

    private final Api api;

    Publications(Api api) {
        this.api = api;
    }

    /**
     * Begins to publish a draft; an event, or {@link #status}, tells how it went. 100 a day; 53501
     * when asked too often.
     */
    public Submitted submit(MediaId draft) {
        var body = Json.object().put("media_id", draft.value());
        return api.post("/cgi-bin/freepublish/submit", body, Submitted.class);
    }

    /** How far a publish task is; 53502 if there is none of this id. */
    public Status status(PublishId id) {
        var body = Json.object().put("publish_id", Long.toString(id.value()));
        return api.post("/cgi-bin/freepublish/get", body, StatusAnswer.class).toStatus();
    }

    /** Deletes every article of a publication for good. Ten calls a day. */
    public void delete(ArticleId id) {
        api.post("/cgi-bin/freepublish/delete", Json.object().put("article_id", id.value()));
    }

    /**
     * Deletes one article of a publication for good.
     *
     * @param position from 1
     */
    public void delete(ArticleId id, int position) {
        if (position < 1) {
            throw new IllegalArgumentException("articles count from 1: " + position);
        }
        var body = Json.object().put("article_id", id.value()).put("index", position);
        api.post("/cgi-bin/freepublish/delete", body);
    }

    /** The articles of a publication; 53600 if there is none of this id. */
    public List<StoredArticle> get(ArticleId id) {
        var body = Json.object().put("article_id", id.value());
        return api.post("/cgi-bin/freepublish/getarticle", body, StoredArticle.Items.class)
                .newsItem();
    }

    /**
     * What was published, with its content.
     *
     * @param count 1 to 20
     */
    public StoredArticle.Page page(int offset, int count) {
        return page(offset, count, 0);
    }

    /**
     * What was published, without the content of the articles.
     *
     * @param count 1 to 20
     */
    public StoredArticle.Page pageWithoutContent(int offset, int count) {
        return page(offset, count, 1);
    }

    private StoredArticle.Page page(int offset, int count, int noContent) {
        var body = Paging.of(offset, count).put("no_content", noContent);
        return api.post("/cgi-bin/freepublish/batchget", body, StoredArticle.Listed.class).toPage();
    }

    /**
     * A publish task was accepted.
     *
     * @param msgDataId for comments; missing in older answers
     */
    public record Submitted(PublishId publishId, Optional<MsgDataId> msgDataId) {
        public Submitted {
            Objects.requireNonNull(publishId, "publish_id");
        }
    }

    /**
     * How far a publish task is.
     *
     * @param articleId if it succeeded
     * @param articles addresses by position, if it succeeded
     * @param failed positions of the articles that failed, from 1
     */
    public record Status(
            PublishState state,
            Optional<ArticleId> articleId,
            List<PublishedArticle> articles,
            List<Integer> failed) {
        public Status {
            articles = List.copyOf(articles);
            failed = List.copyOf(failed);
        }
    }

    /**
     * One published article.
     *
     * @param position from 1
     */
    public record PublishedArticle(int position, String url) {}

    private record StatusAnswer(
            @Nullable Integer publishStatus,
            String articleId,
            @Nullable Detail articleDetail,
            List<Integer> failIdx) {

        Status toStatus() {
            var id = Optional.of(articleId).filter(text -> !text.isEmpty()).map(ArticleId::new);
            var items = articleDetail == null ? List.<Item>of() : articleDetail.item;
            return new Status(
                    PublishState.of(publishStatus == null ? -1 : publishStatus),
                    id,
                    items.stream().map(Item::toArticle).toList(),
                    failIdx);
        }
    }

    private record Detail(List<Item> item) {}

    private record Item(int idx, String articleUrl) {

        PublishedArticle toArticle() {
            return new PublishedArticle(idx, articleUrl);
        }
    }
}
