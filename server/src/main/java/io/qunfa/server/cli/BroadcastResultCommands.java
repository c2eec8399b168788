package io.qunfa.server.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What came of a broadcast, and what may be done about it. */
final class BroadcastResultCommands {

    private BroadcastResultCommands() {}

    /** Totals, calls, articles. A number nobody counted is never shown as 0. */
    @Command(name = "result", description = "What became of it, in total and call by call.")
    static final class Result implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @Override
        public Integer call() {
            var result = chosen.connect().get("/result");
            say(spec, BroadcastReport.line("State", result.path("state").asString()));
            for (var name :
                    new String[] {"audience", "eligible", "delivered", "failed", "filtered"}) {
                say(
                        spec,
                        BroadcastReport.line(
                                Character.toUpperCase(name.charAt(0)) + name.substring(1),
                                number(result.at("/totals/" + name))));
            }
            result.path("calls").forEach(call -> say(spec, line(call)));
            var rest = result.path("rest");
            if (rest.path("recipients").asLong() > 0) {
                say(
                        spec,
                        BroadcastReport.line(
                                "Rest", number(rest.path("recipients")) + ", see: broadcast rest"));
            }
            return 0;
        }

        private static String line(JsonNode call) {
            var text = new StringBuilder(call.path("state").asString());
            if (call.path("msgId").isString()) {
                text.append(", message ").append(call.path("msgId").asString());
            }
            for (var said : new String[] {"statusText", "confirmationText", "originality"}) {
                if (call.path(said).isString()) {
                    text.append(". ").append(call.path(said).asString());
                }
            }
            call.path("articles")
                    .forEach(article -> text.append(" ").append(article.path("url").asString("")));
            return BroadcastReport.line("Call " + call.path("number").asInt(), text.toString());
        }
    }

    /** The server's own table, which holds no formulas. */
    @Command(name = "export", description = "The calls with their results as CSV.")
    static final class Csv implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @Option(names = "-o", paramLabel = "FILE", description = "Where to; else it is printed.")
        private @Nullable Path file;

        @Option(names = "--articles", description = "The articles with their figures instead.")
        private boolean articles;

        @Override
        public Integer call() {
            var table = chosen.connect().text(articles ? "/articles.csv" : "/report.csv");
            if (file == null) {
                say(spec, table.stripTrailing());
                return 0;
            }
            try {
                Files.writeString(file, table, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UserError("%s cannot be written: %s".formatted(file, e.getMessage()));
            }
            return 0;
        }
    }

    /** Whoever no call reached for reasons that concern whole calls. */
    @Command(
            name = "rest",
            description = "A draft to those whose call was never accepted or failed as a whole.")
    static final class Rest implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @Override
        public Integer call() {
            var draft = chosen.connect().post("/rest");
            new BroadcastText(draft).lines().forEach(line -> say(spec, line));
            return 0;
        }
    }

    /** What it does and what it cannot do is said before. */
    @Command(
            name = "delete",
            description = "Deletes what a call has sent, after saying what that does.")
    static final class Delete implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @Option(
                names = "--call",
                paramLabel = "N",
                defaultValue = "1",
                description = "Of which call (${DEFAULT-VALUE}).")
        private int number;

        @Option(
                names = "--article",
                paramLabel = "N",
                description = "Which article, from 1; else all of them.")
        private @Nullable Integer article;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        @Override
        public Integer call() {
            var broadcast = chosen.connect();
            var path = "/calls/%d/deletion".formatted(number);
            var notice = broadcast.get(path);
            notice.path("effects").forEach(effect -> say(spec, "  " + effect.asString()));
            if (!notice.path("possible").asBoolean()) {
                throw new UserError(BroadcastText.problem(notice.path("problem")));
            }
            if (!yes && !new Question(spec).typed("It cannot be undone.", "delete")) {
                throw new UserError("Nothing was deleted.");
            }
            var asked = ServerConnection.object().put("article", article).put("confirmed", true);
            var deletion = broadcast.post(path, asked);
            if (deletion.path("problem").isObject()) {
                throw new UserError(BroadcastText.problem(deletion.path("problem")));
            }
            say(spec, "Call %d: %s".formatted(number, deletion.path("state").asString()));
            return 0;
        }
    }

    /** What is known of calls that wait for a person. */
    @Command(name = "held", description = "The calls that wait for a person, and what is known.")
    static final class Held implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @Override
        public Integer call() {
            for (var held : chosen.connect().get("/held-calls").path("items")) {
                say(
                        spec,
                        "Call %d, %,d recipients"
                                .formatted(
                                        held.path("number").asInt(),
                                        held.path("recipients").asLong()));
                held.path("evidence").forEach(said -> say(spec, "  " + said.asString()));
                held.path("unclaimedResults")
                        .forEach(
                                result ->
                                        say(
                                                spec,
                                                "  unclaimed: message %s, %s%s"
                                                        .formatted(
                                                                result.path("msgId").asString(),
                                                                result.path("status").asString(),
                                                                result.path("fits").asBoolean()
                                                                        ? ", fits"
                                                                        : "")));
                held.path("choices")
                        .forEach(
                                choice ->
                                        say(
                                                spec,
                                                "  --decision %-9s %s. %s"
                                                        .formatted(
                                                                choice.path("decision").asString(),
                                                                choice.path("title").asString(),
                                                                choice.path("consequence")
                                                                        .asString())));
            }
            return 0;
        }
    }

    /** The words of the decision are those that {@link Held} tells. */
    @Command(name = "decide", description = "Decides about a held call, or about all.")
    static final class Decide implements Callable<Integer> {

        @Spec private CommandSpec spec;
        @Mixin private Chosen chosen;

        @ArgGroup(exclusive = true, multiplicity = "1")
        private Which which;

        private static final class Which {

            @Option(
                    names = "--call",
                    paramLabel = "N",
                    required = true,
                    description = "Which call.")
            private int number;

            @Option(
                    names = "--all",
                    required = true,
                    description = "Every call that waits, as far as it can be said of it.")
            private boolean all;
        }

        @Option(
                names = "--decision",
                paramLabel = "WORD",
                required = true,
                description = "sent, not-sent or give-up.")
        private String decision;

        @Option(
                names = "--message",
                paramLabel = "MSG_ID",
                description = "With sent: its message id, if it is known.")
        private @Nullable String msgId;

        @Override
        public Integer call() {
            var body = ServerConnection.object().put("decision", decision).put("msgId", msgId);
            var path =
                    which.all
                            ? "/held-calls/decision"
                            : "/calls/%d/decision".formatted(which.number);
            var decided = chosen.connect().post(path, body);
            new BroadcastText(decided).lines().forEach(line -> say(spec, line));
            return 0;
        }
    }

    private static String number(JsonNode count) {
        return count.isNumber() ? "%,d".formatted(count.asLong()) : "unknown";
    }

    private static void say(CommandSpec spec, String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
