package io.qunfa.server.inbox;

import io.qunfa.client.callback.Envelope;
import io.qunfa.client.callback.Push;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A push as JSON: {@code kind}, {@code from}, {@code to} and {@code at}, then what this kind
 * consists of, named as in the client. Ids are strings and times RFC 3339; what is absent is left
 * out.
 */
public final class PushContent {

    private PushContent() {}

    public static Map<String, Object> of(Push push) {
        var envelope = push.envelope();
        var content = new LinkedHashMap<String, Object>();
        content.put("kind", envelope.kind());
        content.put("from", envelope.sender());
        content.put("to", envelope.account());
        content.put("at", envelope.createdAt().toString());
        content.putAll(record((Record) push));
        return content;
    }

    private static Map<String, Object> record(Record record) {
        var parts = new LinkedHashMap<String, Object>();
        for (var component : record.getClass().getRecordComponents()) {
            var value = value(read(record, component));
            if (value != null) {
                parts.put(component.getName(), value);
            }
        }
        return parts;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Envelope _ -> null;
            case Optional<?> optional -> optional.map(PushContent::value).orElse(null);
            case Collection<?> items -> items.stream().map(PushContent::value).toList();
            case Instant at -> at.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Record record when isId(record) ->
                    String.valueOf(read(record, record.getClass().getRecordComponents()[0]));
            case Record record -> record(record);
            default -> value;
        };
    }

    /** A type around one value: an OpenID, a message id. */
    private static boolean isId(Record record) {
        var components = record.getClass().getRecordComponents();
        return components.length == 1 && components[0].getName().equals("value");
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record can be read", e);
        }
    }
}
