package io.qunfa.sandbox.control;

import io.qunfa.sandbox.world.Notice.Field;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Utterance;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads what somebody says on a phone. */
final class Utterances {

    private Utterances() {}

    /** A message of one of the seven kinds, with defaults for what the document leaves out. */
    static Utterance read(JsonNode json, OfficialAccount account) {
        var type = json.path("type").asString("");
        return switch (type) {
            case "text" -> text(json);
            case "image" ->
                    Utterance.of(
                            type,
                            mediaId(json, account),
                            Field.text("PicUrl", json.path("picUrl").asString("")),
                            Field.text("MediaId", mediaId(json, account)));
            case "voice" -> voice(json, account);
            case "video", "shortvideo" ->
                    Utterance.of(
                            type,
                            mediaId(json, account),
                            Field.text("MediaId", mediaId(json, account)),
                            Field.text("ThumbMediaId", thumbMediaId(json, account)));
            case "location" -> location(json);
            case "link" ->
                    Utterance.of(
                            type,
                            json.path("title").asString(""),
                            Field.text("Title", json.path("title").asString("")),
                            Field.text("Description", json.path("description").asString("")),
                            Field.text("Url", json.path("url").asString("")));
            default ->
                    throw ControlProblem.badRequest(
                            "type must be text, image, voice, video, shortvideo, location, link,"
                                    + " event, menu, scan or subscription: "
                                    + type);
        };
    }

    private static Utterance text(JsonNode json) {
        if (!json.path("content").isString()) {
            throw ControlProblem.badRequest("a text needs content");
        }
        var content = json.path("content").asString();
        return json.has("menuItem")
                ? Utterance.menuAnswer(content, json.path("menuItem").asString(""))
                : Utterance.text(content);
    }

    /** With {@code recognition}, as if speech recognition were switched on. */
    private static Utterance voice(JsonNode json, OfficialAccount account) {
        var fields = new ArrayList<Field>();
        fields.add(Field.text("MediaId", mediaId(json, account)));
        fields.add(Field.text("Format", json.path("format").asString("amr")));
        if (json.has("recognition")) {
            fields.add(Field.text("Recognition", json.path("recognition").asString("")));
        }
        return new Utterance("voice", mediaId(json, account), List.copyOf(fields), false);
    }

    private static Utterance location(JsonNode json) {
        var label = json.path("label").asString("");
        return Utterance.of(
                "location",
                label,
                new Field.Bare("Location_X", decimal(json.path("latitude"), "23.134521")),
                new Field.Bare("Location_Y", decimal(json.path("longitude"), "113.358803")),
                new Field.Bare("Scale", decimal(json.path("scale"), "20")),
                Field.text("Label", label));
    }

    /** A number as it was written. */
    static String decimal(JsonNode node, String otherwise) {
        return node.isNumber() ? node.asString() : otherwise;
    }

    private static String mediaId(JsonNode json, OfficialAccount account) {
        return json.path("mediaId").asString(account.nextMediaId(0));
    }

    private static String thumbMediaId(JsonNode json, OfficialAccount account) {
        return json.path("thumbMediaId").asString(account.nextMediaId(1));
    }
}
