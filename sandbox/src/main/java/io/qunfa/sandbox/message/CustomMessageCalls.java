package io.qunfa.sandbox.message;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.world.ChatRecords;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Restriction;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Customer-service messages (客服消息), inside the windows that people's deeds open. */
public final class CustomMessageCalls {

    private static final Pattern AGENT = Pattern.compile("[A-Za-z0-9_]{1,10}@[A-Za-z0-9_-]{1,64}");

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/message/custom/send", this::send,
                "/cgi-bin/message/custom/typing", this::type);
    }

    /** {@code POST /cgi-bin/message/custom/send}. */
    ObjectNode send(Call call) {
        var account = call.account();
        var body = call.body();
        int number = recipient(account, body);
        requireNoPunishment(account);
        requireAgent(body.path("customservice"));
        var message = CustomMessage.read(body, account);
        requireReachable(account, number);
        account.relations().conversations().spend(number);
        account.relations()
                .chatRecords()
                .add(
                        account.clock().instant(),
                        number,
                        ChatRecords.Speaker.AGENT,
                        message.shown(),
                        body.path("customservice").path("kf_account").asString(""));
        account.phones()
                .show(
                        number,
                        new PhoneMessage(
                                account.clock().instant(),
                                PhoneMessage.Source.CUSTOMER,
                                message.type(),
                                message.shown(),
                                0,
                                message.card()));
        return Envelope.ok();
    }

    private static int recipient(OfficialAccount account, JsonNode body) {
        return account.followers().require(body.path("touser").asString(""));
    }

    private static void requireNoPunishment(OfficialAccount account) {
        if (account.settings().has(Restriction.CUSTOMER_SERVICE)) {
            throw Refusal.of(
                    45087, "the account may write to people", "a punished one", "another account");
        }
    }

    private static void requireAgent(JsonNode agent) {
        var name = agent.path("kf_account").asString("");
        if (!agent.isMissingNode() && !AGENT.matcher(name).matches()) {
            throw Refusal.of(
                    61452,
                    "customservice.kf_account is an agent",
                    agent.toString(),
                    "prefix@alias of the account");
        }
    }

    private static void requireReachable(OfficialAccount account, int number) {
        if (account.tags().isBlocked(number)) {
            throw Refusal.of(
                    43019, "the person is not blocked", "blocked", "batchunblacklist first");
        }
        if (!account.followers().isFollowing(number)) {
            throw Refusal.of(45015, "the person follows", "left", "a follower (§10.1)");
        }
        if (account.relations().isRefusing(number)) {
            throw Refusal.of(48002, "the person takes messages", "refuses them", "wait");
        }
    }

    /** {@code POST /cgi-bin/message/custom/typing}. */
    ObjectNode type(Call call) {
        var account = call.account();
        int number = recipient(account, call.body());
        var conversations = account.relations().conversations();
        switch (call.body().path("command").asString("")) {
            case "Typing" -> conversations.type(number);
            case "CancelTyping" -> conversations.stopTyping(number);
            default ->
                    throw Refusal.of(
                            45072,
                            "command is known",
                            call.body().path("command").toString(),
                            "Typing or CancelTyping");
        }
        return Envelope.ok();
    }
}
