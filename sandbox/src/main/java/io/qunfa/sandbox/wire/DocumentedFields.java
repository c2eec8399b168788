package io.qunfa.sandbox.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one call takes, a row of {@code fields.tsv}.
 *
 * @param types by place: {@code ?type} in the query, {@code filter.tag_id} and {@code
 *     articles[].title} in the body
 */
record DocumentedFields(Map<String, Type> types) {

    static final DocumentedFields NONE = new DocumentedFields(Map.of());

    /** What stands at a place. */
    enum Type {
        TEXT("a text"),
        NUMBER("a number"),
        FLAG("true or false"),
        ID("an id"),
        LIST("a list"),
        OBJECT("an object"),
        OPEN("an object"),
        ANY("anything");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean isOf(JsonNode node) {
            return switch (this) {
                case TEXT -> node.isString();
                case NUMBER -> node.isNumber();
                case FLAG -> node.isBoolean();
                case ID -> Json.integer(node).isPresent();
                case LIST -> node.isArray();
                case OBJECT, OPEN -> node.isObject();
                case ANY -> true;
            };
        }
    }

    /** The rows by the path of their call. */
    static Map<String, DocumentedFields> read() {
        var name = "fields.tsv";
        try (var table =
                        Objects.requireNonNull(
                                DocumentedFields.class.getResourceAsStream(name), name);
                var lines =
                        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            var byPath = new HashMap<String, DocumentedFields>();
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(cells -> byPath.put(cells[0], parse(cells[1])));
            return Map.copyOf(byPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentedFields parse(String cell) {
        var types = new HashMap<String, Type>();
        for (var field : cell.split(" ", -1)) {
            int colon = field.lastIndexOf(':');
            types.put(
                    field.substring(0, colon),
                    Type.valueOf(field.substring(colon + 1).toUpperCase(Locale.ROOT)));
        }
        return new DocumentedFields(Map.copyOf(types));
    }

    @Nullable Type typeOf(String place) {
        return types.get(place);
    }

    /** The names directly below this place, the empty one for the body itself. */
    List<String> namesBelow(String place) {
        var start = place.isEmpty() ? "" : place + ".";
        return types.keySet().stream()
                .filter(known -> !known.startsWith("?") && known.startsWith(start))
                .map(known -> known.substring(start.length()))
                .filter(rest -> !rest.contains(".") && !rest.contains("[]"))
                .sorted()
                .toList();
    }

    /** The names of the query. */
    List<String> parameters() {
        return types.keySet().stream()
                .filter(known -> known.startsWith("?"))
                .map(known -> known.substring(1))
                .sorted()
                .toList();
    }

    /** Another place where a field of this name stands. */
    Optional<String> elsewhere(String name) {
        return types.keySet().stream()
                .filter(
                        known ->
                                known.equals(name)
                                        || known.equals("?" + name)
                                        || known.endsWith("." + name))
                .sorted()
                .findFirst();
    }
}
