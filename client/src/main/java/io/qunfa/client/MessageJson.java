package io.qunfa.client;

import tools.jackson.databind.node.ObjectNode;

/** Writes a message into the request that sends or previews it. */
final class MessageJson {

    private MessageJson() {}

    /** The form of a mass send, where pictures are {@code images}. */
    static void writeForSend(Message message, ObjectNode body) {
        body.put("msgtype", message.type());
        if (message instanceof Message.Images images) {
            var branch = body.putObject("images");
            branch.set("media_ids", Json.strings(images.media().stream().map(MediaId::value)));
            putIfPresent(branch, "title", images.title());
            putIfPresent(branch, "recommend", images.caption());
            images.comments().write(branch);
            return;
        }
        writeBranch(message, body);
        if (message instanceof Message.Articles articles) {
            var sendMarked = articles.reprint() == Message.Reprint.SEND_MARKED;
            body.put("send_ignore_reprint", sendMarked ? 1 : 0);
        }
    }

    /** The form of a preview, where a picture is {@code image} and there is one. */
    static void writeForPreview(Message message, ObjectNode body) {
        body.put("msgtype", message.type());
        if (message instanceof Message.Images images) {
            media(body, message, images.media().get(0));
            return;
        }
        writeBranch(message, body);
        if (message instanceof Message.Card card && !card.ext().isEmpty()) {
            body.withObject("/wxcard").put("card_ext", card.ext());
        }
    }

    private static void writeBranch(Message message, ObjectNode body) {
        if (message instanceof Message.Text text) {
            body.putObject("text").put("content", text.content());
        } else if (message instanceof Message.Articles articles) {
            media(body, message, articles.draft());
        } else if (message instanceof Message.Voice voice) {
            media(body, message, voice.media());
        } else if (message instanceof Message.Music music) {
            media(body, message, music.media());
        } else if (message instanceof Message.Video video) {
            var branch = media(body, message, video.media());
            putIfPresent(branch, "title", video.title());
            putIfPresent(branch, "description", video.description());
        } else if (message instanceof Message.Card card) {
            body.putObject("wxcard").put("card_id", card.cardId());
        } else {
            throw new IllegalArgumentException("a message this client cannot write: " + message);
        }
    }

    private static ObjectNode media(ObjectNode body, Message message, MediaId media) {
        return body.putObject(message.type()).put("media_id", media.value());
    }

    private static void putIfPresent(ObjectNode target, String name, String value) {
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }
}
