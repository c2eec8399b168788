package io.qunfa.sandbox.control;

import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What breaks next. */
final class FaultControl {

    private static final List<String> MEMBERS =
            List.of(
                    "path",
                    "times",
                    "probability",
                    "effect",
                    "errcode",
                    "status",
                    "delay",
                    "processed");

    private final Faults faults;

    FaultControl(Faults faults) {
        this.faults = faults;
    }

    Answer list(ControlRequest request) {
        var body = Json.object();
        var list = body.putArray("faults");
        faults.all().forEach(fault -> list.add(write(fault)));
        return ControlSurface.json(body);
    }

    Answer replace(ControlRequest request) {
        var wanted = new ArrayList<Fault>();
        request.body().path("faults").forEach(json -> wanted.add(read(json)));
        faults.replace(wanted);
        return list(request);
    }

    Answer clear(ControlRequest request) {
        faults.replace(List.of());
        return ControlSurface.nothing();
    }

    private static Fault read(JsonNode json) {
        requireKnown(json);
        var effect = Effect.parse(json.path("effect").asString(""));
        var usual = Fault.always(json.path("path").asString("*"), effect);
        return new Fault(
                usual.path(),
                json.path("times").asInt(usual.times()),
                json.path("probability").asDouble(usual.probability()),
                effect,
                json.path("errcode").asInt(usual.errcode()),
                json.path("status").asInt(usual.status()),
                Duration.parse(json.path("delay").asString("PT0S")),
                json.path("processed").asBoolean(usual.processed()));
    }

    private static void requireKnown(JsonNode json) {
        for (var name : json.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw ControlProblem.badRequest("a fault has no " + name + ", only " + MEMBERS);
            }
        }
    }

    private static ObjectNode write(Fault fault) {
        var json =
                Json.object()
                        .put("path", fault.path())
                        .put("effect", fault.effect().word())
                        .put("probability", fault.probability())
                        .put("errcode", fault.errcode())
                        .put("status", fault.status())
                        .put("delay", fault.delay().toString())
                        .put("processed", fault.processed());
        return fault.times() == Integer.MAX_VALUE ? json : json.put("times", fault.times());
    }
}
