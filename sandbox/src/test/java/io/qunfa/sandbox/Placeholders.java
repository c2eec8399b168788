package io.qunfa.sandbox;

import static java.util.stream.Collectors.joining;

import io.qunfa.sandbox.wire.Json;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Words in capitals for what differs from world to world. The sandbox fills in some of them when it
 * serves the documents; the collection takes the others from the answers to earlier calls.
 */
final class Placeholders {

    private static final int MAX_LIST = 20;

    /** A tag that every account has. */
    private static final int STARRED = 2;

    private static final Map<String, String> BY_MEMBER =
            Map.ofEntries(
                    Map.entry("appid", "APPID"),
                    Map.entry("secret", "SECRET"),
                    Map.entry("appsecret", "SECRET"),
                    Map.entry("openid", "OPENID1"),
                    Map.entry("touser", "OPENID1"),
                    Map.entry("user_id", "OPENID1"),
                    Map.entry("begin_openid", "OPENID1"),
                    Map.entry("next_openid", "OPENID1"),
                    Map.entry("access_token", "ACCESS_TOKEN"),
                    Map.entry("refresh_token", "REFRESH_TOKEN"),
                    Map.entry("begin_date", "YESTERDAY"),
                    Map.entry("end_date", "YESTERDAY"),
                    Map.entry("thumb_media_id", "PERMANENT_MEDIA_ID"),
                    Map.entry("image_media_id", "PERMANENT_MEDIA_ID"),
                    Map.entry("publish_id", "PUBLISH_ID"),
                    Map.entry("article_id", "ARTICLE_ID"),
                    Map.entry("template_id", "TEMPLATE_ID"),
                    Map.entry("msg_id", "MSG_ID"),
                    Map.entry("msg_data_id", "MSG_DATA_ID"),
                    Map.entry("code", "CODE"),
                    Map.entry("rid", "RID"));

    private Placeholders() {}

    static JsonNode in(String path, JsonNode json) {
        if (json instanceof ArrayNode array) {
            var list = JsonNodeFactory.instance.arrayNode();
            array.valueStream().limit(MAX_LIST).forEach(item -> list.add(in(path, item)));
            return list;
        }
        if (!json.isObject()) {
            return json;
        }
        var object = Json.object();
        json.properties()
                .forEach(
                        entry ->
                                object.set(
                                        entry.getKey(),
                                        member(path, entry.getKey(), entry.getValue())));
        return object;
    }

    private static JsonNode member(String path, String name, JsonNode value) {
        if (value.isArray() && (name.equals("touser") || name.startsWith("openid"))) {
            return JsonNodeFactory.instance.arrayNode().add("OPENID1").add("OPENID2");
        }
        if (value.isNumber() && (name.equals("tag_id") || name.equals("tagid"))) {
            return JsonNodeFactory.instance.numberNode(STARRED);
        }
        var word = name.equals("media_id") ? mediaId(path) : BY_MEMBER.get(name);
        return word != null && value.isValueNode() && !value.asString().isEmpty()
                ? JsonNodeFactory.instance.stringNode(word)
                : in(inside(path, name), value);
    }

    /** An article message holds the id of a draft. */
    private static String inside(String path, String name) {
        return name.equals("mpnews") ? "/cgi-bin/draft/" : path;
    }

    private static String mediaId(String path) {
        if (path.contains("/draft/") || path.endsWith("/freepublish/submit")) {
            return "DRAFT_MEDIA_ID";
        }
        return path.contains("/material/") ? "PERMANENT_MEDIA_ID" : "MEDIA_ID";
    }

    /** The query without the token, which has a place of its own. */
    static String inQuery(String query) {
        return Stream.of(query.split("&", -1))
                .filter(pair -> pair.contains("=") && !pair.startsWith("access_token="))
                .map(
                        pair -> {
                            var name = pair.substring(0, pair.indexOf('='));
                            var word = name.equals("media_id") ? "MEDIA_ID" : BY_MEMBER.get(name);
                            return word == null ? pair : name + "=" + word;
                        })
                .collect(joining("&"));
    }
}
