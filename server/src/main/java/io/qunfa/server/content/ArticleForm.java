package io.qunfa.server.content;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.MediaId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An article as somebody writes it. What is absent is empty, so that the lint can say what is wrong
 * with it.
 *
 * @param content HTML whose pictures were uploaded as article pictures
 * @param sourceUrl behind "read original"
 * @param coverId a permanent picture
 * @param comments nobody, everybody or followers
 */
record ArticleForm(
        String title,
        String author,
        String digest,
        String content,
        String sourceUrl,
        String coverId,
        String comments) {

    ArticleForm(
            @Nullable String title,
            @Nullable String author,
            @Nullable String digest,
            @Nullable String content,
            @Nullable String sourceUrl,
            @Nullable String coverId,
            @Nullable String comments) {
        this.title = Objects.requireNonNullElse(title, "").strip();
        this.author = Objects.requireNonNullElse(author, "").strip();
        this.digest = Objects.requireNonNullElse(digest, "").strip();
        this.content = Objects.requireNonNullElse(content, "");
        this.sourceUrl = Objects.requireNonNullElse(sourceUrl, "").strip();
        this.coverId = Objects.requireNonNullElse(coverId, "").strip();
        this.comments = Objects.requireNonNullElse(comments, "nobody");
    }

    /**
     * In the client's words; to be asked of a form without errors.
     *
     * @param address where a picture of the content is to be found
     */
    Article onTheWire(UnaryOperator<String> address) {
        return new Article.News(
                title,
                author,
                digest,
                new ArticleHtml(content).withPictures(address),
                sourceUrl,
                new MediaId(coverId),
                rule(),
                "",
                "");
    }

    private CommentRule rule() {
        for (var rule : CommentRule.values()) {
            if (rule.name().toLowerCase(Locale.ROOT).equals(comments)) {
                return rule;
            }
        }
        return CommentRule.NOBODY;
    }
}
