package io.qunfa.server.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One broadcast of a running server. */
final class BroadcastConnection {

    private final AccountConnection account;
    private final String id;

    BroadcastConnection(AccountConnection account, JsonNode broadcast) {
        this(account, broadcast.path("id").asString());
    }

    BroadcastConnection(AccountConnection account, String id) {
        if (!id.matches("[0-9a-fA-F-]{36}")) {
            throw new UserError(
                    "%s is no broadcast's id. See: ./qunfa broadcast list".formatted(id));
        }
        this.account = account;
        this.id = id;
    }

    String id() {
        return id;
    }

    AccountConnection account() {
        return account;
    }

    JsonNode get() {
        return get("");
    }

    JsonNode get(String below) {
        return account.get(path(below));
    }

    String text(String below) {
        return account.text(path(below));
    }

    JsonNode post(String below, ObjectNode body) {
        return account.post(path(below), body);
    }

    JsonNode post(String below) {
        return post(below, ServerConnection.object());
    }

    JsonNode put(String below, ObjectNode body) {
        return account.put(path(below), body);
    }

    /** The OpenIDs whom sending would not reach. */
    List<String> overQuota() {
        return QuotaCommand.everyPage(account, path("/plan/over-quota"));
    }

    void cancel() {
        post("/cancel");
    }

    /** Submits or withdraws with a comment. */
    JsonNode say(String verb, String comment) {
        return post("/" + verb, ServerConnection.object().put("comment", comment));
    }

    JsonNode review(String verb, long revision, String comment) {
        return post(
                "/" + verb,
                ServerConnection.object().put("revision", revision).put("comment", comment));
    }

    JsonNode plan(String query) {
        return get("/plan" + query);
    }

    /** The plan, unless something stands against it. */
    JsonNode clearPlan(String query) {
        var plan = plan(query);
        for (var finding : plan.path("findings")) {
            if (finding.path("severity").asString().equals("error")) {
                throw new UserError(
                        "%s. %s"
                                .formatted(
                                        finding.path("title").asString(),
                                        finding.path("remedy").asString()));
            }
        }
        return plan;
    }

    JsonNode send(JsonNode plan) {
        return post("/send", confirmed(plan));
    }

    JsonNode schedule(StartChoice start, JsonNode plan) {
        var body = confirmed(plan);
        body.set("start", start.json());
        return post("/schedule", body);
    }

    static ObjectNode confirmed(JsonNode plan) {
        var body = ServerConnection.object();
        body.set("confirmation", plan.path("confirmation"));
        return body;
    }

    private String path(String below) {
        return "/broadcasts/" + id + below;
    }
}
