package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Draft;
import io.qunfa.sandbox.world.Drafts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The draft box, and the upload of articles that it replaced. */
final class DraftCalls {

    /** {@code POST /cgi-bin/draft/add}. Today's answers carry an empty list beside the id. */
    ObjectNode add(Call call) {
        var articles = ArticleReader.ofDrafts(call.account()).readAll(call.body().path("articles"));
        var answer = Json.object().put("media_id", drafts(call).add(articles).mediaId());
        answer.putArray("item");
        return answer;
    }

    /** {@code POST /cgi-bin/draft/get}. */
    ObjectNode get(Call call) {
        return news(call, drafts(call).require(id(call)), Json.object());
    }

    /** {@code POST /cgi-bin/draft/update}: one article, counted from 0. */
    ObjectNode update(Call call) {
        boolean alone = drafts(call).require(id(call)).articles().size() == 1;
        var article =
                ArticleReader.ofDrafts(call.account()).read(call.body().path("articles"), alone);
        int index = (int) Json.integer(call.body().path("index")).orElse(0);
        drafts(call).update(id(call), index, article);
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/draft/delete}. */
    ObjectNode delete(Call call) {
        drafts(call).delete(id(call));
        return Envelope.ok();
    }

    /** {@code GET /cgi-bin/draft/count}. */
    ObjectNode count(Call call) {
        return Json.object().put("total_count", drafts(call).newestFirst().size());
    }

    /** {@code POST /cgi-bin/draft/batchget}: newest first. */
    ObjectNode list(Call call) {
        return Page.of(call.body()).write(drafts(call).newestFirst(), draft -> listed(call, draft));
    }

    private static ObjectNode listed(Call call, Draft draft) {
        var item = Json.object().put("media_id", draft.mediaId());
        news(call, draft, item.putObject("content"))
                .put("create_time", draft.createdAt().getEpochSecond())
                .put("update_time", draft.updatedAt().getEpochSecond());
        return item.put("update_time", draft.updatedAt().getEpochSecond());
    }

    private static ObjectNode news(Call call, Draft draft, ObjectNode into) {
        var publications = call.account().content().publications();
        boolean withContent = withContent(call.body());
        var items = into.putArray("news_item");
        for (var article : draft.articles()) {
            var url = publications.previewAddress(draft.mediaId(), items.size() + 1);
            items.add(
                    withContent
                            ? ArticleJson.write(article, url)
                            : ArticleJson.writeWithoutContent(article, url));
        }
        return into;
    }

    static boolean withContent(JsonNode body) {
        return Json.integer(body.path("no_content")).orElse(0) != 1;
    }

    /** {@code POST /cgi-bin/draft/switch}: open for everybody since the migration. */
    ObjectNode isOpen(Call call) {
        return Envelope.ok().put("is_open", 1);
    }

    /** {@code POST /cgi-bin/media/uploadnews}. */
    ObjectNode uploadNews(Call call) {
        var articles =
                ArticleReader.ofUploadedNews(call.account()).readAll(call.body().path("articles"));
        var news = drafts(call).upload(articles);
        return Json.object()
                .put("type", "news")
                .put("media_id", news.mediaId())
                .put("created_at", news.createdAt().getEpochSecond());
    }

    private static Drafts drafts(Call call) {
        return call.account().content().drafts();
    }

    private static String id(Call call) {
        return call.body().path("media_id").asString("");
    }
}
