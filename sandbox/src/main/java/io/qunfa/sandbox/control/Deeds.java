package io.qunfa.sandbox.control;

import io.qunfa.sandbox.world.Menu;
import io.qunfa.sandbox.world.Notice;
import io.qunfa.sandbox.world.Notice.Field;
import io.qunfa.sandbox.world.OfficialAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads what somebody does on a phone. The elements of the usual events have names of their own;
 * those of any other event are given as they are, in {@code elements}.
 */
final class Deeds {

    /** The platform sends these itself; nobody sees a reply to them. */
    private static final Set<String> UNANSWERABLE =
            Set.of(
                    "unsubscribe",
                    "user_info_modified",
                    "user_authorization_revoke",
                    "user_authorization_cancellation",
                    "qualification_verify_success",
                    "qualification_verify_fail",
                    "naming_verify_success",
                    "naming_verify_fail",
                    "annual_renew",
                    "verify_expired");

    private static final String PICTURE = "5a75aaca956d97be686719218f275c6b";

    private static final List<String> MEMBERS_OF_KINDS =
            List.of(
                    "type",
                    "menuId",
                    "latitude",
                    "longitude",
                    "precision",
                    "scanType",
                    "scanResult",
                    "count",
                    "scale",
                    "label",
                    "poiname");

    private static final List<String> MEMBERS_OF_EVENTS =
            with(MEMBERS_OF_KINDS, "event", "eventKey", "elements");

    /** What a tap on the menu may say. */
    static final List<String> MEMBERS_OF_TAPS = with(MEMBERS_OF_KINDS, "button");

    private Deeds() {}

    private static List<String> with(List<String> members, String... more) {
        return Stream.concat(members.stream(), Stream.of(more)).toList();
    }

    /** An event by its name. */
    static Notice event(JsonNode json, OfficialAccount account, int number) {
        var body = ControlBody.of("", json, MEMBERS_OF_EVENTS);
        var event = body.text("event");
        var fields = new ArrayList<Field>();
        if (!event.equals("LOCATION") && !body.has("elements")) {
            fields.add(Field.text("EventKey", body.textOrNumber("eventKey", "")));
        }
        fields.addAll(ofKind(event, body));
        fields.addAll(elements(json.path("elements")));
        var answerable =
                UNANSWERABLE.contains(event) ? OptionalInt.empty() : OptionalInt.of(number);
        return new Notice(event, account.followers().openId(number), answerable, fields);
    }

    private static List<Field> ofKind(String event, ControlBody json) {
        return switch (event) {
            case "LOCATION" ->
                    List.of(
                            bare("Latitude", json.decimal("latitude", "23.137466")),
                            bare("Longitude", json.decimal("longitude", "113.352425")),
                            bare("Precision", json.decimal("precision", "119.385040")));
            case "VIEW", "view_miniprogram" ->
                    json.has("menuId")
                            ? List.of(bare("MenuId", json.decimal("menuId", "0")))
                            : List.of();
            case "scancode_push", "scancode_waitmsg" -> List.of(scanned(json));
            case "pic_sysphoto", "pic_photo_or_album", "pic_weixin" -> List.of(pictures(json));
            case "location_select" -> List.of(place(json));
            default -> List.of();
        };
    }

    private static Field scanned(ControlBody json) {
        return Field.group(
                "ScanCodeInfo",
                Field.text("ScanType", json.text("scanType", "qrcode")),
                Field.text("ScanResult", json.text("scanResult", "1")));
    }

    private static Field pictures(ControlBody json) {
        int count = json.number("count", 1, 9, 1);
        var items = new ArrayList<Field>();
        for (int i = 0; i < count; i++) {
            items.add(Field.group("item", Field.text("PicMd5Sum", PICTURE)));
        }
        return Field.group(
                "SendPicsInfo", Field.number("Count", count), new Field.Group("PicList", items));
    }

    private static Field place(ControlBody json) {
        return Field.group(
                "SendLocationInfo",
                Field.text("Location_X", json.decimal("latitude", "23")),
                Field.text("Location_Y", json.decimal("longitude", "113")),
                Field.text("Scale", json.decimal("scale", "15")),
                Field.text("Label", json.text("label", "")),
                Field.text("Poiname", json.text("poiname", "")));
    }

    private static Field bare(String name, String value) {
        return new Field.Bare(name, value);
    }

    /** Texts in CDATA, numbers bare, objects nested, lists as siblings of one name. */
    private static List<Field> elements(JsonNode json) {
        var fields = new ArrayList<Field>();
        for (var element : json.properties()) {
            requireName(element.getKey());
            if (element.getValue().isArray()) {
                element.getValue().forEach(item -> fields.add(element(element.getKey(), item)));
            } else {
                fields.add(element(element.getKey(), element.getValue()));
            }
        }
        return fields;
    }

    private static Field element(String name, JsonNode value) {
        if (value.isObject()) {
            return new Field.Group(name, elements(value));
        }
        return value.isNumber()
                ? new Field.Bare(name, value.asString())
                : Field.text(name, value.asString(""));
    }

    private static void requireName(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
            throw ControlProblem.badRequest("not the name of an element: " + name);
        }
    }

    /** A tap on a button of the menu; empty fields are filled as a phone would. */
    static Notice tap(Menu menu, Menu.Button button, ControlBody json, Notice.By by) {
        var key =
                switch (button.type()) {
                    case "view" -> button.property("url");
                    case "miniprogram" -> button.property("pagepath");
                    default -> button.property("key");
                };
        var event =
                switch (button.type()) {
                    case "click" -> "CLICK";
                    case "view" -> "VIEW";
                    case "miniprogram" -> "view_miniprogram";
                    default -> button.type();
                };
        var fields = new ArrayList<Field>();
        fields.add(Field.text("EventKey", key));
        if (event.equals("VIEW") || event.equals("view_miniprogram")) {
            fields.add(Field.number("MenuId", menu.id()));
        } else {
            fields.addAll(ofKind(event, json));
        }
        return by.does(event, fields);
    }
}
