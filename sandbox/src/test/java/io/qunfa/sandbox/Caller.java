package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Calls a sandbox over real HTTP, as any program would. */
final class Caller {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sandbox sandbox;
    private String token = "";

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
        sandbox.journal().listen(Playbill.WATCHER);
    }

    /** Fetches a classic token for the first account, to be used from now on. */
    Caller withToken() throws IOException, InterruptedException {
        return withToken(sandbox.account());
    }

    Caller withToken(SandboxAccount account) throws IOException, InterruptedException {
        token = fetchToken(account).path("access_token").asString();
        return this;
    }

    JsonNode fetchToken(SandboxAccount account) throws IOException, InterruptedException {
        return json(
                get(
                        "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                                .formatted(account.appId(), account.appSecret())));
    }

    Caller withToken(String other) {
        token = other;
        return this;
    }

    String token() {
        return token;
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return json(send("POST", path + "?access_token=" + token, body));
    }

    JsonNode read(String pathAndQuery) throws IOException, InterruptedException {
        var joint = pathAndQuery.contains("?") ? "&" : "?";
        return json(get(pathAndQuery + joint + "access_token=" + token));
    }

    HttpResponse<String> get(String pathAndQuery) throws IOException, InterruptedException {
        return send("GET", pathAndQuery, "");
    }

    /** A request to the control surface; the answer must be a success. */
    JsonNode control(String method, String path, String body)
            throws IOException, InterruptedException {
        var answer = send(method, "/_sandbox" + path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty() ? Json.object() : json(answer);
    }

    HttpResponse<String> send(String method, String pathAndQuery, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(sandbox.address() + pathAndQuery))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** Posts a form as a browser does, without following where it leads. */
    HttpResponse<String> sendForm(String path, String fields)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(sandbox.address() + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** Keeps the world in bytes, begins anew, and takes the kept one again. */
    void keepAndRestore() throws IOException, InterruptedException {
        var address = URI.create(sandbox.address() + "/_sandbox/snapshot");
        var kept =
                HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray())
                        .body();
        sandbox.reset();
        var restored =
                HTTP.send(
                        HttpRequest.newBuilder(address)
                                .PUT(BodyPublishers.ofByteArray(kept))
                                .build(),
                        BodyHandlers.ofString());
        if (restored.statusCode() != 200) {
            throw new AssertionError(restored.body());
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
