package io.qunfa.server.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a text or an article through a running server, now or by itself later. The audience is
 * always named; there is no default.
 */
@Command(
        name = "send",
        description =
                "Sends a text or an article through a running server, now, at a time, or again and again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./qunfa send --account Demo --to-all --text 'hello'",
            "  ./qunfa send --account Demo --openids friends.csv --text 'hello' --plan",
            "  ./qunfa send --account Demo --tag 100 --text 'hello' --at 2026-12-01T20:00",
            "  ./qunfa send --account Demo --tag 100 --text 'good morning' --cron '0 8 * * 1-5'",
            "  ./qunfa send --account Demo --to-all --text 'hello' --submit -m 'please look'",
            "  ./qunfa send --account Demo --tag 100 --article MEDIA_ID --plan",
            "",
            "What becomes of it: ./qunfa broadcast --help, ./qunfa series --help"
        })
final class SendCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Spec private CommandSpec spec;

    @Mixin private ServerChoice server;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private RecipientsChoice recipients;

    @Mixin private OptionsChoice options;

    @Mixin private StartChoice start;

    @ArgGroup(exclusive = true)
    private @Nullable Instead instead;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private MessageChoice message;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description =
                    "However often the command is repeated with this key, it is sent once. Only with one sent at once.")
    private @Nullable String key;

    /** What is done with the draft instead of sending it. */
    private static final class Instead {

        @Option(names = "--plan", description = "Say what it would mean, and send nothing.")
        private boolean plan;

        @Option(names = "--draft", description = "Leave it as a draft, and say its id.")
        private boolean draft;

        @ArgGroup(exclusive = false)
        private @Nullable Submission submission;

        @ArgGroup(exclusive = false)
        private @Nullable Series series;
    }

    private static final class Submission {

        @Option(names = "--submit", required = true, description = "Give it to those who approve.")
        private boolean submit;

        @Option(names = "-m", paramLabel = "COMMENT", description = "What they should know.")
        private String comment = "";
    }

    private static final class Series {

        @Option(
                names = "--cron",
                paramLabel = "CRON",
                required = true,
                description =
                        "Again and again, such as '0 8 * * 1-5'; each run is its own broadcast.")
        private String cron = "";

        @Option(names = "--name", paramLabel = "NAME", description = "What the series is called.")
        private @Nullable String name;
    }

    @Override
    public Integer call() {
        requireReadable();
        var account = server.connect();
        var terminal = new Terminal(spec.commandLine().getOut());
        var once = key == null ? UUID.randomUUID().toString() : key;
        var draft = account.draft(request(account, terminal, once), once);
        if (!draft.path("state").asString().equals("draft")) {
            return report(account, terminal, draft);
        }
        return instead == null
                ? goes(account, terminal, draft, once)
                : instead(account, terminal, draft, once, instead);
    }

    private void requireReadable() {
        message.requireReadable();
        if (key != null && instead == null && start.isGiven()) {
            throw new UserError("--idempotency-key is for what is sent at once, not with --at.");
        }
    }

    private ObjectNode request(AccountConnection account, Terminal terminal, String once) {
        var request = ServerConnection.object();
        request.set("message", message.json());
        request.set("audience", recipients.json(account, terminal, once));
        request.set("options", options.json());
        return request;
    }

    private int instead(
            AccountConnection account,
            Terminal terminal,
            JsonNode draft,
            String once,
            Instead other) {
        var broadcast = new BroadcastConnection(account, draft);
        if (other.plan) {
            var plan = new PlanText(broadcast.plan(start.query()));
            plan.lines().forEach(terminal::line);
            broadcast.cancel();
            if (!plan.isClear()) {
                throw new UserError("It cannot be sent like this.");
            }
        } else if (other.submission != null && other.submission.submit) {
            broadcast.say("submit", other.submission.comment);
            terminal.done("Submitted " + broadcast.id());
        } else if (other.series != null) {
            again(broadcast, terminal, other.series, once);
        } else if (other.draft) {
            terminal.done("Draft " + broadcast.id());
        }
        return 0;
    }

    private void again(
            BroadcastConnection broadcast, Terminal terminal, Series series, String once) {
        var first = SeriesCommand.first(broadcast, series.cron, start.zone());
        var plan = clearPlan(broadcast, first);
        if (!agreed(broadcast, plan)) {
            throw new UserError("Nothing was begun.");
        }
        var name = Optional.ofNullable(series.name).orElseGet(message::name);
        var begun =
                SeriesCommand.begin(
                        broadcast,
                        plan,
                        new SeriesCommand.Wish(name, series.cron, start.zone()),
                        once + "-series");
        terminal.done("Series " + begun.path("id").asString());
        SeriesCommand.runs(begun).forEach(terminal::line);
    }

    private int goes(AccountConnection account, Terminal terminal, JsonNode draft, String once) {
        var broadcast = new BroadcastConnection(account, draft);
        var plan = clearPlan(broadcast, start.query());
        if (!agreed(broadcast, plan)) {
            throw new UserError("Nothing was sent.");
        }
        if (start.isGiven()) {
            var scheduled = broadcast.schedule(start, plan);
            terminal.done("Scheduled " + broadcast.id());
            new BroadcastText(scheduled).lines().forEach(terminal::line);
            return 0;
        }
        account.send(draft, plan, once + "-send");
        return report(account, terminal, draft);
    }

    private boolean agreed(BroadcastConnection broadcast, JsonNode plan) {
        if (yes || new Question(spec).agreed(plan, recipients.isEverybody())) {
            return true;
        }
        broadcast.cancel();
        return false;
    }

    private static JsonNode clearPlan(BroadcastConnection broadcast, String query) {
        try {
            return broadcast.clearPlan(query);
        } catch (UserError e) {
            broadcast.cancel();
            throw e;
        }
    }

    private static int report(AccountConnection account, Terminal terminal, JsonNode draft) {
        var end =
                account.await(
                        draft,
                        PATIENCE,
                        broadcast -> terminal.progress(AccountConnection.words(broadcast)));
        var report = new BroadcastReport(end);
        report.lines(account).forEach(terminal::line);
        if (!report.succeeded()) {
            throw new UserError(report.reason());
        }
        return 0;
    }
}
