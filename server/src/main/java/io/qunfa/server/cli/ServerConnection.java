package io.qunfa.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Talks to a running server, or to a sandbox's control surface, as a program does. */
final class ServerConnection {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(30);

    private final URI address;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * A connection to what listens there.
     *
     * @param token an API token; empty if none is needed
     */
    ServerConnection(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    JsonNode get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, JsonNode body) {
        return send("POST", path, BodyPublishers.ofString(body.toString()));
    }

    /** Makes a request that does nothing when it is repeated with the same key. */
    JsonNode post(String path, JsonNode body, String key) {
        return read(
                exchange(
                        json("POST", path, BodyPublishers.ofString(body.toString()))
                                .header("Idempotency-Key", key)));
    }

    /** Sends a file as it is, however long it is; once for a key. */
    JsonNode upload(String path, String type, Path file, String key) {
        try {
            return read(
                    exchange(
                            request("POST", path, BodyPublishers.ofFile(file))
                                    .timeout(LONG_PATIENCE)
                                    .header("Content-Type", type)
                                    .header("Idempotency-Key", key)));
        } catch (FileNotFoundException e) {
            throw new UserError("There is no file %s.".formatted(file));
        }
    }

    /** What is no JSON, such as a table. */
    String text(String path) {
        var response = exchange(request("GET", path, BodyPublishers.noBody()));
        if (response.statusCode() >= 400) {
            throw new UserError(reason(response.statusCode(), parse(response)));
        }
        return response.body();
    }

    JsonNode put(String path, JsonNode body) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()));
    }

    void delete(String path) {
        send("DELETE", path, BodyPublishers.noBody());
    }

    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode send(String method, String path, BodyPublisher body) {
        return read(exchange(json(method, path, body)));
    }

    private HttpRequest.Builder json(String method, String path, BodyPublisher body) {
        return request(method, path, body).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .timeout(PATIENCE)
                        .header("Accept-Language", Locale.getDefault().toLanguageTag())
                        .method(method, body);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (ConnectException e) {
            throw new UserError(
                    "No server answers at %s. Start one with ./qunfa serve, or name it with --server."
                            .formatted(address));
        } catch (IOException e) {
            throw new UserError(
                    "The server at %s broke off: %s".formatted(address, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("Interrupted.");
        }
    }

    private JsonNode read(HttpResponse<String> response) {
        var json = parse(response);
        if (response.statusCode() >= 400) {
            throw new UserError(reason(response.statusCode(), json));
        }
        return json;
    }

    private JsonNode parse(HttpResponse<String> response) {
        try {
            return response.body().isEmpty() ? object() : JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new UserError("What answers at %s is not Qunfa.".formatted(address));
        }
    }

    /** A problem of the server, or a refusal of the sandbox. */
    private static String reason(int status, JsonNode json) {
        var sentences = new StringJoiner(" ");
        if (json.has("title")) {
            sentences.add(json.path("title").asString() + ".");
            sentences.add(json.path("detail").asString());
            json.path("errors")
                    .forEach(
                            error ->
                                    sentences.add(
                                            "%s: %s"
                                                    .formatted(
                                                            error.path("field").asString(),
                                                            error.path("message").asString())));
        } else {
            sentences.add(json.path("reason").asString("The answer was HTTP " + status + "."));
        }
        return sentences.toString();
    }
}
