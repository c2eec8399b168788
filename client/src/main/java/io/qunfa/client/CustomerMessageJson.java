package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** Writes a customer-service message into its request. */
final class CustomerMessageJson {

    private CustomerMessageJson() {}

    static void write(CustomerMessage message, ObjectNode body) {
        body.put("msgtype", message.type());
        body.set(message.type(), branch(message));
    }

    private static ObjectNode branch(CustomerMessage message) {
        if (message instanceof Message.Text text) {
            return Json.object().put("content", text.content());
        }
        if (message instanceof CustomerMessage.Image image) {
            return media(image.media());
        }
        if (message instanceof Message.Voice voice) {
            return media(voice.media());
        }
        if (message instanceof CustomerMessage.Articles articles) {
            return media(articles.media());
        }
        if (message instanceof CustomerMessage.Published published) {
            return Json.object().put("article_id", published.article().value());
        }
        if (message instanceof Message.Card card) {
            return Json.object().put("card_id", card.cardId());
        }
        return composed(message);
    }

    private static ObjectNode composed(CustomerMessage message) {
        if (message instanceof CustomerMessage.Video video) {
            return media(video.media())
                    .put("thumb_media_id", video.thumb().value())
                    .put("title", video.title())
                    .put("description", video.description());
        }
        if (message instanceof CustomerMessage.Music music) {
            return Json.object()
                    .put("title", music.title())
                    .put("description", music.description())
                    .put("musicurl", music.url())
                    .put("hqmusicurl", music.hqUrl())
                    .put("thumb_media_id", music.thumb().value());
        }
        if (message instanceof CustomerMessage.Link link) {
            return write(link);
        }
        if (message instanceof CustomerMessage.Menu menu) {
            return write(menu);
        }
        if (message instanceof CustomerMessage.MiniProgram mini) {
            return Json.object()
                    .put("title", mini.title())
                    .put("appid", mini.page().appId())
                    .put("pagepath", mini.page().page())
                    .put("thumb_media_id", mini.thumb().value());
        }
        throw new IllegalArgumentException("a message this client cannot write: " + message);
    }

    private static ObjectNode write(CustomerMessage.Link link) {
        var news = Json.object();
        news.putArray("articles")
                .addObject()
                .put("title", link.title())
                .put("description", link.description())
                .put("url", link.url())
                .put("picurl", link.pictureUrl());
        return news;
    }

    private static ObjectNode write(CustomerMessage.Menu menu) {
        var json = Json.object().put("head_content", menu.head());
        var list = json.putArray("list");
        menu.items()
                .forEach(
                        item ->
                                list.addObject()
                                        .put("id", item.id())
                                        .put("content", item.content()));
        return json.put("tail_content", menu.tail());
    }

    private static ObjectNode media(MediaId media) {
        return Json.object().put("media_id", media.value());
    }
}
