package io.qunfa.server.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field of a request's JSON could not be read, and why. */
final class Misread {

    private Misread() {}

    static List<Problem.FieldError> errors(DatabindException e) {
        var field = field(e);
        return field.isEmpty() && !(e instanceof InvalidTypeIdException)
                ? List.of()
                : List.of(error(e, field));
    }

    private static Problem.FieldError error(DatabindException e, String field) {
        return switch (e) {
            case InvalidTypeIdException kind -> kind(kind, field);
            case UnrecognizedPropertyException _ ->
                    new Problem.FieldError(field, "not-a-field", Map.of());
            case MismatchedInputException missing when isMissing(missing) ->
                    new Problem.FieldError(field, "required", Map.of());
            default -> new Problem.FieldError(field, "wrong-form", Map.of());
        };
    }

    /** A number or a switch that is null, or is not there; Jackson tells it only in words. */
    private static boolean isMissing(MismatchedInputException e) {
        var target = e.getTargetType();
        return target != null
                && target.isPrimitive()
                && e.getOriginalMessage().startsWith("Cannot map `null`");
    }

    private static Problem.FieldError kind(InvalidTypeIdException e, String field) {
        var named = field.isEmpty() ? "kind" : field + ".kind";
        var subtypes = e.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
        var given = e.getTypeId();
        if (given == null || subtypes == null) {
            return new Problem.FieldError(named, "required", Map.of());
        }
        var known =
                Arrays.stream(subtypes.value())
                        .map(JsonSubTypes.Type::name)
                        .collect(Collectors.joining(", "));
        return new Problem.FieldError(
                named, "unknown-kind", Map.of("value", given, "known", known));
    }

    /** Named as in the JSON, without positions in lists. */
    static String field(DatabindException e) {
        return e.getPath().stream()
                .filter(step -> step.getPropertyName() != null)
                .map(step -> step.getPropertyName())
                .collect(Collectors.joining("."));
    }
}
