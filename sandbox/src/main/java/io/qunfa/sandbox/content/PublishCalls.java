package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ArticlePage;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Publication;
import io.qunfa.sandbox.world.Publications;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Publishing without a push to followers (发布). */
final class PublishCalls {

    /** {@code POST /cgi-bin/freepublish/submit}. */
    ObjectNode submit(Call call) {
        var job = publications(call).submit(call.body().path("media_id").asString(""));
        return Envelope.ok().put("publish_id", job.publishId()).put("msg_data_id", job.msgDataId());
    }

    /** {@code POST /cgi-bin/freepublish/get}. */
    ObjectNode get(Call call) {
        long id = Json.integer(call.body().path("publish_id")).orElse(0);
        var job = publications(call).requireJob(id);
        var answer = Json.object();
        if (call.account().switches().content().isOn(ContentSwitch.PUBLISH_ID_AS_TEXT)) {
            answer.put("publish_id", String.valueOf(job.publishId()));
        } else {
            answer.put("publish_id", job.publishId());
        }
        answer.put("publish_status", job.status());
        job.publication().ifPresent(publication -> writeDetail(publication, answer));
        job.failed().forEach(answer.putArray("fail_idx")::add);
        return answer;
    }

    private static void writeDetail(Publication publication, ObjectNode answer) {
        var detail = answer.put("article_id", publication.articleId()).putObject("article_detail");
        var items = detail.put("count", publication.pages().size()).putArray("item");
        publication
                .pages()
                .forEach(
                        page ->
                                items.addObject()
                                        .put("idx", page.idx())
                                        .put("article_url", page.url()));
    }

    /** {@code POST /cgi-bin/freepublish/delete}: one page, counted from 1, or all. */
    ObjectNode delete(Call call) {
        var publication = publications(call).requireArticle(articleId(call));
        int idx = (int) Json.integer(call.body().path("index")).orElse(0);
        publications(call).delete(publication, idx);
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/freepublish/getarticle}. */
    ObjectNode article(Call call) {
        var answer = Json.object();
        write(call, publications(call).requireArticle(articleId(call)), answer);
        return answer;
    }

    /** {@code POST /cgi-bin/freepublish/batchget}: never what was mass sent. */
    ObjectNode list(Call call) {
        List<Publication> published =
                publications(call).newestFirst().stream()
                        .filter(found -> !found.isNotified() && !found.isDeleted())
                        .toList();
        return Page.of(call.body()).write(published, found -> listed(call, found));
    }

    private static ObjectNode listed(Call call, Publication publication) {
        long time = publication.at().getEpochSecond();
        var item = Json.object().put("article_id", publication.articleId());
        var content = item.putObject("content");
        write(call, publication, content);
        content.put("create_time", time).put("update_time", time);
        return item.put("update_time", time);
    }

    private static void write(Call call, Publication publication, ObjectNode into) {
        boolean withContent = DraftCalls.withContent(call.body());
        var items = into.putArray("news_item");
        publication.pages().forEach(page -> write(call, page, withContent, items));
    }

    private static void write(Call call, ArticlePage page, boolean withContent, ArrayNode items) {
        var article = page.article();
        var json =
                withContent
                        ? ArticleJson.write(article, page.url())
                        : ArticleJson.writeWithoutContent(article, page.url());
        var cover = call.account().content().media().find(article.thumbMediaId());
        json.put("thumb_url", cover.map(file -> file.url()).orElse(""));
        items.add(json.put("is_deleted", page.isDeleted()));
    }

    private static Publications publications(Call call) {
        return call.account().content().publications();
    }

    private static String articleId(Call call) {
        return call.body().path("article_id").asString("");
    }
}
