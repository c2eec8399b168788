package io.qunfa.sandbox.control;

import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.faults.Fault;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
        var wanted = request.body("faults").list("faults");
        faults.replace(wanted.stream().map(FaultControl::read).toList());
        return list(request);
    }

    Answer clear(ControlRequest request) {
        faults.replace(List.of());
        return ControlSurface.nothing();
    }

    private static Fault read(JsonNode json) {
        var body = ControlBody.of("faults[]", json, MEMBERS);
        var words = Stream.of(Effect.values()).map(Effect::word).toList();
        var effect = Effect.parse(body.word("effect", words, ""));
        var usual = Fault.always(body.text("path", "*"), effect);
        return new Fault(
                usual.path(),
                body.number("times", 1, Integer.MAX_VALUE, usual.times()),
                body.real("probability", usual.probability()),
                effect,
                body.number("errcode", Integer.MIN_VALUE, Integer.MAX_VALUE, usual.errcode()),
                body.number("status", 100, 999, usual.status()),
                body.duration("delay", Duration.ZERO),
                body.flag("processed", usual.processed()));
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
