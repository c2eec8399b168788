package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema that examples have in common. Nothing is required: the refusals say what is. */
final class Schemas {

    private Schemas() {}

    static ObjectNode of(Collection<JsonNode> examples) {
        var types = new LinkedHashSet<String>();
        var members = new LinkedHashMap<String, List<JsonNode>>();
        var items = new ArrayList<JsonNode>();
        for (var example : examples) {
            types.add(typeOf(example));
            example.properties()
                    .forEach(
                            entry ->
                                    members.computeIfAbsent(
                                                    entry.getKey(), first -> new ArrayList<>())
                                            .add(entry.getValue()));
            if (example.isArray()) {
                example.forEach(items::add);
            }
        }
        var schema = Json.object();
        writeType(schema, types);
        if (!members.isEmpty()) {
            var properties = schema.putObject("properties");
            members.forEach((name, values) -> properties.set(name, of(values)));
        }
        if (types.contains("array")) {
            schema.set("items", of(items));
        }
        return schema;
    }

    private static void writeType(ObjectNode schema, Collection<String> types) {
        if (types.size() == 1) {
            schema.put("type", types.iterator().next());
        } else if (!types.isEmpty()) {
            types.forEach(schema.putArray("type")::add);
        }
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NUMBER -> node.isIntegralNumber() ? "integer" : "number";
            case NULL -> "null";
            case STRING, BINARY, POJO, MISSING -> "string";
        };
    }
}
