package io.qunfa.sandbox.content;

import static io.qunfa.sandbox.web.Page.escape;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.web.Texts;
import io.qunfa.sandbox.world.Article;
import io.qunfa.sandbox.world.Comment;
import io.qunfa.sandbox.world.MediaFile;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Reading;
import io.qunfa.sandbox.world.VirtualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * An article as a reader sees it, with the ids that programs look for on the platform's page. It
 * runs no script, sends no form and loads nothing from elsewhere, whatever its text says.
 */
final class ArticleView {

    private static final String POLICY =
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'self'; sandbox allow-popups"
                    + " allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
    private static final String STYLE =
            "body{font:17px/1.6 system-ui,'PingFang SC','Hiragino Sans',sans-serif;color:#222;"
                    + "max-width:677px;margin:0 auto;padding:20px 16px;overflow-wrap:anywhere}"
                    + "h1{font-size:22px;line-height:1.4;margin:0 0 14px}"
                    + ".meta{font-size:15px;color:#8c8c8c;margin-bottom:22px}"
                    + ".meta span{margin-right:10px}.meta b{font-weight:400;color:#576b95}"
                    + "#js_content{contain:content;overflow:hidden}"
                    + "#js_content img,.pictures img{max-width:100%;height:auto}"
                    + ".foot{margin-top:24px;font-size:15px;color:#8c8c8c}"
                    + ".foot a{color:#576b95;margin-right:16px}.foot span{margin-right:16px}"
                    + "h2{font-size:15px;color:#8c8c8c;font-weight:400;margin:32px 0 8px}"
                    + ".comment{border-top:1px solid #eee;padding:10px 0}.comment p{margin:2px 0}"
                    + ".comment .who{font-size:14px;color:#8c8c8c}"
                    + ".comment .reply{margin-left:20px;color:#555}"
                    + ".gone{text-align:center;margin-top:20vh;color:#555}";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(VirtualClock.BEIJING);

    private final String language;
    private final OfficialAccount account;
    private final StringBuilder html = new StringBuilder();

    ArticleView(String language, OfficialAccount account) {
        this.language = language;
        this.account = account;
    }

    /** A page that says only why there is no article. */
    static Answer.Whole without(String language, String key) {
        var text = escape(Texts.of(language, key));
        return answer(
                language,
                text,
                "",
                "<div class=\"gone\" role=\"status\"><p>" + text + "</p></div>");
    }

    ArticleView article(Article article, Instant at) {
        html.append("<h1 id=\"activity-name\">").append(escape(article.title())).append("</h1>");
        html.append("<div class=\"meta\">");
        if (!article.author().isEmpty()) {
            span("js_author_name", article.author());
        }
        html.append("<b id=\"js_name\">").append(escape(account.settings().name())).append("</b> ");
        span("publish_time", MINUTE.format(at));
        html.append("</div>");
        pictures(article.images());
        html.append("<div id=\"js_content\">")
                .append(ShownHtml.of(article.content()))
                .append("</div>");
        return this;
    }

    private void span(String id, String text) {
        html.append("<span id=\"").append(id).append("\">").append(escape(text)).append("</span>");
    }

    private void pictures(List<String> ids) {
        ids.stream()
                .flatMap(id -> picture(id).stream())
                .forEach(
                        path ->
                                html.append("<p class=\"pictures\"><img alt=\"\" src=\"")
                                        .append(escape(path))
                                        .append("\"></p>"));
    }

    private Optional<String> picture(String id) {
        return account.content()
                .media()
                .find(id)
                .map(MediaFile::url)
                .filter(url -> !url.isEmpty())
                .map(url -> URI.create(url).getPath());
    }

    /** The link to the original, and how many did what. */
    ArticleView foot(Article article, Reading reading) {
        html.append("<div class=\"foot\">");
        if (!article.sourceUrl().isEmpty()) {
            html.append("<a id=\"js_view_source\" target=\"_blank\"")
                    .append(" rel=\"noopener noreferrer nofollow\" href=\"")
                    .append(escape(article.sourceUrl()))
                    .append("\">")
                    .append(text("article.source"))
                    .append("</a>");
        }
        count("article.reads", reading.users());
        count("article.likes", reading.likes());
        count("article.zaikan", reading.zaikan());
        html.append("</div>");
        return this;
    }

    private void count(String key, int number) {
        html.append("<span>").append(text(key)).append(' ').append(number).append("</span>");
    }

    /** Readers see what the author elected. */
    ArticleView comments(List<Comment> newestFirst) {
        html.append("<h2>").append(text("article.comments")).append("</h2>");
        var elected = newestFirst.stream().filter(Comment::elected).toList();
        if (elected.isEmpty()) {
            html.append("<p class=\"meta\">").append(text("article.no-comments")).append("</p>");
        }
        elected.forEach(this::comment);
        return this;
    }

    private void comment(Comment comment) {
        html.append("<div class=\"comment\"><p class=\"who\">")
                .append(escape(account.followers().wxName(comment.follower())))
                .append("</p><p>")
                .append(escape(comment.content()))
                .append("</p>");
        comment.reply()
                .ifPresent(
                        reply ->
                                html.append("<p class=\"reply\">")
                                        .append(text("article.author"))
                                        .append(escape(reply.content()))
                                        .append("</p>"));
        html.append("</div>");
    }

    private String text(String key) {
        return escape(Texts.of(language, key));
    }

    Answer.Whole answer(Article article, String url) {
        var head =
                new StringBuilder()
                        .append(meta("name", "author", article.author()))
                        .append(meta("name", "description", article.digest()))
                        .append(meta("property", "og:type", "article"))
                        .append(meta("property", "og:title", article.title()))
                        .append(meta("property", "og:description", article.digest()))
                        .append(meta("property", "og:url", url));
        picture(article.thumbMediaId())
                .ifPresent(path -> head.append(meta("property", "og:image", path)));
        return answer(language, escape(article.title()), head.toString(), html.toString());
    }

    private static String meta(String kind, String name, String content) {
        return "<meta %s=\"%s\" content=\"%s\">".formatted(kind, name, escape(content));
    }

    private static Answer.Whole answer(String language, String title, String head, String body) {
        var page =
                "<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\"><meta"
                                .formatted(language)
                        + " name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>"
                        + title
                        + "</title>"
                        + head
                        + "<style>"
                        + STYLE
                        + "</style></head><body>"
                        + body
                        + "</body></html>";
        return Answer.of(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", POLICY)
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cache-Control", "no-store");
    }
}
