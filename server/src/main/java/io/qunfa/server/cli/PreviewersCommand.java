package io.qunfa.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** The staff who get previews. */
@Command(
        name = "previewers",
        description =
                "The people who get previews: list, add by WeChat id, invite by QR code, remove.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
final class PreviewersCommand {

    @Spec private CommandSpec spec;

    @Command(name = "list", description = "The people who get previews.")
    int list(@Mixin ServerChoice server) {
        server.connect().get("/previewers").path("items").forEach(this::print);
        return 0;
    }

    @Command(name = "add", description = "Adds somebody by their WeChat id.")
    int add(
            @Mixin ServerChoice server,
            @Option(names = "--name", paramLabel = "NAME", required = true) String name,
            @Option(names = "--wechat-id", paramLabel = "NAME", required = true) String weChatId) {
        var body = ServerConnection.object().put("name", name).put("weChatId", weChatId);
        print(server.connect().post("/previewers", body));
        return 0;
    }

    @Command(name = "invite", description = "Makes a QR code; whoever scans it joins.")
    int invite(
            @Mixin ServerChoice server,
            @Option(names = "--name", paramLabel = "NAME", required = true) String name) {
        var code =
                server.connect()
                        .post(
                                "/previewers/invitations",
                                ServerConnection.object().put("name", name));
        say(BroadcastReport.line("QR code", code.path("picture").asString()));
        say(BroadcastReport.line("It says", code.path("url").asString()));
        say(BroadcastReport.line("Good until", code.path("until").asString()));
        return 0;
    }

    @Command(name = "remove", description = "Takes a person off the list.")
    int remove(
            @Mixin ServerChoice server,
            @Parameters(paramLabel = "ID", description = "As `previewers list` tells it.")
                    String id) {
        server.connect().delete("/previewers/" + StartChoice.encoded(id));
        say("Removed.");
        return 0;
    }

    private void print(JsonNode previewer) {
        say(
                "%s  %-20s %s"
                        .formatted(
                                previewer.path("id").asString(),
                                previewer.path("name").asString(),
                                previewer.path("joined").asBoolean() ? "joined" : "invited"));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
