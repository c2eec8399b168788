package io.qunfa.server.account;

import io.qunfa.client.Endpoints;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Problem.FieldError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads fields one by one and remembers all that is wrong with them. */
final class Fields {

    private static final String WECHAT = "wechat";

    private final List<FieldError> errors = new ArrayList<>();

    String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            reject(field, "required", Map.of());
            return "";
        }
        if (value.strip().length() > most) {
            reject(field, "length", Map.of("least", 1, "most", most));
        }
        return value.strip();
    }

    <T> T required(String field, @Nullable T value, T otherwise) {
        if (value == null) {
            reject(field, "required", Map.of());
        }
        return Objects.requireNonNullElse(value, otherwise);
    }

    Endpoints endpoints(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            reject(field, "required", Map.of());
            return Endpoints.wechat();
        }
        if (value.strip().equals(WECHAT)) {
            return Endpoints.wechat();
        }
        try {
            return Endpoints.of(URI.create(value.strip()));
        } catch (IllegalArgumentException e) {
            reject(field, "not-an-address", Map.of("value", value));
            return Endpoints.wechat();
        }
    }

    void reject(String field, String code, Map<String, ?> parameters) {
        errors.add(new FieldError(field, code, parameters));
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
