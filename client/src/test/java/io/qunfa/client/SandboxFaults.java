package io.qunfa.client;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Breaks calls of a sandbox through its control surface. */
final class SandboxFaults {

    private SandboxFaults() {}

    /** The next {@code times} calls of this path fail like this. */
    static void next(Sandbox sandbox, int times, String path, String effect)
            throws IOException, InterruptedException {
        var fault =
                "{\"faults\":[{\"path\":\"%s\",\"times\":%d,%s}]}".formatted(path, times, effect);
        control(sandbox, "PUT", "/_sandbox/faults", fault);
    }

    /** Changes the sandbox as its control surface allows. */
    static void control(Sandbox sandbox, String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(sandbox.address().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.body());
            }
        }
    }
}
