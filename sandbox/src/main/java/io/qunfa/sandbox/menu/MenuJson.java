package io.qunfa.sandbox.menu;

import io.qunfa.sandbox.world.Menu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Buttons as the calls take and answer them. */
public final class MenuJson {

    private static final Set<String> OWN = Set.of("type", "name", "sub_button");

    private MenuJson() {}

    /** Reads buttons as they are; {@link MenuRules} says whether they are legal. */
    public static List<Menu.Button> read(JsonNode list) {
        var buttons = new ArrayList<Menu.Button>();
        for (JsonNode button : list) {
            var properties = new LinkedHashMap<String, String>();
            button.properties().stream()
                    .filter(property -> !OWN.contains(property.getKey()))
                    .forEach(
                            property ->
                                    properties.put(
                                            property.getKey(), property.getValue().asString("")));
            var subButtons = button.path("sub_button");
            buttons.add(
                    new Menu.Button(
                            button.path("type").asString(""),
                            button.path("name").asString(""),
                            properties,
                            read(subButtons.isObject() ? subButtons.path("list") : subButtons)));
        }
        return buttons;
    }

    /** The form of {@code menu/get}: every button has its list of sub-buttons. */
    public static ArrayNode write(List<Menu.Button> buttons) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var button : buttons) {
            var json = list.addObject();
            if (!button.type().isEmpty()) {
                json.put("type", button.type());
            }
            json.put("name", button.name());
            button.properties().forEach(json::put);
            json.set("sub_button", write(button.subButtons()));
        }
        return list;
    }

    /** The form of {@code get_current_selfmenu_info}: sub-buttons are in an object. */
    static ArrayNode writeCurrent(List<Menu.Button> buttons) {
        var list = JsonNodeFactory.instance.arrayNode();
        for (var button : buttons) {
            var json = list.addObject();
            if (!button.type().isEmpty()) {
                json.put("type", button.type());
            }
            json.put("name", button.name());
            button.properties().forEach(json::put);
            if (!button.subButtons().isEmpty()) {
                json.putObject("sub_button").set("list", writeCurrent(button.subButtons()));
            }
        }
        return list;
    }
}
