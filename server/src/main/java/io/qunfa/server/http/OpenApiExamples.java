package io.qunfa.server.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Adds to the description of each call what it was asked and what it answered when the examples
 * were recorded against the sandbox. A test sends them again and compares.
 */
final class OpenApiExamples {

    static final String RESOURCE = "/openapi-examples.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode examples;

    private OpenApiExamples(JsonNode examples) {
        this.examples = examples;
    }

    static OpenApiExamples recorded() {
        try (var in = OpenApiExamples.class.getResourceAsStream(RESOURCE)) {
            return new OpenApiExamples(JSON.readTree(Objects.requireNonNull(in, RESOURCE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(OpenAPI api) {
        api.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        add(
                                                                operation,
                                                                examples.path(
                                                                        method + " " + path))));
    }

    private static void add(Operation operation, JsonNode example) {
        if (example.isMissingNode()) {
            return;
        }
        if (operation.getRequestBody() != null && example.has("request")) {
            add(operation.getRequestBody().getContent(), example.path("request"));
        }
        var response = operation.getResponses().get(example.path("status").asString());
        if (response != null && example.has("response")) {
            add(response.getContent(), example.path("response"));
        }
    }

    private static void add(Content content, JsonNode value) {
        content.values().forEach(type -> type.setExample(plain(value)));
    }

    /** As the description's own library writes it: it knows another Jackson. */
    private static Object plain(JsonNode value) {
        return value.isString() ? value.asString() : JSON.treeToValue(value, Object.class);
    }
}
