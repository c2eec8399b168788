package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.Refusal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of a mass send. */
public final class JobCalls {

    /** {@code POST /cgi-bin/message/mass/get}: the status, never the counts. */
    public ObjectNode get(Call call) {
        var job = find(call, call.body().path("msg_id"));
        if (job.state() == MassJob.State.WAIT_ADMIN) {
            throw Refusal.of(
                    89504, "the administrator has answered", "a waiting send", "a confirmation");
        }
        return Json.object().put("msg_id", job.msgId()).put("msg_status", job.publicStatus());
    }

    /** {@code POST /cgi-bin/message/mass/delete}: articles and videos only. */
    public ObjectNode delete(Call call) {
        var body = call.body();
        var id = body.path("msg_id").isMissingNode() ? body.path("msgid") : body.path("msg_id");
        var job = find(call, id);
        if (job.state() != MassJob.State.FINISHED) {
            throw Refusal.of(40065, "the send is finished", job.state().name(), "FINISHED");
        }
        throw Refusal.of(
                40008, "the send has a page to delete", job.content().type(), "mpnews or mpvideo");
    }

    private static MassJob find(Call call, JsonNode id) {
        var msgId = Json.integer(id);
        return msgId.stream()
                .mapToObj(call.account().massSends()::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40059,
                                        "msg_id is a send of this account",
                                        id.toString(),
                                        "the msg_id of a send"));
    }
}
