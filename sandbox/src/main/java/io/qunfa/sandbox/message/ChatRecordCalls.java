package io.qunfa.sandbox.message;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ChatRecords;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat records of customer-service messages (聊天记录). */
public final class ChatRecordCalls {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST = 10_000;
    private static final int TO_FOLLOWER = 2002;
    private static final int FROM_FOLLOWER = 2003;

    public Map<String, CallHandler> handlers() {
        return Map.of("/customservice/msgrecord/getmsglist", this::list);
    }

    /**
     * {@code POST /customservice/msgrecord/getmsglist}. {@code msgid} is the first wanted, and in
     * the answer the last given (assumed).
     */
    ObjectNode list(Call call) {
        var account = call.account();
        AgentCalls.requireEnabled(account);
        long start = number(call.body(), "starttime", Long.MAX_VALUE);
        long end = number(call.body(), "endtime", Long.MAX_VALUE);
        long first = number(call.body(), "msgid", Long.MAX_VALUE);
        int most = (int) number(call.body(), "number", MOST);
        if (end - start > LONGEST.toSeconds() || end < start) {
            throw Refusal.of(
                    65417,
                    "the time is at most 24 hours",
                    (end - start) + " seconds",
                    "at most " + LONGEST.toSeconds());
        }
        var lines =
                account.relations()
                        .chatRecords()
                        .between(
                                Instant.ofEpochSecond(start),
                                Instant.ofEpochSecond(end),
                                first,
                                most);
        var answer = Json.object();
        var list = answer.putArray("recordlist");
        lines.forEach(line -> list.add(write(account, line)));
        return answer.put("number", lines.size())
                .put("msgid", lines.isEmpty() ? first : lines.getLast().id());
    }

    private static ObjectNode write(OfficialAccount account, ChatRecords.Line line) {
        boolean byAgent = line.speaker() == ChatRecords.Speaker.AGENT;
        return Json.object()
                .put("openid", account.followers().openId(line.follower()))
                .put("opercode", byAgent ? TO_FOLLOWER : FROM_FOLLOWER)
                .put("text", line.text())
                .put("time", line.at().getEpochSecond())
                .put("worker", line.worker());
    }

    private static long number(JsonNode body, String name, long most) {
        long number = Json.integer(body.path(name)).orElse(0);
        if (number < 1 || number > most) {
            throw Refusal.of(
                    65416,
                    name + " is a number from 1" + (most == MOST ? " to 10000" : ""),
                    body.path(name).toString(),
                    "\"" + name + "\":1");
        }
        return number;
    }
}
