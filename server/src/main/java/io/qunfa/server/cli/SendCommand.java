package io.qunfa.server.cli;

import io.qunfa.server.database.DataDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends a text through a running server. The audience is always named; there is no default. */
@Command(
        name = "send",
        description = "Sends a text through a running server.",
        mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Spec private CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "The server (${DEFAULT-VALUE}).")
    private URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:QUNFA_TOKEN}",
            description =
                    "An API token; also in the environment as QUNFA_TOKEN. Else the one that the server left in its data directory.")
    private @Nullable String token;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".qunfa",
            description = "The data directory of a server on this machine (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            required = true,
            description = "The account: its name, key, AppID or id.")
    private String account;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Recipients recipients;

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "What to say.")
    private String text;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    private void requireReadable() {
        if (text.indexOf('\uFFFD') >= 0) {
            throw new UserError(
                    "The text came in with characters that cannot be read. Use a UTF-8 locale, for example LC_ALL=C.UTF-8.");
        }
        var scheme = server.getScheme();
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new UserError(
                    "--server needs an address such as http://127.0.0.1:8080: " + server);
        }
    }

    /** Exactly one of these must be given. */
    private static final class Recipients {

        @Option(names = "--to-all", required = true, description = "Everybody who follows.")
        private boolean toAll;

        @Option(
                names = "--tag",
                paramLabel = "ID",
                required = true,
                description = "Followers with this tag.")
        private @Nullable String tag;

        @Option(
                names = "--openids",
                paramLabel = "FILE",
                required = true,
                description = "Followers listed in a file, one OpenID a line.")
        private @Nullable Path openIds;

        ObjectNode json() {
            if (toAll) {
                return ServerConnection.object().put("kind", "all");
            }
            if (tag != null) {
                return ServerConnection.object().put("kind", "tag").put("tagId", tag);
            }
            var audience = ServerConnection.object().put("kind", "openIds");
            var list = audience.putArray("openIds");
            read(openIds).forEach(list::add);
            return audience;
        }

        private static List<String> read(@Nullable Path file) {
            if (file == null) {
                throw new UserError("Say to whom: --to-all, --tag or --openids.");
            }
            try {
                return Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            } catch (NoSuchFileException e) {
                throw new UserError("There is no file %s.".formatted(file));
            } catch (IOException e) {
                throw new UserError("%s cannot be read: %s".formatted(file, e.getMessage()));
            }
        }
    }

    @Override
    public Integer call() {
        requireReadable();
        var connection = AccountConnection.find(new ServerConnection(server, token()), account);
        var terminal = new Terminal(spec.commandLine().getOut());
        var draft = connection.draft(text, recipients.json());
        var plan = planOrCancel(connection, draft);
        if (!yes && !confirmed(connection, plan)) {
            connection.cancel(draft);
            throw new UserError("Nothing was sent.");
        }
        connection.send(draft, plan);
        var end =
                connection.await(
                        draft,
                        PATIENCE,
                        broadcast -> terminal.progress(AccountConnection.words(broadcast)));
        var report = new BroadcastReport(end);
        report.lines(connection).forEach(terminal::line);
        if (!report.succeeded()) {
            throw new UserError(report.reason());
        }
        return 0;
    }

    private static JsonNode planOrCancel(AccountConnection connection, JsonNode draft) {
        try {
            return connection.plan(draft);
        } catch (UserError e) {
            connection.cancel(draft);
            throw e;
        }
    }

    private boolean confirmed(AccountConnection connection, JsonNode plan) {
        var number = plan.path("recipients").asLong();
        var out = spec.commandLine().getOut();
        out.printf(
                "This sends to %,d followers of %s. It cannot be taken back.%n",
                number, connection.name());
        out.printf("Type %d to send: ", number);
        out.flush();
        try {
            var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            var answer = in.readLine();
            return answer != null && answer.strip().equals(Long.toString(number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String token() {
        if (token != null && !token.isBlank()) {
            return token;
        }
        return DataDirectory.peek(data, RunningServer.TOKEN_FILE)
                .orElseThrow(
                        () ->
                                new UserError(
                                        "There is no API token in %s. Name the server's data directory with --data, or give a token with --token."
                                                .formatted(data)));
    }
}
