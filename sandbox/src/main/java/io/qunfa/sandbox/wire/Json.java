package io.qunfa.sandbox.wire;

import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees: the sandbox must see a document as it was sent. */
public final class Json {

    private Json() {}

    /** Loads what the first document needs, on a thread of its own while others do other things. */
    public static void prepare() {
        Thread.ofVirtual().name("sandbox-json").start(() -> bytes(object().put("ready", true)));
    }

    /**
     * Parses a document.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    public static JsonNode parse(byte[] document) {
        return Mapper.INSTANCE.readTree(document);
    }

    public static byte[] bytes(JsonNode tree) {
        return Mapper.INSTANCE.writeValueAsBytes(tree);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A number, or a string that holds one: the platform takes both. */
    public static OptionalLong integer(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return OptionalLong.of(node.asLong());
        }
        return node.isString() && node.asString().matches("-?[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(node.asString()))
                : OptionalLong.empty();
    }

    /** Loaded with the first document, not at start. */
    private static final class Mapper {
        static final JsonMapper INSTANCE = JsonMapper.builder().build();
    }
}
