package io.qunfa.sandbox.token;

import io.qunfa.sandbox.journal.RefusedCall;
import io.qunfa.sandbox.journal.RefusedCalls;
import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** What went wrong, and whether the two sides reach each other. */
public final class DiagnosisCalls {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final Pattern RID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
    private static final Set<String> ACTIONS = Set.of("dns", "ping", "all");
    private static final Set<String> OPERATORS = Set.of("CHINANET", "UNICOM", "CAP", "DEFAULT");

    private final RefusedCalls refusedCalls;

    public DiagnosisCalls(RefusedCalls refusedCalls) {
        this.refusedCalls = refusedCalls;
    }

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/openapi/rid/get", this::refusedCall,
                "/cgi-bin/callback/check", this::checkCallback,
                "/cgi-bin/getcallbackip", this::addresses,
                "/cgi-bin/get_api_domain_ip", this::addresses);
    }

    /** {@code POST /cgi-bin/openapi/rid/get}: the refused call with this id, for seven days. */
    ObjectNode refusedCall(Call call) {
        var rid = call.body().path("rid").asString("");
        if (!RID.matcher(rid).matches()) {
            throw Refusal.of(76002, "rid has three groups of 8 hex digits", rid, "an errmsg's rid");
        }
        var refused =
                refusedCalls
                        .find(rid)
                        .filter(r -> !r.path().startsWith("/sns/"))
                        .orElseThrow(
                                () -> Refusal.of(76001, "the rid was issued here", rid, "another"));
        if (!refused.appId().equals(call.account().appId())) {
            throw Refusal.of(76003, "the rid is this account's", rid, "the other account's token");
        }
        if (refused.time().plus(KEPT).isBefore(call.account().clock().instant())) {
            throw Refusal.of(76004, "the rid is younger than 7 days", rid, "a younger one");
        }
        var answer = Envelope.ok();
        answer.set("request", write(refused));
        return answer;
    }

    private static ObjectNode write(RefusedCall refused) {
        return Json.object()
                .put("invoke_time", refused.time().getEpochSecond())
                .put("cost_in_ms", refused.millis())
                .put("request_url", refused.query())
                .put("request_body", refused.body())
                .put("response_body", refused.answer())
                .put("client_ip", refused.caller());
    }

    /** {@code POST /cgi-bin/callback/check}: whether the platform finds the callback's host. */
    ObjectNode checkCallback(Call call) {
        var action = call.body().path("action").asString("");
        var operator = call.body().path("check_operator").asString("DEFAULT");
        if (!ACTIONS.contains(action)) {
            throw Refusal.of(40202, "action is known", action, "dns, ping or all");
        }
        if (!OPERATORS.contains(operator)) {
            throw Refusal.of(
                    40203, "check_operator is known", operator, String.join(", ", OPERATORS));
        }
        var callback =
                call.account()
                        .callback()
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                40201,
                                                "a callback address is configured",
                                                "none",
                                                "an interface configuration (§3.1)"));
        return check(callback.url().getHost(), action, operator);
    }

    /** The sandbox resolves no names and pings nobody: it tells what a healthy host would show. */
    private static ObjectNode check(String host, String action, String operator) {
        var answer = Json.object();
        if (!action.equals("ping")) {
            answer.putArray("dns").addObject().put("ip", host).put("real_operator", "UNICOM");
        }
        if (!action.equals("dns")) {
            answer.putArray("ping")
                    .addObject()
                    .put("ip", host)
                    .put("from_operator", operator.equals("DEFAULT") ? "UNICOM" : operator)
                    .put("package_loss", "0%")
                    .put("time", "0.079ms");
        }
        return answer;
    }

    /** {@code GET /cgi-bin/getcallbackip} and {@code GET /cgi-bin/get_api_domain_ip}. */
    ObjectNode addresses(Call call) {
        var body = Json.object();
        body.putArray("ip_list").add(call.callerAddress());
        return body;
    }
}
