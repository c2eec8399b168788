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
        var request =
                HttpRequest.newBuilder(sandbox.address().resolve("/_sandbox/faults"))
                        .PUT(HttpRequest.BodyPublishers.ofString(fault))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.body());
            }
        }
    }
}
