package io.qunfa.sandbox.token;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.DocumentedCalls;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.CallLimit;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.World;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** How often calls were made today, and how to begin anew. */
public final class QuotaCalls {

    private final World world;
    private final DocumentedCalls table;

    public QuotaCalls(World world, DocumentedCalls table) {
        this.world = world;
        this.table = table;
    }

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/clear_quota", this::clear,
                "/cgi-bin/clear_quota/v2", this::clearBySecret,
                "/cgi-bin/openapi/quota/get", this::get,
                "/cgi-bin/openapi/quota/clear", this::clearOne);
    }

    /** {@code POST /cgi-bin/clear_quota}: all counters, 10 times a month. */
    ObjectNode clear(Call call) {
        var appId = call.body().path("appid").asString("");
        if (!appId.equals(call.account().appId())) {
            throw Refusal.of(
                    40013,
                    "appid is the one the token belongs to",
                    appId.isEmpty() ? "no appid" : appId,
                    call.account().appId());
        }
        call.account().clearings().clearAll();
        return Envelope.ok();
    }

    /**
     * {@code POST /cgi-bin/clear_quota/v2}: the same without a token. The page shows the parameters
     * in the address and lists them as the body's; both are taken.
     */
    ObjectNode clearBySecret(Call call) {
        var account =
                Identification.of(world, parameter(call, "appid"), parameter(call, "appsecret"));
        return account.call(
                () -> {
                    call.countFor(account);
                    account.clearings().clearAll();
                    return Envelope.ok();
                });
    }

    private static String parameter(Call call, String name) {
        var inAddress = call.parameter(name);
        return inAddress.isEmpty() && call.hasBody()
                ? call.body().path(name).asString("")
                : inAddress;
    }

    /** {@code POST /cgi-bin/openapi/quota/get}: limit and use of one call. */
    ObjectNode get(Call call) {
        var account = call.account();
        var path = documented(call);
        var limit = table.limit(path, account);
        var answer = Envelope.ok();
        int used = account.counters().usedToday(path);
        answer.putObject("quota")
                .put("daily_limit", limit.daily())
                .put("used", used)
                .put("remain", Math.max(0, limit.daily() - used));
        if (limit.perMinute() != CallLimit.NONE.perMinute()) {
            answer.putObject("rate_limit")
                    .put("call_count", limit.perMinute())
                    .put("refresh_second", 60);
        }
        return answer;
    }

    /** {@code POST /cgi-bin/openapi/quota/clear}: one counter, 50 times a month. */
    ObjectNode clearOne(Call call) {
        var path = documented(call);
        call.account().clearings().clear(path);
        return Envelope.ok();
    }

    private String documented(Call call) {
        var path = call.body().path("cgi_path").asString("");
        if (path.startsWith("/sns/")) {
            throw Refusal.of(76022, "cgi_path is not of /sns", path, "a path of /cgi-bin");
        }
        if (!table.knows(path)) {
            throw Refusal.of(
                    76021,
                    "cgi_path is a call, with its slash and without host",
                    path.isEmpty() ? "no cgi_path" : path,
                    table.nearest(path));
        }
        if (!table.isAllowed(path, call.account())) {
            throw Refusal.of(
                    76022, "the account may make the call", path, "a call that it may make");
        }
        return path;
    }

    /** Everything about calls that the account's page shows. */
    public static ObjectNode describe(DocumentedCalls table, OfficialAccount account) {
        var body = Json.object();
        var rows = body.putArray("permissions");
        table.paths().stream()
                .sorted()
                .forEach(
                        path -> {
                            var limit = table.limit(path, account);
                            var row =
                                    rows.addObject()
                                            .put("path", path)
                                            .put("allowed", table.isAllowed(path, account))
                                            .put("usedToday", account.counters().usedToday(path));
                            if (limit.daily() == CallLimit.NONE.daily()) {
                                row.putNull("daily");
                            } else {
                                row.put("daily", limit.daily());
                            }
                        });
        return body;
    }
}
