package io.qunfa.server.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A plan for a terminal: what would happen, and everything that stands in its way. */
record PlanText(JsonNode plan) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line("Recipients", number(plan.path("recipients"))));
        lines.add(line("Route", route()));
        lines.add(line("Calls", calls()));
        if (plan.path("otherCalls").asInt() > 0) {
            lines.add(line("Other calls", number(plan.path("otherCalls"))));
        }
        if (plan.path("overQuota").asLong() > 0) {
            lines.add(line("Over quota", number(plan.path("overQuota"))));
        }
        lines.add(line("Takes", takes()));
        lines.add(line("Left after", left(plan.path("quotaAfter"))));
        plan.path("findings").forEach(finding -> lines.add(finding(finding)));
        return lines;
    }

    boolean isClear() {
        return plan.path("findings")
                .valueStream()
                .noneMatch(finding -> finding.path("severity").asString().equals("error"));
    }

    private static String line(String name, String value) {
        return BroadcastReport.line(name, value);
    }

    private static String number(JsonNode count) {
        return "%,d".formatted(count.asLong());
    }

    private String route() {
        var word = plan.path("route").asString();
        return plan.path("history").asBoolean() ? word + ", enters the account's history" : word;
    }

    private String calls() {
        var days = new LinkedHashMap<String, Integer>();
        plan.path("calls")
                .forEach(call -> days.merge(call.path("day").asString(), 1, Integer::sum));
        return days.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        days.entrySet().stream()
                                .map(day -> "%,d on %s".formatted(day.getValue(), day.getKey()))
                                .toList());
    }

    private String takes() {
        var time = Duration.ofSeconds(plan.path("seconds").asLong());
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }

    private static String left(JsonNode quota) {
        var parts = new ArrayList<String>();
        if (quota.path("sends").isNumber()) {
            parts.add("sends that day " + quota.path("sends").asInt());
        }
        parts.add("to all that day " + quota.path("toAll").asInt());
        if (quota.path("toAllThisMonth").isNumber()) {
            parts.add("this month " + quota.path("toAllThisMonth").asInt());
        }
        parts.add("calls %d by list".formatted(quota.path("listCalls").asInt()));
        parts.add("%d other".formatted(quota.path("sendAllCalls").asInt()));
        return String.join(", ", parts);
    }

    static String finding(JsonNode finding) {
        return "  %-8s %s. %s"
                .formatted(
                        finding.path("severity").asString() + ":",
                        finding.path("title").asString(),
                        finding.path("remedy").asString());
    }
}
