package io.qunfa.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How a broadcast ended, for a terminal. A number nobody counted is never shown as 0. */
record BroadcastReport(JsonNode broadcast) {

    boolean succeeded() {
        return broadcast.path("state").asString().equals("finished");
    }

    List<String> lines(AccountConnection account) {
        var totals = broadcast.path("totals");
        var lines = new ArrayList<String>();
        lines.add(line("Account", "%s (%s)".formatted(account.name(), account.appId())));
        lines.add(line("Message id", String.join(", ", messageIds())));
        lines.add(line("Audience", number(totals.path("audience"))));
        lines.add(line("Eligible", number(totals.path("eligible"))));
        lines.add(line("Delivered", number(totals.path("delivered"))));
        lines.add(line("Failed", number(totals.path("failed"))));
        lines.add(line("Took", took()));
        return lines;
    }

    /** Why it did not succeed. */
    String reason() {
        var problem = broadcast.path("problem");
        if (problem.isObject()) {
            return "%s. %s"
                    .formatted(problem.path("title").asString(), problem.path("detail").asString());
        }
        return "The broadcast is " + broadcast.path("state").asString() + ".";
    }

    static String line(String name, String value) {
        return "  %-11s %s".formatted(name, value);
    }

    private List<String> messageIds() {
        var ids = new ArrayList<String>();
        broadcast.path("calls").forEach(call -> ids.add(call.path("msgId").asString("none")));
        return ids;
    }

    private static String number(JsonNode count) {
        return count.isNumber() ? "%,d".formatted(count.asLong()) : "unknown";
    }

    private String took() {
        var sent = broadcast.path("sentAt");
        var finished = broadcast.path("finishedAt");
        if (!sent.isString() || !finished.isString()) {
            return "unknown";
        }
        var took =
                Duration.between(
                        Instant.parse(sent.asString()), Instant.parse(finished.asString()));
        return "%.1f s".formatted(took.toMillis() / 1000.0);
    }
}
