package io.qunfa.client;

import java.util.List;
import java.util.Objects;

/**
 * Drafts: one or more articles that are sent or published together, which uses the draft up.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/draftbox/draftmanage/api_draft_add.html">新增草稿,
 *     state of November 2026</a>
 */
public final class Drafts {

    private static final int MAX_ARTICLES = 8;

    private final Api api;

    Drafts(Api api) {
        this.api = api;
    }

    /**
     * Adds a draft; 1,000 a day. 40007 for a cover or picture that is not permanent.
     *
     * @param articles 1 to 8
     */
    public MediaId add(List<? extends Article> articles) {
        if (articles.isEmpty() || articles.size() > MAX_ARTICLES) {
            throw new IllegalArgumentException("a draft has 1 to 8 articles: " + articles.size());
        }
        var body = Json.object();
        var list = body.putArray("articles");
        articles.forEach(article -> list.add(ArticleJson.write(article)));
        return api.post("/cgi-bin/draft/add", body, Added.class).mediaId;
    }

    /** The articles of a draft; 40007 once it was sent or published. */
    public List<StoredArticle> get(MediaId draft) {
        var body = Json.object().put("media_id", draft.value());
        return api.post("/cgi-bin/draft/get", body, StoredArticle.Items.class).newsItem();
    }

    /**
     * Replaces one article of a draft; 40114 if there is none at this place.
     *
     * @param index from 0
     */
    public void update(MediaId draft, int index, Article article) {
        if (index < 0 || index >= MAX_ARTICLES) {
            throw new IllegalArgumentException("articles of a draft count from 0 to 7: " + index);
        }
        var body = Json.object().put("media_id", draft.value()).put("index", index);
        body.set("articles", ArticleJson.write(article));
        api.post("/cgi-bin/draft/update", body);
    }

    /** Deletes a draft for good. */
    public void delete(MediaId draft) {
        api.post("/cgi-bin/draft/delete", Json.object().put("media_id", draft.value()));
    }

    /** How many drafts there are. */
    public long count() {
        return api.get("/cgi-bin/draft/count", Query.NONE, Counted.class).totalCount;
    }

    /**
     * Drafts with their content.
     *
     * @param count 1 to 20
     */
    public StoredArticle.Page page(int offset, int count) {
        return page(offset, count, 0);
    }

    /**
     * Drafts without the content of their articles.
     *
     * @param count 1 to 20
     */
    public StoredArticle.Page pageWithoutContent(int offset, int count) {
        return page(offset, count, 1);
    }

    /** Whether the account has drafts in place of permanent articles, as all have today. */
    public boolean isOpen() {
        var query = Query.of("checkonly", "1");
        var path = "/cgi-bin/draft/switch";
        return api.post(path, query, Json.body(Json.object()), Switch.class).isOpen == 1;
    }

    /** Gives an account of 2021 drafts in place of permanent articles. There is no way back. */
    public void open() {
        api.post("/cgi-bin/draft/switch", Json.object());
    }

    private StoredArticle.Page page(int offset, int count, int noContent) {
        var body = Paging.of(offset, count).put("no_content", noContent);
        return api.post("/cgi-bin/draft/batchget", body, StoredArticle.Listed.class).toPage();
    }

    private record Counted(long totalCount) {}

    private record Switch(int isOpen) {}

    record Added(MediaId mediaId) {

        Added {
            Objects.requireNonNull(mediaId, "media_id");
        }
    }
}
