package io.qunfa.conformance;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Breaks a call of a sandbox through its control surface. */
final class Faults {

    private Faults() {}

    /** The next call of this path is carried out, but answered with this code. */
    static void next(Sandbox sandbox, String path, int errcode)
            throws IOException, InterruptedException {
        var fault =
                "{\"faults\":[{\"path\":\"%s\",\"times\":1,\"effect\":\"errcode\",\"errcode\":%d,\"processed\":true}]}"
                        .formatted(path, errcode);
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
