package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.world.MassContent;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Switches;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The message branch of a mass call: {@code msgtype} and the object that belongs to it. */
final class MessageBody {

    private static final Set<String> MEDIA = Set.of("mpnews", "voice", "music", "mpvideo", "video");
    private static final int MAX_IMAGES = 20;

    private final String type;
    private final JsonNode body;

    private MessageBody(String type, JsonNode body) {
        this.type = type;
        this.body = body;
    }

    /** 40008 unless the type is one of the documented ones, 45113 for the withdrawn cards. */
    static MessageBody of(JsonNode body) {
        var type = body.path("msgtype").asString("");
        if (type.equals("wxcard")) {
            throw Refusal.of(45113, "the type is still offered", type, "cards ended on 2024-08-10");
        }
        if (!type.equals("text") && !type.equals("image") && !MEDIA.contains(type)) {
            throw Refusal.of(
                    40008,
                    "msgtype is known",
                    body.path("msgtype").toString(),
                    "text, image, mpnews, voice, music or mpvideo");
        }
        return new MessageBody(type, body);
    }

    MassContent contentOfSend(Switches switches) {
        return type.equals("image") && !body.path("images").isMissingNode()
                ? images()
                : content(switches);
    }

    /** A preview knows only the single form of {@code image}. */
    MassContent contentOfPreview(Switches switches) {
        return content(switches);
    }

    private MassContent content(Switches switches) {
        return type.equals("text") ? text(switches) : media();
    }

    private MassContent text(Switches switches) {
        var content = branch().path("content").asString("");
        TextRules.require(content, switches.externalLinksInText());
        return new MassContent(type, content);
    }

    private MassContent images() {
        var ids = body.path("images").path("media_ids");
        if (ids.isEmpty() || ids.size() > MAX_IMAGES) {
            throw Refusal.of(
                    40215, "1 to 20 images", ids.size() + " media_ids", "images.media_ids");
        }
        throw unknownMedia(ids.get(0));
    }

    private MassContent media() {
        var id = branch().path("media_id");
        if (id.isArray()) {
            throw Refusal.of(40004, "media_id is one id", id.toString(), "a string");
        }
        throw unknownMedia(id);
    }

    private static Refusal unknownMedia(JsonNode id) {
        return Refusal.of(
                40007, "the material exists", id.toString(), "a media_id of this account");
    }

    private JsonNode branch() {
        var branch = body.path(type);
        if (!branch.isObject()) {
            throw Refusal.of(
                    type.equals("text") ? 44004 : 40008,
                    "the object of the msgtype is there",
                    "no object " + type,
                    "\"" + type + "\":{…}");
        }
        return branch;
    }
}
