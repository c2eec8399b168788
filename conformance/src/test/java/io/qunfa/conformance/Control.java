package io.qunfa.conformance;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Does to a sandbox's world, through its control surface, what no SDK can. */
final class Control {

    private Control() {}

    /** Orders something of one account; the answer. */
    static String account(
            Sandbox sandbox, SandboxAccount account, String method, String path, String json)
            throws IOException, InterruptedException {
        return order(sandbox, method, "accounts/" + account.appId() + path, json);
    }

    static String order(Sandbox sandbox, String method, String path, String json)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(sandbox.address().resolve("/_sandbox/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.body());
            }
            return answer.body();
        }
    }

    /** The next call of this path is carried out, but answered with this code. */
    static void nextIsAnswered(Sandbox sandbox, String path, int errcode)
            throws IOException, InterruptedException {
        order(
                sandbox,
                "PUT",
                "faults",
                "{\"faults\":[{\"path\":\"%s\",\"times\":1,\"effect\":\"errcode\",\"errcode\":%d,\"processed\":true}]}"
                        .formatted(path, errcode));
    }
}
