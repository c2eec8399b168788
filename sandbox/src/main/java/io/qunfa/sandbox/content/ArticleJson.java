package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Article;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Articles as the platform gives them back. */
final class ArticleJson {

    private ArticleJson() {}

    static ObjectNode write(Article article, String url) {
        var json = writeWithoutContent(article, url);
        return json.put("content", ArticleHtml.readBack(article.content()));
    }

    static ObjectNode writeWithoutContent(Article article, String url) {
        var json =
                Json.object()
                        .put("article_type", article.kind().name().toLowerCase(Locale.ROOT))
                        .put("title", article.title())
                        .put("author", article.author())
                        .put("digest", article.digest())
                        .put("content_source_url", article.sourceUrl())
                        .put("thumb_media_id", article.thumbMediaId())
                        .put("show_cover_pic", number(article.showsCover()))
                        .put("need_open_comment", number(article.opensComments()))
                        .put("only_fans_can_comment", number(article.onlyFansComment()))
                        .put("url", url);
        if (!article.images().isEmpty()) {
            var images = json.putObject("image_info").putArray("image_list");
            article.images().forEach(id -> images.addObject().put("image_media_id", id));
        }
        article.extras()
                .forEach(
                        (name, text) ->
                                json.set(name, Json.parse(text.getBytes(StandardCharsets.UTF_8))));
        return json;
    }

    private static int number(boolean flag) {
        return flag ? 1 : 0;
    }
}
