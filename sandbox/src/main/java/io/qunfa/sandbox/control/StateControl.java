package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Snapshot;
import io.qunfa.sandbox.world.VirtualClock;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** The world as a whole, and its clock. */
final class StateControl {

    private final ControlledSandbox sandbox;

    StateControl(ControlledSandbox sandbox) {
        this.sandbox = sandbox;
    }

    Answer state(ControlRequest request) {
        var body = time();
        body.put("seed", sandbox.world().settings().seed());
        body.put("faults", sandbox.faults().all().size());
        var accounts = body.putArray("accounts");
        for (var account : sandbox.world().accounts()) {
            account.run(
                    () ->
                            accounts.addObject()
                                    .put("appid", account.appId())
                                    .put("kind", account.kind().word())
                                    .put("verified", account.settings().verified())
                                    .put("followers", account.followers().count())
                                    .put("massSends", account.massSends().all().size())
                                    .put("callback", account.callback().isPresent()));
        }
        return ControlSurface.json(body);
    }

    Answer reset(ControlRequest request) {
        sandbox.reset();
        return ControlSurface.json(time());
    }

    Answer snapshot(ControlRequest request) {
        var bytes = new ByteArrayOutputStream();
        try {
            Snapshot.write(sandbox.world(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.of(200, "application/octet-stream", bytes.toByteArray());
    }

    /** Becomes the world of the snapshot, or stays as it is if that is none. */
    Answer restore(ControlRequest request) {
        var snapshot = request.request().body().bytes();
        try {
            Snapshot.rehearse(sandbox.world(), snapshot);
        } catch (IOException | RuntimeException e) {
            throw ControlProblem.badRequest(
                    "not a snapshot; the world is as it was: " + e.getMessage());
        }
        sandbox.pushes().clear();
        try {
            Snapshot.read(sandbox.world(), new ByteArrayInputStream(snapshot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ControlSurface.json(time());
    }

    Answer clock(ControlRequest request) {
        return ControlSurface.json(time());
    }

    /** Everything due has happened and was pushed when this answers. */
    Answer changeClock(ControlRequest request) {
        var body = request.body("advance", "set", "rate");
        var clock = sandbox.world().clock();
        if (!body.has("rate") && !body.has("set") && !body.has("advance")) {
            throw ControlProblem.badRequest(
                    "one of advance (PT2H), set (2026-12-01T00:00:00+08:00) or rate (60)");
        }
        var advance = body.duration("advance", Duration.ZERO);
        if (body.has("rate")) {
            clock.rate(body.real("rate", 1));
        }
        if (body.has("set")) {
            clock.set(body.instant("set"));
        }
        clock.advance(advance);
        return ControlSurface.json(time());
    }

    private ObjectNode time() {
        var clock = sandbox.world().clock();
        var now = clock.instant();
        return Json.object()
                .put("now", now.toString())
                .put("beijing", now.atZone(VirtualClock.BEIJING).toOffsetDateTime().toString())
                .put("rate", clock.rate());
    }
}
