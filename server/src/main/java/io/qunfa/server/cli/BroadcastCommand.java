package io.qunfa.server.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Broadcasts before they are sent: read, planned, shown, decided, begun, put away. */
@Command(
        name = "broadcast",
        description =
                "Broadcasts: look, plan, approve, schedule, send, pause, and what came of them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./qunfa broadcast list --account Demo --state held,failed --from 2026-11-01",
            "  ./qunfa broadcast plan ID --account Demo --at 2026-12-01T20:00 --zone Europe/Berlin",
            "  ./qunfa broadcast approve ID --account Demo -m 'looks right'",
            "  ./qunfa broadcast export ID --account Demo -o result.csv"
        },
        subcommands = {
            BroadcastResultCommands.Result.class,
            BroadcastResultCommands.Csv.class,
            BroadcastResultCommands.Rest.class,
            BroadcastResultCommands.Delete.class,
            BroadcastResultCommands.Held.class,
            BroadcastResultCommands.Decide.class,
            HelpCommand.class
        })
final class BroadcastCommand {

    @Spec private CommandSpec spec;

    @Command(name = "list", description = "The newest broadcasts, all or those looked for.")
    int list(@Mixin ServerChoice server, @Mixin SearchChoice search) {
        var account = server.connect();
        var page = account.get("/broadcasts" + search.query(account));
        page.path("items").forEach(item -> say(new BroadcastText(item).brief()));
        return 0;
    }

    @Command(name = "show", description = "One broadcast: what it says, to whom, how far it is.")
    int show(@Mixin Chosen chosen) {
        return show(chosen.connect().get());
    }

    @Command(name = "plan", description = "What sending it would mean, now or at a time.")
    int plan(@Mixin Chosen chosen, @Mixin StartChoice start) {
        new PlanText(chosen.connect().plan(start.query())).lines().forEach(this::say);
        return 0;
    }

    @Command(
            name = "preview",
            description = "Shows it to one person, or to everybody of the preview group.")
    int preview(
            @Mixin Chosen chosen,
            @Option(names = "--openid", paramLabel = "OPENID", description = "A follower.")
                    @Nullable String openId,
            @Option(names = "--wechat-id", paramLabel = "NAME", description = "A WeChat id.")
                    @Nullable String weChatId,
            @Option(names = "--group", description = "The preview group.") boolean group) {
        var broadcast = chosen.connect();
        if (group == (openId != null || weChatId != null)) {
            throw new UserError("Say to whom: --openid, --wechat-id or --group.");
        }
        if (!group) {
            var body = ServerConnection.object().put("openId", openId).put("weChatId", weChatId);
            broadcast.post("/preview", body);
            say("Shown.");
            return 0;
        }
        for (var shown : broadcast.post("/preview-all").path("items")) {
            var problem = shown.path("problem");
            say(
                    "%-20s %s"
                            .formatted(
                                    shown.path("name").asString(),
                                    problem.isObject() ? BroadcastText.problem(problem) : "shown"));
        }
        return 0;
    }

    @Command(
            name = "edit",
            description =
                    "Changes what a draft says; its audience and options stay. An approval is void then.")
    int edit(
            @Mixin Chosen chosen,
            @ArgGroup(exclusive = true, multiplicity = "1") MessageChoice to) {
        to.requireReadable();
        var broadcast = chosen.connect();
        var changed = ServerConnection.object();
        var read = broadcast.get();
        changed.set("message", to.json());
        changed.set("options", read.path("options"));
        changed.set("revision", read.path("revision"));
        return show(broadcast.put("", changed));
    }

    @Command(
            name = "speed",
            description = "How fast the platform delivers the calls still to be made.")
    int speed(
            @Mixin Chosen chosen,
            @Option(
                            names = "--level",
                            paramLabel = "0-4|account",
                            required = true,
                            description = "0 is the fastest; account is as the account has it.")
                    String level) {
        var wish = ServerConnection.object();
        if (!level.equals("account")) {
            if (!level.matches("[0-4]")) {
                throw new UserError("Say a level from 0 to 4, or account: " + level);
            }
            wish.put("level", Integer.parseInt(level));
        }
        var speed = chosen.connect().put("/speed", wish).path("recipientsPerMinute");
        say(speed.isNumber() ? "%,d a minute".formatted(speed.asLong()) : "As the account has it.");
        return 0;
    }

    @Command(
            name = "over-quota",
            description = "The OpenIDs whom it would not reach: they have had four this month.")
    int overQuota(@Mixin Chosen chosen) {
        chosen.connect().overQuota().forEach(this::say);
        return 0;
    }

    @Command(name = "submit", description = "Gives a draft to those who approve.")
    int submit(@Mixin Chosen chosen, @Mixin Comment comment) {
        return show(chosen.connect().say("submit", comment.text));
    }

    @Command(name = "withdraw", description = "Takes a submitted draft back.")
    int withdraw(@Mixin Chosen chosen, @Mixin Comment comment) {
        return show(chosen.connect().say("withdraw", comment.text));
    }

    @Command(
            name = "approve",
            description = "Approves exactly what was seen: shows it with its plan, and asks.")
    int approve(@Mixin Chosen chosen, @Mixin Seen seen, @Mixin Comment comment) {
        return review(chosen.connect(), "approve", seen, comment);
    }

    @Command(name = "reject", description = "Gives it back to its author, with a comment.")
    int reject(@Mixin Chosen chosen, @Mixin Seen seen, @Mixin Comment comment) {
        return review(chosen.connect(), "reject", seen, comment);
    }

    @Command(name = "send", description = "Begins to send a draft, or what was approved.")
    int send(@Mixin Chosen chosen, @Mixin Consent consent) {
        var broadcast = chosen.connect();
        var plan = broadcast.clearPlan("");
        require(consent, broadcast, plan);
        return show(broadcast.send(plan));
    }

    @Command(name = "schedule", description = "Lets it begin by itself, and reserves its quota.")
    int schedule(@Mixin Chosen chosen, @Mixin StartChoice start, @Mixin Consent consent) {
        if (!start.isGiven()) {
            throw new UserError("Say when: --at 2026-12-01T20:00, and perhaps --zone.");
        }
        var broadcast = chosen.connect();
        var plan = broadcast.clearPlan(start.query());
        require(consent, broadcast, plan);
        return show(broadcast.schedule(start, plan));
    }

    @Command(name = "unschedule", description = "It does not begin by itself any more.")
    int unschedule(@Mixin Chosen chosen) {
        return show(chosen.connect().post("/unschedule"));
    }

    @Command(
            name = "pause",
            description = "Calls already made are followed to their end; the others wait.")
    int pause(@Mixin Chosen chosen) {
        return show(chosen.connect().post("/pause"));
    }

    @Command(name = "resume", description = "Goes on with a paused broadcast.")
    int resume(@Mixin Chosen chosen) {
        return show(chosen.connect().post("/resume"));
    }

    @Command(
            name = "cancel",
            description =
                    "Ends it: calls not begun are never made; what the platform has cannot be taken back.")
    int cancel(@Mixin Chosen chosen) {
        return show(chosen.connect().post("/cancel"));
    }

    static final class Comment {
        @Option(names = "-m", paramLabel = "COMMENT", description = "Why.")
        private String text = "";
    }

    static final class Seen {
        @Option(
                names = "--revision",
                paramLabel = "N",
                description =
                        "What was seen, as `show` tells it; without it you are shown and asked.")
        private @Nullable Long revision;
    }

    static final class Consent {
        @Option(names = "--yes", description = "Do not ask.")
        private boolean given;
    }

    private int review(BroadcastConnection broadcast, String verb, Seen seen, Comment comment) {
        var revision = seen.revision == null ? asked(broadcast, verb) : seen.revision;
        return show(broadcast.review(verb, revision, comment.text));
    }

    private long asked(BroadcastConnection broadcast, String verb) {
        var shown = broadcast.get();
        show(shown);
        var start = shown.path("start");
        var query =
                start.isObject()
                        ? "?start=%s&zone=%s"
                                .formatted(
                                        StartChoice.encoded(start.path("local").asString()),
                                        StartChoice.encoded(start.path("zone").asString()))
                        : "";
        new PlanText(broadcast.plan(query)).lines().forEach(this::say);
        var revision = shown.path("revision").asLong();
        if (!new Question(spec)
                .typed("You are about to %s this.".formatted(verb), Long.toString(revision))) {
            throw new UserError("Nothing was decided.");
        }
        return revision;
    }

    private void require(Consent consent, BroadcastConnection broadcast, JsonNode plan) {
        if (consent.given) {
            return;
        }
        var everybody = broadcast.get().at("/audience/kind").asString().equals("all");
        if (!new Question(spec).agreed(plan, everybody)) {
            throw new UserError("Nothing was begun.");
        }
    }

    private int show(JsonNode broadcast) {
        new BroadcastText(broadcast).lines().forEach(this::say);
        return 0;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
