package io.qunfa.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
                    .withConfigOverride(String.class, Json::absentIsEmpty)
                    .withConfigOverride(List.class, Json::absentIsEmpty)
                    .addModule(values())
                    .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode strings(Stream<String> values) {
        var array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }

    static ArrayNode openIds(List<OpenId> openIds) {
        return strings(openIds.stream().map(OpenId::value));
    }

    static HttpEntity body(JsonNode node) {
        return new ByteArrayEntity(MAPPER.writeValueAsBytes(node), ContentType.APPLICATION_JSON);
    }

    /** The platform leaves out empty texts and lists. */
    private static void absentIsEmpty(MutableConfigOverride override) {
        override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    private static SimpleModule values() {
        return new SimpleModule("qunfa-values")
                .addDeserializer(OpenId.class, new TextReader<>(OpenId.class, OpenId::new))
                .addDeserializer(MediaId.class, new TextReader<>(MediaId.class, MediaId::new))
                .addDeserializer(ArticleId.class, new TextReader<>(ArticleId.class, ArticleId::new))
                .addDeserializer(
                        PublishId.class, new NumberReader<>(PublishId.class, PublishId::new))
                .addDeserializer(TagId.class, new NumberReader<>(TagId.class, TagId::new))
                .addDeserializer(MsgId.class, new NumberReader<>(MsgId.class, MsgId::new))
                .addDeserializer(
                        MsgDataId.class, new NumberReader<>(MsgDataId.class, MsgDataId::new))
                .addDeserializer(
                        Instant.class, new NumberReader<>(Instant.class, Instant::ofEpochSecond));
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
}
