package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.MassOrder;
import io.qunfa.sandbox.world.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The message branch of a mass call: {@code msgtype} and the object that belongs to it. */
final class MessageBody {

    private static final Set<String> MEDIA = Set.of("mpnews", "voice", "music", "mpvideo", "video");
    private static final Set<String> MEDIA_EVERYWHERE =
            Set.of("mpnews", "voice", "music", "mpvideo");
    private static final int MAX_IMAGES = 20;

    /** The pages print no number. */
    private static final int MAX_RECOMMEND = 100;

    /** What a phone shows above pictures without a caption. */
    private static final String DEFAULT_RECOMMEND = "分享图片";

    private final String type;
    private final JsonNode body;

    private MessageBody(String type, JsonNode body) {
        this.type = type;
        this.body = body;
    }

    /** The list of the send by OpenID calls a video {@code video}, its example {@code mpvideo}. */
    static MessageBody ofSendToList(JsonNode body) {
        return of(body, MEDIA);
    }

    /** 40008 unless the type is one of the documented ones, 45113 for the withdrawn cards. */
    static MessageBody of(JsonNode body) {
        return of(body, MEDIA_EVERYWHERE);
    }

    private static MessageBody of(JsonNode body, Set<String> media) {
        var type = body.path("msgtype").asString("");
        if (type.equals("wxcard")) {
            throw Refusal.of(45113, "the type is still offered", type, "cards ended on 2024-08-10");
        }
        if (!type.equals("text") && !type.equals("image") && !media.contains(type)) {
            throw Refusal.of(
                    40008,
                    "msgtype is known",
                    body.path("msgtype").toString(),
                    "text, image, mpnews, voice, music or mpvideo");
        }
        return new MessageBody(type, body);
    }

    String type() {
        return type;
    }

    /** A send knows {@code image} with one picture and {@code images} with several. */
    MassOrder orderOfSend(AccountSettings settings) {
        return type.equals("image") && !body.path("images").isMissingNode()
                ? images(settings)
                : order(settings);
    }

    /** A preview knows only the single form of {@code image}. */
    MassOrder orderOfPreview(AccountSettings settings) {
        if (type.equals("image") && body.path("image").isMissingNode() && body.has("images")) {
            throw Refusal.of(
                            40007,
                            "a preview has one picture in the object image",
                            "the object images",
                            "\"image\":{\"media_id\":\"…\"}")
                    .observed();
        }
        return order(settings);
    }

    private MassOrder order(AccountSettings settings) {
        return type.equals("text") ? text(settings) : media();
    }

    private MassOrder text(AccountSettings settings) {
        var content = branch().path("content").asString("");
        TextRules.require(content, settings);
        return MassOrder.text(content);
    }

    private MassOrder images(AccountSettings settings) {
        var images = body.path("images");
        var ids = new ArrayList<String>();
        images.path("media_ids").forEach(id -> ids.add(id.asString("")));
        if (ids.isEmpty() || ids.size() > MAX_IMAGES) {
            throw Refusal.of(
                            40215,
                            "1 to " + MAX_IMAGES + " images",
                            ids.size() + " media_ids",
                            "images.media_ids")
                    .observed();
        }
        var recommend = images.path("recommend").asString("");
        if (recommend.length() > MAX_RECOMMEND) {
            throw Refusal.of(
                            40193,
                            "recommend has at most " + MAX_RECOMMEND + " characters",
                            recommend.length() + " characters",
                            "a shorter caption")
                    .assumed();
        }
        requireComments(images, settings);
        var title = images.path("title").asString("");
        var shown = recommend.isEmpty() ? DEFAULT_RECOMMEND : recommend;
        return new MassOrder(type, "", title.isEmpty() ? shown : title, shown, ids);
    }

    private static void requireComments(JsonNode images, AccountSettings settings) {
        boolean wanted = Json.integer(images.path("need_open_comment")).orElse(0) == 1;
        if (wanted && settings.switches().content().isOn(ContentSwitch.NO_COMMENTS)) {
            throw Refusal.of(
                            48015,
                            "the account has the comment privilege",
                            "need_open_comment 1",
                            "need_open_comment 0")
                    .observed();
        }
    }

    private MassOrder media() {
        var branch = branch();
        var id = branch.path("media_id");
        if (id.isArray()) {
            throw Refusal.of(40004, "media_id is one id", id.toString(), "a string").observed();
        }
        return new MassOrder(
                type,
                "",
                branch.path("title").asString(""),
                branch.path("description").asString(""),
                List.of(id.asString("")));
    }

    private JsonNode branch() {
        var branch = body.path(type);
        if (!branch.isObject() && type.equals("video")) {
            branch = body.path("mpvideo");
        }
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
