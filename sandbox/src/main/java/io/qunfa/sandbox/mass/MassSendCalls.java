package io.qunfa.sandbox.mass;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Audience;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.MassSends;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The two calls that send to many. */
public final class MassSendCalls {

    private final BooleanSupplier eventOvertakes;

    /**
     * @param eventOvertakes asked at each send whether its finish event comes before the answer
     */
    public MassSendCalls(BooleanSupplier eventOvertakes) {
        this.eventOvertakes = eventOvertakes;
    }

    /** {@code POST /cgi-bin/message/mass/sendall}: to all or to one tag. */
    public ObjectNode sendAll(Call call) {
        return send(call, MessageBody::of, body -> Audiences.ofFilter(body, call.account().tags()));
    }

    /** {@code POST /cgi-bin/message/mass/send}: to a list of OpenIDs. */
    public ObjectNode send(Call call) {
        return send(
                call,
                MessageBody::ofSendToList,
                body -> Audiences.ofList(body, call.account().followers()));
    }

    private ObjectNode send(
            Call call,
            Function<JsonNode, MessageBody> readMessage,
            Function<JsonNode, Audience> readAudience) {
        var body = call.body();
        var message = readMessage.apply(body);
        var audience = readAudience.apply(body);
        var order = message.orderOfSend(call.account().settings());
        var key = body.path("clientmsgid").asString("");
        boolean ignoresReprint = Json.integer(body.path("send_ignore_reprint")).orElse(0) == 1;
        var job = submit(call, new MassSends.Submission(audience, order, key, ignoresReprint));
        var answer = Envelope.ok("send job submission success").put("msg_id", job.msgId());
        return job.msgDataId() == 0 ? answer : answer.put("msg_data_id", job.msgDataId());
    }

    private MassJob submit(Call call, MassSends.Submission submission) {
        var sends = call.account().massSends();
        if (!eventOvertakes.getAsBoolean()) {
            return sends.submit(submission);
        }
        call.answerAfterPushes();
        return sends.hastily(() -> sends.submit(submission));
    }
}
