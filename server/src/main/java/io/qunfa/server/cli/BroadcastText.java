package io.qunfa.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One broadcast for a terminal: what it says, to whom, and how far it is. */
record BroadcastText(JsonNode broadcast) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line("Broadcast", id()));
        lines.add(line("State", state()));
        lines.add(line("Revision", broadcast.path("revision").asString()));
        lines.add(line("Message", message()));
        lines.add(line("Audience", audience()));
        if (broadcast.path("start").isObject()) {
            lines.add(line("Begins", start(broadcast.path("start"))));
        }
        broadcast.path("reviews").forEach(review -> lines.add(line("Review", review(review))));
        broadcast.path("calls").forEach(call -> lines.add(call(call)));
        if (broadcast.path("problem").isObject()) {
            lines.add(line("Problem", problem(broadcast.path("problem"))));
        }
        return lines;
    }

    /** In one line of a list. */
    String brief() {
        return "%s  %-16s %s".formatted(id(), state(), message());
    }

    static String start(JsonNode start) {
        return "%s %s (UTC%s)"
                .formatted(
                        start.path("local").asString(),
                        start.path("zone").asString(),
                        start.path("offset").asString());
    }

    static String problem(JsonNode problem) {
        return "%s. %s"
                .formatted(problem.path("title").asString(), problem.path("detail").asString());
    }

    private static String line(String name, String value) {
        return BroadcastReport.line(name, value);
    }

    private String id() {
        return broadcast.path("id").asString();
    }

    private String state() {
        return broadcast.path("state").asString();
    }

    private String message() {
        var message = broadcast.path("message");
        return message.path("kind").asString().equals("article")
                ? "article: "
                        + message.path("articles")
                                .valueStream()
                                .map(article -> article.path("title").asString())
                                .collect(Collectors.joining(" / "))
                : message.path("content").asString().replaceAll("\\s+", " ");
    }

    private String audience() {
        var audience = broadcast.path("audience");
        return switch (audience.path("kind").asString()) {
            case "all" -> "everybody";
            case "tag" -> "tag " + audience.path("tagId").asString();
            default -> "%,d named".formatted(broadcast.path("audienceSize").asLong());
        };
    }

    private static String review(JsonNode review) {
        var comment = review.path("comment").asString();
        return "%s by %s%s"
                .formatted(
                        review.path("decision").asString(),
                        review.at("/by/name").asString(),
                        comment.isEmpty() ? "" : ": " + comment);
    }

    private static String call(JsonNode call) {
        var text = new StringBuilder(call.path("state").asString());
        text.append(", %,d recipients".formatted(call.path("recipients").asLong()));
        if (call.path("msgId").isString()) {
            text.append(", message ").append(call.path("msgId").asString());
        }
        if (call.path("nextAt").isString()) {
            text.append(", next at ").append(call.path("nextAt").asString());
        }
        if (call.path("problem").isObject()) {
            text.append(". ").append(problem(call.path("problem")));
        }
        return line("Call " + call.path("number").asInt(), text.toString());
    }
}
