package io.qunfa.sandbox.web;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.world.Refusal;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /cgi-bin/ticket/getticket}. */
public final class TicketCalls {

    private static final Set<String> TYPES = Set.of("jsapi", "wx_card");

    public Map<String, CallHandler> handlers() {
        return Map.of("/cgi-bin/ticket/getticket", this::get);
    }

    ObjectNode get(Call call) {
        var type = call.parameter("type");
        if (!TYPES.contains(type)) {
            throw Refusal.of(
                    40097, "type is known", type.isEmpty() ? "no type" : type, "jsapi or wx_card");
        }
        var now = call.account().clock().instant();
        var ticket = call.account().relations().tickets().get(type, now);
        return Envelope.ok()
                .put("ticket", ticket.value())
                .put("expires_in", Remaining.seconds(now, ticket.expiresAt()));
    }
}
