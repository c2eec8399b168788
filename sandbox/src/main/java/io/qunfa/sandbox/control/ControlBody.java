package io.qunfa.sandbox.control;

import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.wire.Spelling;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of a request, read strictly: nothing that was sent is passed over. A member that is
 * {@code null} counts as absent.
 */
final class ControlBody {

    private static final int MAX_SHOWN = 100;

    private final String where;
    private final JsonNode json;

    private ControlBody(String where, JsonNode json) {
        this.where = where;
        this.json = json;
    }

    /** The object, which has these members and no others. */
    static ControlBody of(JsonNode json, String... members) {
        return of("", json, List.of(members));
    }

    static ControlBody of(String where, JsonNode json, Collection<String> members) {
        var body = new ControlBody(where, json);
        if (!json.isObject()) {
            throw ControlProblem.badRequest(
                    "%s must be an object; sent: %s"
                            .formatted(where.isEmpty() ? "the body" : where, shown(json)));
        }
        json.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> body.refuseUnknown(name, members));
        return body;
    }

    private void refuseUnknown(String name, Collection<String> members) {
        throw ControlProblem.badRequest(
                "there is no %s here, only %s; near: %s"
                        .formatted(
                                path(name),
                                members.stream().sorted().collect(Collectors.joining(", ")),
                                Spelling.nearest(name, members)));
    }

    private String path(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    private ControlProblem wrong(String name, String allowed) {
        return ControlProblem.badRequest(
                "%s must be %s; sent: %s"
                        .formatted(
                                path(name),
                                allowed,
                                json.has(name) ? shown(json.path(name)) : "nothing"));
    }

    private static String shown(JsonNode node) {
        var text = node.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    String text(String name, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!json.path(name).isString()) {
            throw wrong(name, "a text");
        }
        return json.path(name).asString();
    }

    /** A text that is there and not empty. */
    String text(String name) {
        if (text(name, "").isEmpty()) {
            throw wrong(name, "a text");
        }
        return json.path(name).asString();
    }

    /** A text, or a number as it was written. */
    String textOrNumber(String name, String otherwise) {
        return has(name) && json.path(name).isNumber()
                ? json.path(name).asString()
                : text(name, otherwise);
    }

    /** A number as it was written. */
    String decimal(String name, String otherwise) {
        if (has(name) && !json.path(name).isNumber()) {
            throw wrong(name, "a number");
        }
        return has(name) ? json.path(name).asString() : otherwise;
    }

    double real(String name, double otherwise) {
        return Double.parseDouble(decimal(name, String.valueOf(otherwise)));
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? flag(name) : otherwise;
    }

    /** A boolean that is there. */
    boolean flag(String name) {
        if (!json.path(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return json.path(name).asBoolean();
    }

    int number(String name, int least, int most, int otherwise) {
        var node = json.path(name);
        if (!has(name)) {
            return otherwise;
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToInt()
                || node.asInt() < least
                || node.asInt() > most) {
            throw wrong(name, "a whole number, " + range(least, most));
        }
        return node.asInt();
    }

    private static String range(int least, int most) {
        return most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
    }

    /** A duration like {@code PT2H}. */
    Duration duration(String name, Duration otherwise) {
        try {
            return has(name) ? Duration.parse(text(name)) : otherwise;
        } catch (DateTimeParseException e) {
            throw wrong(name, "a duration like PT2H or P1D");
        }
    }

    /** A time with its offset. */
    Instant instant(String name) {
        try {
            return OffsetDateTime.parse(text(name)).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(name, "a time like 2026-12-01T00:00:00+08:00");
        }
    }

    /** An id of the platform, as a number or as a text. */
    OptionalLong id(String name) {
        var id = Json.integer(json.path(name));
        if (has(name) && id.isEmpty()) {
            throw wrong(name, "an id in digits");
        }
        return id;
    }

    /** One of these words, in any case. */
    String word(String name, Collection<String> words, String otherwise) {
        var sent = text(name, otherwise);
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(sent))
                .findFirst()
                .orElseThrow(() -> wrong(name, "one of " + String.join(", ", words)));
    }

    /** A constant by its word, which is its name in lower case. */
    <E extends Enum<E>> E constant(String name, E otherwise) {
        var type = otherwise.getDeclaringClass();
        var words = Stream.of(type.getEnumConstants()).map(ControlBody::word).toList();
        return type.getEnumConstants()[words.indexOf(word(name, words, word(otherwise)))];
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The object of this name, which has these members; an empty one if it is absent. */
    ControlBody object(String name, Collection<String> members) {
        return of(path(name), has(name) ? json.path(name) : Json.object(), members);
    }

    ControlBody object(String name, String... members) {
        return object(name, List.of(members));
    }

    /** The list of this name; empty if it is absent. */
    List<JsonNode> list(String name) {
        var elements = new ArrayList<JsonNode>();
        if (has(name)) {
            if (!json.path(name).isArray()) {
                throw wrong(name, "a list");
            }
            json.path(name).forEach(elements::add);
        }
        return elements;
    }

    /** The objects of a list, which have these members. */
    List<ControlBody> objects(String name, String... members) {
        return list(name).stream()
                .map(element -> of(path(name) + "[]", element, List.of(members)))
                .toList();
    }

    /** The texts of a list. */
    List<String> texts(String name, List<String> otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!list(name).stream().allMatch(JsonNode::isString)) {
            throw wrong(name, "a list of texts");
        }
        return list(name).stream().map(JsonNode::asString).toList();
    }

    /** The member as it was sent. */
    JsonNode raw(String name) {
        return json.path(name);
    }

    Collection<String> names() {
        return json.propertyNames();
    }
}
