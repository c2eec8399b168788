package io.qunfa.server.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Broadcasts that come again and again. */
@Command(
        name = "series",
        description = "Broadcasts that come again and again: what runs next, pause, resume, end.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = HelpCommand.class)
final class SeriesCommand {

    @Spec private CommandSpec spec;

    /** When the runs are, and what they are called. */
    record Wish(String name, String cron, String zone) {}

    @Command(name = "list", description = "The series, with their next runs.")
    int list(@Mixin ServerChoice server) {
        for (var series : server.connect().get("/series").path("items")) {
            print(series);
        }
        return 0;
    }

    @Command(
            name = "next",
            description = "The next runs of a cron expression, before anything is begun.")
    int next(
            @Mixin ServerChoice server,
            @Option(names = "--cron", paramLabel = "CRON", required = true) String cron,
            @Option(names = "--zone", paramLabel = "ZONE", defaultValue = "Asia/Shanghai")
                    String zone) {
        var runs =
                server.connect()
                        .get(
                                "/series/preview?cron=%s&zone=%s"
                                        .formatted(
                                                StartChoice.encoded(cron),
                                                StartChoice.encoded(zone)));
        if (runs.path("items").isEmpty()) {
            throw new UserError("%s never comes, not on any day of %s.".formatted(cron, zone));
        }
        starts(runs.path("items")).forEach(out()::println);
        return 0;
    }

    @Command(name = "pause", description = "No run begins until it is resumed.")
    int pause(@Mixin ServerChoice server, @Parameters(paramLabel = "ID") String id) {
        return change(server, id, "pause");
    }

    @Command(name = "resume", description = "Goes on with a paused series.")
    int resume(@Mixin ServerChoice server, @Parameters(paramLabel = "ID") String id) {
        return change(server, id, "resume");
    }

    @Command(name = "end", description = "No run begins any more.")
    int end(@Mixin ServerChoice server, @Parameters(paramLabel = "ID") String id) {
        return change(server, id, "end");
    }

    private int change(ServerChoice server, String id, String verb) {
        if (!id.matches("[0-9a-fA-F-]{36}")) {
            throw new UserError("%s is no series' id. See: ./qunfa series list".formatted(id));
        }
        var path = "/series/%s/%s".formatted(id, verb);
        print(server.connect().post(path, ServerConnection.object()));
        return 0;
    }

    /** A plan for the first run, which has quotas and hours of its own. */
    static String first(BroadcastConnection broadcast, String cron, String zone) {
        var runs =
                broadcast
                        .account()
                        .get(
                                "/series/preview?limit=1&cron=%s&zone=%s"
                                        .formatted(
                                                StartChoice.encoded(cron),
                                                StartChoice.encoded(zone)))
                        .path("items");
        if (runs.isEmpty()) {
            throw new UserError("%s never comes. See: ./qunfa series next".formatted(cron));
        }
        return "?start=%s&zone=%s"
                .formatted(
                        StartChoice.encoded(runs.get(0).path("local").asString()),
                        StartChoice.encoded(zone));
    }

    /** Begins a series worded like a broadcast, once for a key. */
    static JsonNode begin(BroadcastConnection broadcast, JsonNode plan, Wish wish, String key) {
        var body = BroadcastConnection.confirmed(plan);
        body.put("name", wish.name())
                .put("broadcastId", broadcast.id())
                .put("cron", wish.cron())
                .put("zone", wish.zone());
        return broadcast.account().post("/series", body, key);
    }

    /** The runs of a series that are to come. */
    static List<String> runs(JsonNode series) {
        return starts(series.path("next"));
    }

    private static List<String> starts(JsonNode starts) {
        return starts.valueStream()
                .map(start -> BroadcastReport.line("Run", BroadcastText.start(start)))
                .toList();
    }

    private void print(JsonNode series) {
        out().printf(
                        "%s  %-7s %s (%s, %s)%n",
                        series.path("id").asString(),
                        series.path("state").asString(),
                        series.path("name").asString(),
                        series.path("cron").asString(),
                        series.path("zone").asString());
        runs(series).forEach(out()::println);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
