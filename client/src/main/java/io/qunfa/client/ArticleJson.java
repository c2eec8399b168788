package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** Writes an article as drafts want it. */
final class ArticleJson {

    private ArticleJson() {}

    static ObjectNode write(Article article) {
        if (article instanceof Article.News news) {
            return write(news);
        }
        if (article instanceof Article.Pictures pictures) {
            return write(pictures);
        }
        throw new IllegalArgumentException("an article this client cannot write: " + article);
    }

    private static ObjectNode write(Article.News news) {
        var json = Json.object().put("article_type", "news").put("title", news.title());
        putIfPresent(json, "author", news.author());
        putIfPresent(json, "digest", news.digest());
        json.put("content", news.content());
        putIfPresent(json, "content_source_url", news.sourceUrl());
        json.put("thumb_media_id", news.cover().value());
        news.comments().write(json);
        putIfPresent(json, "pic_crop_235_1", news.wideCrop());
        putIfPresent(json, "pic_crop_1_1", news.squareCrop());
        return json;
    }

    private static ObjectNode write(Article.Pictures post) {
        var json =
                Json.object()
                        .put("article_type", "newspic")
                        .put("title", post.title())
                        .put("content", post.content());
        post.comments().write(json);
        var list = json.putObject("image_info").putArray("image_list");
        post.pictures().forEach(picture -> list.addObject().put("image_media_id", picture.value()));
        if (!post.crops().isEmpty()) {
            var crops = json.putObject("cover_info").putArray("crop_percent_list");
            post.crops().forEach(crop -> crops.add(write(crop)));
        }
        if (!post.productKey().isEmpty()) {
            json.putObject("product_info")
                    .putObject("footer_product_info")
                    .put("product_key", post.productKey());
        }
        return json;
    }

    private static ObjectNode write(Article.Crop crop) {
        return Json.object()
                .put("ratio", crop.ratio())
                .put("x1", crop.x1())
                .put("y1", crop.y1())
                .put("x2", crop.x2())
                .put("y2", crop.y2());
    }

    private static void putIfPresent(ObjectNode target, String name, String value) {
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }
}
