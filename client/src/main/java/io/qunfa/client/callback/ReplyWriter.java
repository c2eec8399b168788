package io.qunfa.client.callback;

import java.time.Instant;

/** Writes a reply as the platform reads it: from the account to the sender of the push. */
final class ReplyWriter {

    private final XmlWriter xml = new XmlWriter();

    private ReplyWriter() {}

    static String write(Envelope to, Reply reply, Instant now) {
        var writer = new ReplyWriter();
        writer.xml.open("xml");
        writer.xml.text("ToUserName", to.sender());
        writer.xml.text("FromUserName", to.account());
        writer.xml.number("CreateTime", now.getEpochSecond());
        writer.body(reply);
        writer.xml.close("xml");
        return writer.xml.toString();
    }

    private void body(Reply reply) {
        if (reply instanceof Reply.Text text) {
            type("text");
            xml.text("Content", text.content());
        } else if (reply instanceof Reply.Image image) {
            media("image", "Image", image.media().value());
        } else if (reply instanceof Reply.Voice voice) {
            media("voice", "Voice", voice.media().value());
        } else if (reply instanceof Reply.Video video) {
            video(video);
        } else if (reply instanceof Reply.Music music) {
            music(music);
        } else if (reply instanceof Reply.Links links) {
            links(links);
        } else if (reply instanceof Reply.HandOver handOver) {
            handOver(handOver);
        } else {
            throw new IllegalArgumentException("a reply this client cannot write: " + reply);
        }
    }

    private void type(String type) {
        xml.text("MsgType", type);
    }

    private void media(String type, String element, String mediaId) {
        type(type);
        xml.open(element);
        xml.text("MediaId", mediaId);
        xml.close(element);
    }

    private void video(Reply.Video video) {
        type("video");
        xml.open("Video");
        xml.text("MediaId", video.media().value());
        xml.textIfPresent("Title", video.title());
        xml.textIfPresent("Description", video.description());
        xml.close("Video");
    }

    private void music(Reply.Music music) {
        type("music");
        xml.open("Music");
        xml.textIfPresent("Title", music.title());
        xml.textIfPresent("Description", music.description());
        xml.textIfPresent("MusicUrl", music.url());
        xml.textIfPresent("HQMusicUrl", music.hqUrl());
        xml.text("ThumbMediaId", music.thumb().value());
        xml.close("Music");
    }

    private void links(Reply.Links links) {
        type("news");
        xml.number("ArticleCount", links.items().size());
        xml.open("Articles");
        for (var link : links.items()) {
            xml.open("item");
            xml.text("Title", link.title());
            xml.text("Description", link.description());
            xml.text("PicUrl", link.pictureUrl());
            xml.text("Url", link.url());
            xml.close("item");
        }
        xml.close("Articles");
    }

    private void handOver(Reply.HandOver handOver) {
        type("transfer_customer_service");
        handOver.agent()
                .ifPresent(
                        agent -> {
                            xml.open("TransInfo");
                            xml.text("KfAccount", agent);
                            xml.close("TransInfo");
                        });
    }
}
