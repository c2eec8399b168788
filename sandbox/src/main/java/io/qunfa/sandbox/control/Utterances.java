package io.qunfa.sandbox.control;

import io.qunfa.sandbox.world.Notice.Field;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads what somebody says on a phone. */
final class Utterances {

    private static final Map<String, List<String>> MEMBERS =
            Map.of(
                    "text", List.of("type", "content", "menuItem"),
                    "image", List.of("type", "mediaId", "picUrl"),
                    "voice", List.of("type", "mediaId", "format", "recognition"),
                    "video", List.of("type", "mediaId", "thumbMediaId"),
                    "shortvideo", List.of("type", "mediaId", "thumbMediaId"),
                    "location", List.of("type", "latitude", "longitude", "scale", "label"),
                    "link", List.of("type", "title", "description", "url"));

    private Utterances() {}

    /** A message of one of the seven kinds, with defaults for what the document leaves out. */
    static Utterance read(JsonNode json, OfficialAccount account) {
        var type = json.path("type").asString("");
        var body = ControlBody.of("", json, MEMBERS.getOrDefault(type, List.of("type")));
        return switch (type) {
            case "text" -> text(body);
            case "image" ->
                    Utterance.of(
                            type,
                            mediaId(body, account),
                            Field.text("PicUrl", body.text("picUrl", "")),
                            Field.text("MediaId", mediaId(body, account)));
            case "voice" -> voice(body, account);
            case "video", "shortvideo" ->
                    Utterance.of(
                            type,
                            mediaId(body, account),
                            Field.text("MediaId", mediaId(body, account)),
                            Field.text("ThumbMediaId", thumbMediaId(body, account)));
            case "location" -> location(body);
            case "link" ->
                    Utterance.of(
                            type,
                            body.text("title", ""),
                            Field.text("Title", body.text("title", "")),
                            Field.text("Description", body.text("description", "")),
                            Field.text("Url", body.text("url", "")));
            default ->
                    throw ControlProblem.badRequest(
                            "type must be text, image, voice, video, shortvideo, location, link,"
                                    + " event, menu, scan or subscription: "
                                    + type);
        };
    }

    private static Utterance text(ControlBody body) {
        if (!body.has("content")) {
            throw ControlProblem.badRequest("a text needs content");
        }
        var content = body.text("content", "");
        return body.has("menuItem")
                ? Utterance.menuAnswer(content, body.text("menuItem", ""))
                : Utterance.text(content);
    }

    /** With {@code recognition}, as if speech recognition were switched on. */
    private static Utterance voice(ControlBody body, OfficialAccount account) {
        var fields = new ArrayList<Field>();
        fields.add(Field.text("MediaId", mediaId(body, account)));
        fields.add(Field.text("Format", body.text("format", "amr")));
        if (body.has("recognition")) {
            fields.add(Field.text("Recognition", body.text("recognition", "")));
        }
        return new Utterance("voice", mediaId(body, account), List.copyOf(fields), false);
    }

    private static Utterance location(ControlBody body) {
        var label = body.text("label", "");
        return Utterance.of(
                "location",
                label,
                new Field.Bare("Location_X", body.decimal("latitude", "23.134521")),
                new Field.Bare("Location_Y", body.decimal("longitude", "113.358803")),
                new Field.Bare("Scale", body.decimal("scale", "20")),
                Field.text("Label", label));
    }

    private static String mediaId(ControlBody body, OfficialAccount account) {
        return body.text("mediaId", account.nextMediaId(0));
    }

    private static String thumbMediaId(ControlBody body, OfficialAccount account) {
        return body.text("thumbMediaId", account.nextMediaId(1));
    }
}
