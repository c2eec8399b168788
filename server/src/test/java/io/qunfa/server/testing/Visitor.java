package io.qunfa.server.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A browser as far as the API can tell: it keeps cookies and answers the CSRF cookie. */
public final class Visitor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI server;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .cookieHandler(cookies)
                    .build();
    private final Map<String, String> headers = new LinkedHashMap<>();

    Visitor(URI server) {
        this.server = server;
    }

    /** What the server said. */
    public record Answer(int status, String text, HttpResponse<byte[]> response) {

        public JsonNode json() {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        }

        /** The code of a problem. */
        public String code() {
            return json().path("code").asString();
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /** Sends this header with everything from now on. */
    public Visitor with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public void signIn(String name, String password) {
        get("/api/v1/about");
        var answer = post("/api/v1/session", Map.of("name", name, "password", password));
        if (answer.status() != 200) {
            throw new AssertionError("sign-in was refused: " + answer.text());
        }
        get("/api/v1/session");
    }

    public Answer get(String path) {
        return send(path, HttpRequest.Builder::GET);
    }

    public Answer post(String path, Object body) {
        return send(path, json("POST", body));
    }

    /** Sends with an Idempotency-Key. */
    public Answer post(String path, Object body, String key) {
        return send(path, json("POST", body).andThen(with -> with.header("Idempotency-Key", key)));
    }

    public Answer put(String path, Object body) {
        return send(path, json("PUT", body));
    }

    public Answer patch(String path, Object body) {
        return send(path, json("PATCH", body));
    }

    public Answer delete(String path) {
        return send(path, HttpRequest.Builder::DELETE);
    }

    /** Sends a body as it is. */
    public Answer post(String path, String contentType, byte[] body) {
        return send(
                path,
                request ->
                        request.header("Content-Type", contentType)
                                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends a body without saying how long it will be. */
    public Answer postInPieces(String path, byte[] body) {
        return send(
                path,
                request ->
                        request.header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))));
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    private static Consumer<HttpRequest.Builder> json(String method, Object body) {
        return request ->
                request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private Answer send(String path, Consumer<HttpRequest.Builder> method) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        headers.forEach(request::setHeader);
        cookie("XSRF-TOKEN").ifPresent(token -> request.setHeader("X-XSRF-TOKEN", token));
        method.accept(request);
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), UTF_8), response);
        } catch (IOException e) {
            throw new AssertionError("no answer from " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
