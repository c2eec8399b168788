package io.qunfa.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the broadcasts of an account are decided and timed. */
@Command(
        name = "rules",
        description =
                "How broadcasts of an account are decided and timed: four eyes, quiet hours, grace.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./qunfa rules set --account Demo --four-eyes true --quiet 22:00-08:00",
            "  ./qunfa rules set --account Demo --quiet none --grace 60"
        },
        subcommands = HelpCommand.class)
final class RulesCommand {

    private static final String PATH = "/broadcast-settings";

    @Spec private CommandSpec spec;

    @Command(name = "show", description = "What holds now.")
    int show(@Mixin ServerChoice server) {
        return print(server.connect().get(PATH));
    }

    /** What is left out stays as it is. */
    static final class Change {

        @Option(
                names = "--four-eyes",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether somebody else has to approve.")
        private @Nullable Boolean fourEyes;

        @Option(
                names = "--quiet",
                paramLabel = "FROM-TO",
                description = "Hours in which nothing begins, such as 22:00-08:00, or none.")
        private @Nullable String quiet;

        @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of these hours.")
        private @Nullable String zone;

        @Option(
                names = "--grace",
                paramLabel = "MINUTES",
                description = "A start that was missed by less still happens.")
        private @Nullable Integer grace;

        @Option(
                names = "--calls-per-day",
                paramLabel = "N",
                description = "What the account may call, if it is not the documented 100.")
        private @Nullable Integer callsPerDay;

        @Option(
                names = "--temporary-tag",
                paramLabel = "N",
                description = "The most followers that a temporary tag is filled with.")
        private @Nullable Integer temporaryTag;

        void into(ObjectNode rules) {
            if (fourEyes != null) {
                rules.put("fourEyes", fourEyes);
            }
            if (quiet != null) {
                hours(rules, quiet);
            }
            if (zone != null) {
                rules.put("zone", zone);
            }
            if (grace != null) {
                rules.put("graceMinutes", grace);
            }
            if (callsPerDay != null) {
                rules.put("callsPerDay", callsPerDay);
            }
            if (temporaryTag != null) {
                rules.put("temporaryTagMembers", temporaryTag);
            }
        }

        private static void hours(ObjectNode rules, String quiet) {
            if (quiet.equals("none")) {
                rules.putNull("quietFrom").putNull("quietTo");
                return;
            }
            var between = quiet.split("-", -1);
            if (between.length != 2) {
                throw new UserError("Say the hours as 22:00-08:00, or none: " + quiet);
            }
            rules.put("quietFrom", between[0].strip()).put("quietTo", between[1].strip());
        }
    }

    @Command(
            name = "set",
            description =
                    "Changes what is named; the rest stays. Needs a token that may administer.")
    int set(@Mixin ServerChoice server, @Mixin Change change) {
        var account = server.connect();
        var rules = (ObjectNode) account.get(PATH);
        change.into(rules);
        return print(account.put(PATH, rules));
    }

    private int print(JsonNode rules) {
        var quiet =
                rules.path("quietFrom").isString()
                        ? "%s-%s"
                                .formatted(
                                        rules.path("quietFrom").asString(),
                                        rules.path("quietTo").asString())
                        : "none";
        say("Four eyes", rules.path("fourEyes").asBoolean() ? "yes" : "no");
        say("Quiet", quiet + ", " + rules.path("zone").asString());
        say("Grace", rules.path("graceMinutes").asLong() + " min");
        say("Calls a day", "%,d".formatted(rules.path("callsPerDay").asLong()));
        say(
                "Temporary",
                "a tag of at most %,d".formatted(rules.path("temporaryTagMembers").asLong()));
        return 0;
    }

    private void say(String name, String value) {
        spec.commandLine().getOut().println(BroadcastReport.line(name, value));
        spec.commandLine().getOut().flush();
    }
}
