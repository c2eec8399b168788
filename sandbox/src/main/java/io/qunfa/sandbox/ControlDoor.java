package io.qunfa.sandbox;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.Body;
import io.qunfa.sandbox.http.Request;
import io.qunfa.sandbox.wire.Json;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control surface without a network, so that the Java API takes and refuses what the HTTP one
 * does.
 */
final class ControlDoor {

    private final Function<Request, Answer> sandbox;

    ControlDoor(Function<Request, Answer> sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * A call with a JSON body.
     *
     * @throws IllegalArgumentException with the reason, if it is refused
     */
    JsonNode call(String method, String path, JsonNode body) {
        var answer = send(method, path, Json.bytes(body));
        return answer.length == 0 ? Json.object() : Json.parse(answer);
    }

    ObjectNode get(String path) {
        return (ObjectNode) Json.parse(bytes(path));
    }

    byte[] bytes(String path) {
        return send("GET", path, new byte[0]);
    }

    byte[] send(String method, String pathAndQuery, byte[] body) {
        int mark = pathAndQuery.indexOf('?');
        var request =
                new Request(
                        method,
                        "/_sandbox" + (mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark)),
                        mark < 0 ? "" : pathAndQuery.substring(mark + 1),
                        Map.of("host", "localhost"),
                        new Body(body),
                        InetAddress.getLoopbackAddress(),
                        false);
        var answer = (Answer.Whole) sandbox.apply(request);
        if (answer.status() >= 300) {
            var reason = Json.parse(answer.body().bytes()).path("reason").asString("");
            throw new IllegalArgumentException(reason);
        }
        return answer.body().bytes();
    }
}
