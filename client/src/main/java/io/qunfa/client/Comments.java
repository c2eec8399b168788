package io.qunfa.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The comments below an article that was sent or published. Needs the comment privilege; 88000
 * without it.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/leaving/api_listcomment.html">查看指定文章的评论数据,
 *     state of November 2026</a>
 */
public final class Comments {

    private static final int MAX_PAGE = 49;

    private final Api api;

    Comments(Api api) {
        this.api = api;
    }

    /** Opens the comments of an article. */
    public void open(ArticleRef article) {
        api.post("/cgi-bin/comment/open", article.json());
    }

    /** Closes the comments of an article. */
    public void close(ArticleRef article) {
        api.post("/cgi-bin/comment/close", article.json());
    }

    /**
     * Comments of an article.
     *
     * @param begin from 0
     * @param count 1 to 49
     */
    public CommentPage page(ArticleRef article, Filter filter, int begin, int count) {
        if (begin < 0 || count < 1 || count > MAX_PAGE) {
            throw new IllegalArgumentException(
                    "a page has 1 to 49 comments from 0: %d from %d".formatted(count, begin));
        }
        var body = article.json().put("begin", begin).put("count", count).put("type", filter.wire);
        return api.post("/cgi-bin/comment/list", body, Listed.class).toPage();
    }

    /** Features a comment, so that all readers see it; 88003 if too many are. */
    public void feature(ArticleRef article, long commentId) {
        api.post("/cgi-bin/comment/markelect", on(article, commentId));
    }

    /** Takes that back. */
    public void unfeature(ArticleRef article, long commentId) {
        api.post("/cgi-bin/comment/unmarkelect", on(article, commentId));
    }

    /** Deletes a comment for good. */
    public void delete(ArticleRef article, long commentId) {
        api.post("/cgi-bin/comment/delete", on(article, commentId));
    }

    /** Answers a comment, once; then 88005. 88007 if the answer is too long. */
    public void reply(ArticleRef article, long commentId, String content) {
        api.post("/cgi-bin/comment/reply/add", on(article, commentId).put("content", content));
    }

    /** Deletes the answer to a comment; 88009 if there is none. */
    public void deleteReply(ArticleRef article, long commentId) {
        api.post("/cgi-bin/comment/reply/delete", on(article, commentId));
    }

    private static ObjectNode on(ArticleRef article, long commentId) {
        return article.json().put("user_comment_id", commentId);
    }

    /**
     * One article of a send or publication.
     *
     * @param index from 0
     */
    public record ArticleRef(MsgDataId articles, int index) {

        public ArticleRef {
            if (index < 0) {
                throw new IllegalArgumentException("articles count from 0: " + index);
            }
        }

        ObjectNode json() {
            return Json.object().put("msg_data_id", articles.value()).put("index", index);
        }
    }

    /** Which comments are wanted. */
    public enum Filter {
        /** Every comment. */
        ALL(0),
        /** Those only their authors see. */
        ORDINARY(1),
        /** Those all readers see. */
        FEATURED(2);

        private final int wire;

        Filter(int wire) {
            this.wire = wire;
        }
    }

    /**
     * A page of comments.
     *
     * @param total of this filter
     */
    public record CommentPage(long total, List<Comment> comments) {
        public CommentPage {
            comments = List.copyOf(comments);
        }
    }

    /**
     * A comment.
     *
     * @param author may be missing
     * @param reply the account's answer
     */
    public record Comment(
            long id,
            Optional<OpenId> author,
            Instant createdAt,
            String content,
            boolean featured,
            Optional<Reply> reply) {}

    /** What the account answered. */
    public record Reply(String content, @Nullable Instant createTime) {}

    private record Listed(long total, List<Item> comment) {

        CommentPage toPage() {
            return new CommentPage(total, comment.stream().map(Item::toComment).toList());
        }
    }

    /** The platform's page shows the reply as an object, recorded answers as a list. */
    private record Item(
            long userCommentId,
            String openid,
            @Nullable Instant createTime,
            String content,
            int commentType,
            @Nullable JsonNode reply) {

        Comment toComment() {
            return new Comment(
                    userCommentId,
                    Optional.of(openid).filter(text -> !text.isEmpty()).map(OpenId::new),
                    createTime == null ? Instant.EPOCH : createTime,
                    content,
                    commentType == 1,
                    readReply());
        }

        private Optional<Reply> readReply() {
            var json = reply != null && reply.isArray() ? reply.path(0) : reply;
            if (json == null || !json.isObject() || json.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Json.MAPPER.treeToValue(json, Reply.class));
        }
    }
}
