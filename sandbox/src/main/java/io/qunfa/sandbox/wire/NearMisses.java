package io.qunfa.sandbox.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What in a call is nearly right: a name that is spelt otherwise, a field at another place, a value
 * of another kind. Each line says what was sent and what the documentation has in its place.
 */
final class NearMisses {

    private static final int MAX_LINES = 10;
    private static final int MAX_ELEMENTS = 20;
    private static final int MAX_DEPTH = 6;
    private static final int MAX_SHOWN = 60;
    private static final String TOKEN = "access_token";

    private final DocumentedFields fields;
    private final List<String> lines = new ArrayList<>();

    private NearMisses(DocumentedFields fields) {
        this.fields = fields;
    }

    static List<String> of(Call call, DocumentedFields fields) {
        var misses = new NearMisses(fields);
        call.request().query().keySet().forEach(misses::parameter);
        var body = call.parsedBody();
        if (body != null) {
            misses.walk("", body, 0);
            misses.branch(body);
        }
        return List.copyOf(misses.lines);
    }

    private void add(String line) {
        if (lines.size() < MAX_LINES) {
            lines.add(line);
        }
    }

    private void parameter(String name) {
        if (name.equals(TOKEN) || fields.typeOf("?" + name) != null) {
            return;
        }
        var known = fields.parameters();
        if (fields.namesBelow("").contains(name)) {
            add("misplaced parameter " + name + "; it belongs in the body");
            return;
        }
        near(name, known)
                .ifPresent(
                        near ->
                                add(
                                        "unknown parameter "
                                                + name
                                                + "; near: "
                                                + near
                                                + why(name, near)));
    }

    private void walk(String place, JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (node.isArray()) {
            node.valueStream().limit(MAX_ELEMENTS).forEach(e -> value(place + "[]", e, depth));
        } else if (node.isObject()) {
            node.properties()
                    .forEach(member -> member(place, member.getKey(), member.getValue(), depth));
        }
    }

    private void member(String place, String name, JsonNode value, int depth) {
        var path = place.isEmpty() ? name : place + "." + name;
        if (fields.typeOf(path) == null) {
            unknown(place, name);
        } else {
            value(path, value, depth);
        }
    }

    private void value(String place, JsonNode value, int depth) {
        var type = fields.typeOf(place);
        if (type == null || type == DocumentedFields.Type.ANY) {
            return;
        }
        if (!type.isOf(value) && place.contains("secret")) {
            add(place + " is something else; documented as " + type.words());
        } else if (!type.isOf(value)) {
            add("%s is %s; documented as %s".formatted(place, describe(value), right(type, value)));
        } else if (type != DocumentedFields.Type.OPEN) {
            walk(place, value, depth + 1);
        }
    }

    private static String describe(JsonNode value) {
        var kind =
                switch (value.getNodeType()) {
                    case STRING -> "the text ";
                    case NUMBER -> "the number ";
                    case ARRAY -> "the list ";
                    case OBJECT, POJO -> "the object ";
                    default -> "";
                };
        var text = value.toString();
        return kind + (text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…");
    }

    /** What would be right, with the value in its place where that is the same in other clothes. */
    private static String right(DocumentedFields.Type type, JsonNode value) {
        var example =
                switch (type) {
                    case NUMBER -> number(value);
                    case TEXT -> value.isNumber() ? ": \"" + value.asString() + "\"" : "";
                    case FLAG -> value.isContainer() ? "" : ", without quotation marks";
                    case LIST -> value.isNull() ? "" : ": [" + shortened(value) + "]";
                    default -> "";
                };
        return type.words() + example;
    }

    private static String number(JsonNode value) {
        if (value.isBoolean()) {
            return ": " + (value.asBoolean() ? 1 : 0);
        }
        return Json.integer(value).isPresent() ? ": " + value.asString() : "";
    }

    private static String shortened(JsonNode value) {
        var text = value.toString();
        return text.length() <= MAX_SHOWN ? text : "…";
    }

    private void unknown(String place, String name) {
        var siblings = fields.namesBelow(place);
        var near = near(name, siblings);
        var elsewhere = fields.elsewhere(name);
        var shown = place.isEmpty() ? name : place + "." + name;
        if (elsewhere.isPresent() && near.filter(found -> isAlmost(name, found)).isEmpty()) {
            add("misplaced field " + shown + "; it belongs at " + spoken(elsewhere.get()));
        } else if (near.isPresent()) {
            add("unknown field " + shown + "; near: " + near.get() + why(name, near.get()));
        } else {
            add("unknown field " + shown + "; near: " + nearest(name, siblings));
        }
    }

    private static String spoken(String place) {
        return place.startsWith("?") ? "the query: " + place + "=…" : place;
    }

    private static String nearest(String name, List<String> known) {
        return known.isEmpty() ? "nothing, none is documented" : Spelling.nearest(name, known);
    }

    /** The known name that was probably meant. */
    static Optional<String> near(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> isSame(name, candidate))
                .findFirst()
                .or(() -> Spelling.probable(name, known));
    }

    private static boolean isSame(String left, String right) {
        return plain(left).equals(plain(right));
    }

    private static boolean isAlmost(String name, String known) {
        return isSame(name, known) || Spelling.distance(name, known) == 1;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    private static String why(String name, String near) {
        return isSame(name, near) ? " (names are in lower case, with underscores)" : "";
    }

    /** The message that {@code msgtype} announces stands in the object of its name. */
    private void branch(JsonNode body) {
        var type = body.path("msgtype").asString("");
        if (type.isEmpty() || fields.typeOf("msgtype") == null) {
            return;
        }
        if (type.equals("images")) {
            add("msgtype is \"images\"; near: \"image\", whose object is images");
        } else if (fields.typeOf(type) != DocumentedFields.Type.OBJECT) {
            near(type, objects())
                    .ifPresent(near -> add("msgtype is \"" + type + "\"; near: \"" + near + '"'));
        } else if (!body.has(type) && !hasImages(type, body)) {
            var sent = body.propertyNames().stream().filter(this::isObject).toList();
            add(
                    "msgtype is \"%s\", but its object %s is not there; sent: %s"
                            .formatted(type, type, sent.isEmpty() ? "no object" : sent));
        } else if (type.equals("image") && body.has("image") && isObject("images")) {
            add(
                    "a send of pictures is documented as \"images\":{\"media_ids\":[…]};"
                            + " sent: image");
        }
    }

    private boolean hasImages(String type, JsonNode body) {
        return type.equals("image") && isObject("images") && body.has("images");
    }

    private List<String> objects() {
        return fields.namesBelow("").stream().filter(this::isObject).toList();
    }

    private boolean isObject(@Nullable String name) {
        return name != null
                && fields.typeOf(name) == DocumentedFields.Type.OBJECT
                && !name.equals("filter");
    }
}
