package io.qunfa.server.http;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A request that ends with an answer of RFC 9457. The code is stable and the parameters fill its
 * texts, which live in the language files as {@code problem.<code>.title} and {@code .detail}.
 */
public final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final Map<String, Object> parameters;
    private final List<FieldError> errors;
    private final Map<String, List<Phrase>> phrases;

    public Problem(HttpStatus status, String code, Map<String, ?> parameters) {
        this(status, code, parameters, List.of());
    }

    public Problem(
            HttpStatus status, String code, Map<String, ?> parameters, List<FieldError> errors) {
        this(status, code, parameters, errors, Map.of());
    }

    private Problem(
            HttpStatus status,
            String code,
            Map<String, ?> parameters,
            List<FieldError> errors,
            Map<String, List<Phrase>> phrases) {
        super(code + parameters, null, false, false);
        this.status = status;
        this.code = code;
        this.parameters = Map.copyOf(parameters);
        this.errors = List.copyOf(errors);
        this.phrases = Map.copyOf(phrases);
    }

    /** The same, with words for people where programs read a parameter's codes. */
    public Problem worded(String parameter, List<Phrase> words) {
        return new Problem(status, code, parameters, errors, Map.of(parameter, words));
    }

    /** Something is not there, or the asker may not know that it is. */
    public static Problem notFound() {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", Map.of());
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-request", Map.of(), errors);
    }

    /** One field cannot be as it is; the texts are {@code field.<code>}. */
    public static Problem invalid(String field, String code, Map<String, ?> parameters) {
        return invalid(List.of(new FieldError(field, code, parameters)));
    }

    public static Problem invalid(String field, String code) {
        return invalid(field, code, Map.of());
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    public List<FieldError> errors() {
        return errors;
    }

    Map<String, List<Phrase>> phrases() {
        return phrases;
    }

    /**
     * What is wrong with one field of the request, named as in the JSON: {@code message.content}.
     */
    public record FieldError(String field, String code, Map<String, ?> parameters) {
        public FieldError {
            parameters = Map.copyOf(parameters);
        }
    }
}
