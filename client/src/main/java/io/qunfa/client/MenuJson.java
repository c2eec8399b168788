package io.qunfa.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads the buttons of a menu. */
final class MenuJson {

    private MenuJson() {}

    static void write(List<MenuButton> buttons, ArrayNode target) {
        buttons.forEach(button -> target.add(write(button)));
    }

    private static ObjectNode write(MenuButton button) {
        var json = Json.object().put("name", button.name());
        if (button instanceof MenuButton.Group group) {
            write(group.buttons(), json.putArray("sub_button"));
            return json;
        }
        if (button instanceof MenuButton.Click click) {
            return json.put("type", "click").put("key", click.key());
        }
        if (button instanceof MenuButton.Link link) {
            return json.put("type", "view").put("url", link.url());
        }
        if (button instanceof MenuButton.MiniProgram mini) {
            return json.put("type", "miniprogram")
                    .put("url", mini.url())
                    .put("appid", mini.appId())
                    .put("pagepath", mini.page());
        }
        if (button instanceof MenuButton.Ask ask) {
            return json.put("type", ask.type()).put("key", ask.key());
        }
        if (button instanceof MenuButton.Send send) {
            return json.put("type", "media_id").put("media_id", send.media().value());
        }
        if (button instanceof MenuButton.Show show) {
            return json.put("type", show.asCard() ? "article_id" : "article_view_limited")
                    .put("article_id", show.article().value());
        }
        throw new IllegalArgumentException("a button this client cannot write: " + button);
    }

    static List<MenuButton> read(JsonNode buttons) {
        var list = new ArrayList<MenuButton>();
        // The website's menu wraps the list of sub buttons once more.
        var array = buttons.isObject() ? buttons.path("list") : buttons;
        array.forEach(button -> list.add(readOne(button)));
        return List.copyOf(list);
    }

    private static MenuButton readOne(JsonNode json) {
        var name = text(json, "name");
        var children = read(json.path("sub_button"));
        if (!children.isEmpty()) {
            return new MenuButton.Group(name, children);
        }
        var type = text(json, "type");
        var key = text(json, "key");
        return switch (type) {
            case "click" -> new MenuButton.Click(name, key);
            case "view" -> new MenuButton.Link(name, text(json, "url"));
            case "miniprogram" ->
                    new MenuButton.MiniProgram(
                            name, text(json, "url"), text(json, "appid"), text(json, "pagepath"));
            case "scancode_push",
                    "scancode_waitmsg",
                    "pic_sysphoto",
                    "pic_photo_or_album",
                    "pic_weixin",
                    "location_select" ->
                    new MenuButton.Ask(name, type, key);
            case "media_id" -> new MenuButton.Send(name, new MediaId(text(json, "media_id")));
            case "article_id", "article_view_limited" ->
                    new MenuButton.Show(
                            name,
                            new ArticleId(text(json, "article_id")),
                            type.equals("article_id"));
            default -> new MenuButton.Unknown(name, type, anyValue(json));
        };
    }

    private static String anyValue(JsonNode json) {
        for (var field : List.of("value", "key", "url", "media_id")) {
            if (!text(json, field).isEmpty()) {
                return text(json, field);
            }
        }
        return "";
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }
}
