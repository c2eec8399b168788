package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.wire.Json;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** One request to the control surface with the variables of its path. */
record ControlRequest(Request request, Map<String, String> variables) {

    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 10_000;

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name));
    }

    /** An id of the platform in the path. */
    long id(String name) {
        var text = variable(name);
        if (!text.matches("[0-9]{1,18}")) {
            throw ControlProblem.notFound(name + " " + text);
        }
        return Long.parseLong(text);
    }

    String query(String name) {
        return request.query().getOrDefault(name, "");
    }

    /** The body as an object; an empty body is an empty object. */
    JsonNode body() {
        if (request.body().length() == 0) {
            return Json.object();
        }
        try {
            var tree = Json.parse(request.body().bytes());
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw ControlProblem.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
        throw ControlProblem.badRequest("the body is not a JSON object");
    }

    /** The body with these members and no others. */
    ControlBody body(String... members) {
        return ControlBody.of(body(), members);
    }

    int limit() {
        return size("limit");
    }

    /** How many of the newest are wanted; empty if the oldest come first. */
    OptionalInt newest() {
        return query("newest").isEmpty() && query("before").isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(size("newest"));
    }

    private int size(String name) {
        long size = number(name, DEFAULT_PAGE);
        if (size < 1 || size > MAX_PAGE) {
            throw ControlProblem.badRequest(name + " must be 1 to " + MAX_PAGE + ": " + size);
        }
        return (int) size;
    }

    long number(String name, long otherwise) {
        var text = query(name);
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ControlProblem.badRequest(name + " must be a number: " + text);
        }
    }
}
