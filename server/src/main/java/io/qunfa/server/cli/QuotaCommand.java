package io.qunfa.server.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What an account may still send. */
@Command(
        name = "quota",
        description = "What is left of the platform's limits, and what was sent before.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./qunfa quota show --account Demo",
            "  ./qunfa quota state --account Demo --to-all 2 --today 1 --per-follower 2"
        },
        subcommands = HelpCommand.class)
final class QuotaCommand {

    private static final int PAGE = 1_000;

    @Spec private CommandSpec spec;

    @Command(name = "show", description = "What is left today and this month, and for how many.")
    int show(@Mixin ServerChoice server) {
        return print(server.connect().get("/quota"));
    }

    @Command(
            name = "state",
            description =
                    "Says what was sent this month before this server counted. Needs a token that may administer.")
    int state(
            @Mixin ServerChoice server,
            @Option(
                            names = "--to-all",
                            paramLabel = "N",
                            required = true,
                            description = "Messages to everybody this month.")
                    int toAll,
            @Option(
                            names = "--today",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "Those of them that were sent today, 0 or 1.")
                    int today,
            @Option(
                            names = "--per-follower",
                            paramLabel = "N",
                            required = true,
                            description = "Messages that a follower has had this month, at most.")
                    int perFollower) {
        var stated =
                ServerConnection.object()
                        .put("toAll", toAll)
                        .put("today", today)
                        .put("perFollower", perFollower);
        return print(server.connect().put("/quota/opening", stated));
    }

    @Command(
            name = "exhausted",
            description = "The OpenIDs of followers who get nothing more this month.")
    int exhausted(@Mixin ServerChoice server) {
        everyPage(server.connect(), "/quota/exhausted").forEach(this::say);
        return 0;
    }

    /** OpenIDs that come in pages. */
    static List<String> everyPage(AccountConnection account, String path) {
        var all = new ArrayList<String>();
        var after = "";
        while (true) {
            var page = account.get("%s?limit=%d%s".formatted(path, PAGE, after));
            page.path("items").forEach(openId -> all.add(openId.asString()));
            if (page.path("next").isNull()) {
                return all;
            }
            after = "&after=" + page.path("next").asInt();
        }
    }

    private int print(JsonNode quota) {
        say(line("Day", quota.path("day").asString()));
        used("Sends today", quota.path("sendsToday"));
        used("To all today", quota.path("toAllToday"));
        used("This month", quota.path("toAllThisMonth"));
        used("Calls to all", quota.path("sendAllCalls"));
        used("Calls by list", quota.path("listCalls"));
        used("Previews", quota.path("previews"));
        var kept = quota.path("callsKept").asInt();
        say(line("Kept", "%d calls of each kind, for repeating".formatted(kept)));
        if (quota.path("followers").isObject()) {
            say(line("Had 0 to 4", counts(quota.at("/followers/received"))));
            say(line("With plans", counts(quota.at("/followers/expected"))));
        }
        var opening = quota.path("opening");
        say(
                line(
                        "Before us",
                        "%d to all, %d of them today, %d each: %s"
                                .formatted(
                                        opening.path("toAll").asInt(),
                                        opening.path("today").asInt(),
                                        opening.path("perFollower").asInt(),
                                        opening.path("confidence").asString())));
        for (var reserved : quota.path("reservations")) {
            say(
                    line(
                            "Reserved",
                            "%s, %d %s, broadcast %s"
                                    .formatted(
                                            reserved.path("day").asString(),
                                            reserved.path("calls").asInt(),
                                            reserved.path("route").asString(),
                                            reserved.path("broadcastId").asString())));
        }
        return 0;
    }

    private void used(String name, JsonNode used) {
        if (used.isObject()) {
            say(
                    line(
                            name,
                            "%,d left of %,d"
                                    .formatted(
                                            used.path("left").asLong(),
                                            used.path("limit").asLong())));
        }
    }

    private static String counts(JsonNode followers) {
        return String.join(
                " · ",
                followers.valueStream().map(count -> "%,d".formatted(count.asLong())).toList());
    }

    private static String line(String name, String value) {
        return BroadcastReport.line(name, value);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
