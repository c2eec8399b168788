package io.qunfa.client;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON as the platform wants it: raw UTF-8, nothing escaped that need not be, snake case, times in
 * Unix seconds, ids as bare numbers and strings.
 */
final class Json {

    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(values())
                    .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static HttpEntity body(JsonNode node) {
        return new ByteArrayEntity(MAPPER.writeValueAsBytes(node), ContentType.APPLICATION_JSON);
    }

    /** The platform leaves empty lists out. */
    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static SimpleModule values() {
        return new SimpleModule("qunfa-values")
                .addDeserializer(OpenId.class, new TextReader<>(OpenId.class, OpenId::new))
                .addDeserializer(TagId.class, new NumberReader<>(TagId.class, TagId::new))
                .addDeserializer(MsgId.class, new NumberReader<>(MsgId.class, MsgId::new))
                .addDeserializer(
                        MsgDataId.class, new NumberReader<>(MsgDataId.class, MsgDataId::new))
                .addDeserializer(
                        Instant.class, new NumberReader<>(Instant.class, Instant::ofEpochSecond))
                .addSerializer(OpenId.class, new OpenIdWriter());
    }

    private static final class TextReader<T> extends StdDeserializer<T> {

        private final Function<String, T> make;

        TextReader(Class<T> type, Function<String, T> make) {
            super(type);
            this.make = make;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context)
                throws JacksonException {
            return make.apply(parser.getValueAsString());
        }
    }

    private static final class NumberReader<T> extends StdDeserializer<T> {

        private final LongFunction<T> make;

        NumberReader(Class<T> type, LongFunction<T> make) {
            super(type);
            this.make = make;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context)
                throws JacksonException {
            return make.apply(parser.getValueAsLong());
        }
    }

    private static final class OpenIdWriter extends StdSerializer<OpenId> {

        OpenIdWriter() {
            super(OpenId.class);
        }

        @Override
        public void serialize(OpenId id, JsonGenerator generator, SerializationContext context)
                throws JacksonException {
            generator.writeString(id.value());
        }
    }
}
