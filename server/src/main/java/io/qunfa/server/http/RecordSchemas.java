package io.qunfa.server.http;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are: every part of an answer is there, and only what is marked nullable
 * may be null. What is nullable in a request may be left out. A schema has the simple name of its
 * type, so two types of one name would be described as one; they are noted as clashes.
 */
final class RecordSchemas implements ModelConverter {

    private static final String REQUEST = "Request";
    private static final String NULL = "null";
    private static final String OURS = "io.qunfa.";

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();
    private final Set<String> clashes = ConcurrentHashMap.newKeySet();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        var schema = chain.next().resolve(type, context, chain);
        var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (raw.getName().startsWith(OURS)) {
            note(raw);
        }
        if (raw.isRecord()) {
            var defined = context.getDefinedModels().get(raw.getSimpleName());
            if (defined != null && defined.getProperties() != null) {
                describe(raw, defined);
            }
        }
        return schema;
    }

    private void note(Class<?> type) {
        var other = named.putIfAbsent(type.getSimpleName(), type);
        if (other != null && other != type) {
            clashes.add(other.getName() + " and " + type.getName());
        }
    }

    /** Types that one schema would have to describe; a converter that throws is not heard. */
    Set<String> clashes() {
        return Set.copyOf(clashes);
    }

    private static void describe(Class<?> type, Schema<?> schema) {
        var request = type.getSimpleName().endsWith(REQUEST);
        var properties = schema.getProperties();
        for (var component : type.getRecordComponents()) {
            var property = properties.get(component.getName());
            if (property == null) {
                continue;
            }
            var nullable = isNullable(component);
            if (nullable && !request) {
                properties.put(component.getName(), nullable(property));
            }
            if (!nullable || !request) {
                require(schema, component.getName());
            }
        }
    }

    private static void require(Schema<?> schema, String property) {
        if (schema.getRequired() == null || !schema.getRequired().contains(property)) {
            schema.addRequiredItem(property);
        }
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            var none = new Schema<>();
            none.setTypes(new LinkedHashSet<>(List.of(NULL)));
            return new Schema<>().oneOf(List.of(new Schema<>().$ref(property.get$ref()), none));
        }
        if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
        }
        return property;
    }
}
