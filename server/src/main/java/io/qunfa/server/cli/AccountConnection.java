package io.qunfa.server.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One account of a running server, and the way of a broadcast through it. */
final class AccountConnection {

    private static final int LONGEST_NAME = 100;
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Set<String> ENDED =
            Set.of("finished", "partly-sent", "failed", "held", "paused", "cancelled");

    private final ServerConnection server;
    private final JsonNode account;
    private final String path;

    AccountConnection(ServerConnection server, JsonNode account) {
        this.server = server;
        this.account = account;
        this.path = "/api/v1/accounts/" + account.path("id").asString();
    }

    /** Finds an account by what people call it: name, key, AppID or id. */
    static AccountConnection find(ServerConnection server, String wanted) {
        var accounts = server.get("/api/v1/accounts").path("items");
        for (var account : accounts) {
            for (var property : Set.of("name", "key", "appId", "id")) {
                if (account.path(property).asString().equals(wanted)) {
                    return new AccountConnection(server, account);
                }
            }
        }
        throw new UserError(
                accounts.isEmpty()
                        ? "This server has no account you may use. Connect one in the console."
                        : "There is no account %s. There is: %s"
                                .formatted(
                                        wanted,
                                        String.join(", ", accounts.findValuesAsString("name"))));
    }

    String name() {
        return account.path("name").asString();
    }

    String appId() {
        return account.path("appId").asString();
    }

    JsonNode callback() {
        return server.get(path + "/callback");
    }

    JsonNode get(String below) {
        return server.get(path + below);
    }

    JsonNode post(String below, JsonNode body) {
        return server.post(path + below, body);
    }

    /** Makes something once for a key. */
    JsonNode post(String below, JsonNode body, String key) {
        return server.post(path + below, body, key);
    }

    JsonNode put(String below, JsonNode body) {
        return server.put(path + below, body);
    }

    void delete(String below) {
        server.delete(path + below);
    }

    String text(String below) {
        return server.text(path + below);
    }

    /** Uploads a list of OpenIDs, once for a key. */
    JsonNode upload(Path file, String key) {
        var name = file.getFileName().toString();
        var type =
                name.endsWith(".csv")
                        ? "text/csv"
                        : name.endsWith(".ndjson") || name.endsWith(".jsonl")
                                ? "application/x-ndjson"
                                : "text/plain";
        var shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return server.upload(
                path + "/audience/lists?name=" + StartChoice.encoded(shown), type, file, key);
    }

    /** Writes a draft, once for a key. */
    JsonNode draft(JsonNode request, String key) {
        return server.post(path + "/broadcasts", request, key);
    }

    /** Sends what its plan says, once for a key. */
    void send(JsonNode draft, JsonNode plan, String key) {
        var body = ServerConnection.object();
        body.set("confirmation", plan.path("confirmation"));
        server.post(broadcast(draft) + "/send", body, key);
    }

    /** Writes a draft and gives it back. */
    JsonNode draft(String text, JsonNode audience) {
        var body = ServerConnection.object();
        body.putObject("message").put("kind", "text").put("content", text);
        body.set("audience", audience);
        return server.post(path + "/broadcasts", body);
    }

    /** What would happen; refuses if something stands against it. */
    JsonNode plan(JsonNode draft) {
        var plan = server.get(broadcast(draft) + "/plan");
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

    void send(JsonNode draft, JsonNode plan) {
        var body = ServerConnection.object();
        body.set("confirmation", plan.path("confirmation"));
        server.post(broadcast(draft) + "/send", body);
    }

    void cancel(JsonNode draft) {
        server.post(broadcast(draft) + "/cancel", ServerConnection.object());
    }

    /** Waits for the end, telling every state on the way. */
    JsonNode await(JsonNode draft, Duration limit, Consumer<JsonNode> watcher) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var broadcast = server.get(broadcast(draft));
            watcher.accept(broadcast);
            if (ENDED.contains(broadcast.path("state").asString())) {
                return broadcast;
            }
            if (System.nanoTime() > deadline) {
                throw new UserError(
                        "The broadcast is still %s after %d s; it goes on by itself, see the console."
                                .formatted(words(broadcast), limit.toSeconds()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Waits until the followers have been fetched from the platform. */
    JsonNode synchronizeFollowers(Duration limit, Consumer<JsonNode> watcher) {
        server.post(path + "/audience/synchronization", ServerConnection.object());
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            var audience = server.get(path + "/audience");
            var synchronization = audience.path("synchronization");
            watcher.accept(synchronization);
            switch (synchronization.path("state").asString()) {
                case "done" -> {
                    return audience;
                }
                case "failed" ->
                        throw new UserError(
                                "The followers could not be fetched: "
                                        + synchronization.path("problem"));
                default -> {
                    if (System.nanoTime() > deadline) {
                        throw new UserError(
                                "The followers were not fetched within %d s."
                                        .formatted(limit.toSeconds()));
                    }
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    /** Where a broadcast is, in a few words. */
    static String words(JsonNode broadcast) {
        var state = broadcast.path("state").asString();
        return switch (state) {
            case "sending" -> "being submitted";
            case "awaiting-result" -> "with the platform, which is sending";
            default -> state.replace('-', ' ').toLowerCase(Locale.ROOT);
        };
    }

    private String broadcast(JsonNode draft) {
        return path + "/broadcasts/" + draft.path("id").asString();
    }
}
