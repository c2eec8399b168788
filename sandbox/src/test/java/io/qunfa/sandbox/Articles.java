package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes articles and puts them into the draft box. */
final class Articles {

    static final String ADD = "/cgi-bin/draft/add";

    private final Caller caller;
    private final String cover;

    Articles(Sandbox sandbox, Caller caller) throws IOException, InterruptedException {
        this.caller = caller;
        this.cover = new Uploads(sandbox, caller).cover();
    }

    String cover() {
        return cover;
    }

    ObjectNode article(String title) {
        return Json.object()
                .put("title", title)
                .put("author", "boxer")
                .put("content", "<p>" + title + "</p>")
                .put("thumb_media_id", cover);
    }

    ObjectNode pictures(String title, String... images) {
        var post =
                Json.object()
                        .put("article_type", "newspic")
                        .put("title", title)
                        .put("content", "照片");
        var list = post.putObject("image_info").putArray("image_list");
        for (var image : images) {
            list.addObject().put("image_media_id", image);
        }
        return post;
    }

    JsonNode add(ObjectNode... articles) throws IOException, InterruptedException {
        var body = Json.object();
        var list = body.putArray("articles");
        for (var article : articles) {
            list.add(article);
        }
        return caller.post(ADD, body.toString());
    }

    /** Puts articles with these titles into the draft box and says the id. */
    String draft(String... titles) throws IOException, InterruptedException {
        var articles = new ObjectNode[titles.length];
        for (int i = 0; i < titles.length; i++) {
            articles[i] = article(titles[i]);
        }
        return add(articles).path("media_id").asString();
    }

    JsonNode get(String mediaId) throws IOException, InterruptedException {
        return caller.post("/cgi-bin/draft/get", id(mediaId));
    }

    static String id(String mediaId) {
        return "{\"media_id\":\"" + mediaId + "\"}";
    }
}
