package io.qunfa.client.callback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** An answer in the JSON data format: the same names, what repeats as a list, counts as numbers. */
final class JsonAnswer {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> NUMBERS = Set.of("CreateTime", "ArticleCount", "TimeStamp");

    private JsonAnswer() {}

    static String of(XmlNode answer) {
        return MAPPER.writeValueAsString(members(answer));
    }

    private static Map<String, Object> members(XmlNode node) {
        var members = new LinkedHashMap<String, Object>();
        for (var child : node.children()) {
            var same = node.children(child.name());
            members.put(child.name(), same.size() == 1 ? value(child) : values(same));
        }
        return members;
    }

    private static List<Object> values(List<XmlNode> nodes) {
        return nodes.stream().map(JsonAnswer::value).toList();
    }

    private static Object value(XmlNode node) {
        if (!node.children().isEmpty()) {
            return members(node);
        }
        return NUMBERS.contains(node.name()) ? (Object) Long.valueOf(node.text()) : node.text();
    }
}
