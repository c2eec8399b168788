package io.qunfa.server.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Who follows an account. */
@Command(
        name = "audience",
        description = "How many follow, which tags there are, and how old that is.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
final class AudienceCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Spec private CommandSpec spec;

    @Command(name = "show", description = "The followers, and the tags with their ids.")
    int show(@Mixin ServerChoice server) {
        return print(server.connect().get("/audience"));
    }

    @Command(name = "synchronize", description = "Fetches followers and tags from the platform.")
    int synchronize(@Mixin ServerChoice server) {
        return print(server.connect().synchronizeFollowers(PATIENCE, _ -> {}));
    }

    private int print(JsonNode audience) {
        var asOf = audience.at("/followers/asOf");
        say(
                "Followers",
                "%,d, %s"
                        .formatted(
                                audience.at("/followers/count").asLong(),
                                asOf.isString()
                                        ? "as of " + asOf.asString()
                                        : "never fetched, see: audience synchronize"));
        for (var tag : audience.path("tags")) {
            say(
                    "Tag " + tag.path("id").asString(),
                    "%,d  %s".formatted(tag.path("count").asLong(), tag.path("name").asString()));
        }
        return 0;
    }

    private void say(String name, String value) {
        spec.commandLine().getOut().println(BroadcastReport.line(name, value));
        spec.commandLine().getOut().flush();
    }
}
