package io.qunfa.server.cli;

import io.qunfa.server.database.DataDirectory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * Everything at once: database, sandbox and server, connected over real HTTP, and one broadcast to
 * everybody. It does what a person would do in the console, by the same API.
 */
@Command(
        name = "demo",
        description =
                "Starts everything on this machine, broadcasts to everybody, and shows the result.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final String TEXT = "hello from boxer.";
    private static final String ACCOUNT = "Demo";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Below the data directory, so that a demo never touches the data of a real server. */
    private static final String DIRECTORY = "demo";

    @Spec private CommandSpec spec;

    @Option(names = "--once", description = "End after the report.")
    private boolean once;

    @Option(
            names = "--followers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many follow the demo's account (${DEFAULT-VALUE}).")
    private int followers;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Where the console is (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--sandbox-port",
            paramLabel = "P",
            defaultValue = "8090",
            description = "Where the sandbox is (${DEFAULT-VALUE}).")
    private int sandboxPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".qunfa",
            description = "Where data is kept, the demo's own in a part of it (${DEFAULT-VALUE}).")
    private Path data;

    @Option(names = "--keep", description = "Go on with the data of the demo before.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        if (followers < 2) {
            throw new UserError("A demo needs at least 2 followers.");
        }
        var terminal = new Terminal(spec.commandLine().getOut());
        var loopback = InetAddress.getLoopbackAddress();
        Ports.requireFree(loopback, port, "--port");
        Ports.requireFree(loopback, sandboxPort, "--sandbox-port");
        if (port == sandboxPort && port != 0) {
            throw new UserError("--port and --sandbox-port must differ: " + port);
        }
        var path = data.resolve(DIRECTORY);
        if (!keep) {
            DataDirectory.wipe(path);
        }
        var directory = DataDirectory.open(path);
        try (var sandbox = startSandbox(terminal, directory);
                var server = startServer(terminal, loopback, directory, sandbox)) {
            var report = broadcast(terminal, sandbox, server);
            if (!report.succeeded()) {
                throw new UserError(report.reason());
            }
            if (!once) {
                terminal.line("");
                terminal.line("It stays up. Stop with Ctrl-C.");
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }

    private EmbeddedSandbox startSandbox(Terminal terminal, DataDirectory directory) {
        var world =
                new EmbeddedSandbox.World(
                        sandboxPort, followers, 1, Optional.of(directory.resolve("sandbox.json")));
        var sandbox = EmbeddedSandbox.start(world, "--sandbox-port");
        terminal.done("Sandbox with %,d followers".formatted(followers));
        return sandbox;
    }

    private RunningServer startServer(
            Terminal terminal,
            InetAddress address,
            DataDirectory directory,
            EmbeddedSandbox sandbox) {
        var options =
                new ServerOptions(
                        address,
                        port,
                        Optional.empty(),
                        Optional.of(sandbox),
                        Optional.of(sandbox.clock()),
                        Optional.of(directory.resolve("server.log")));
        terminal.progress("PostgreSQL is starting");
        var server =
                RunningServer.start(
                        directory,
                        options,
                        adopted -> {
                            terminal.done(adopted ? "PostgreSQL, still running" : "PostgreSQL");
                            terminal.progress("the server is starting");
                        });
        terminal.done("Server");
        return server;
    }

    private BroadcastReport broadcast(
            Terminal terminal, EmbeddedSandbox sandbox, RunningServer server) {
        var signIn = server.firstSignIn();
        var connection = new ServerConnection(server.address(), server.token());
        existing(connection, sandbox).ifPresent(_ -> nextMonth(terminal, sandbox));
        var account = connect(connection, sandbox);
        terminal.done("Account connected, callback verified");
        var audience =
                account.synchronizeFollowers(
                        PATIENCE,
                        run ->
                                terminal.progress(
                                        "fetching followers: %,d of %,d"
                                                .formatted(
                                                        run.path("done").asLong(),
                                                        run.path("total").asLong())));
        terminal.done(
                "%,d followers fetched"
                        .formatted(audience.path("followers").path("count").asLong()));
        var report = send(terminal, account);
        terminal.line("");
        report.lines(account).forEach(terminal::line);
        terminal.line("");
        terminal.line(BroadcastReport.line("Console", server.address().toString()));
        signIn.ifPresent(
                first ->
                        terminal.line(
                                BroadcastReport.line(
                                        "Sign in",
                                        "%s  %s"
                                                .formatted(
                                                        first.operator().name(),
                                                        first.password()))));
        terminal.line(BroadcastReport.line("Sandbox", sandbox.address().toString()));
        return report;
    }

    /** Who was sent to today cannot be sent to again; a kept world goes on with fresh quotas. */
    private static void nextMonth(Terminal terminal, EmbeddedSandbox sandbox) {
        new ServerConnection(sandbox.address(), "")
                .post("/_sandbox/clock", ServerConnection.object().put("advance", "P31D"));
        terminal.done("The kept world goes on 31 days later, with fresh quotas");
    }

    private static BroadcastReport send(Terminal terminal, AccountConnection account) {
        var audience = ServerConnection.object().put("kind", "all");
        var draft = account.draft(TEXT, audience);
        account.send(draft, account.plan(draft));
        var end =
                account.await(
                        draft,
                        PATIENCE,
                        broadcast ->
                                terminal.progress(
                                        "“%s” is %s"
                                                .formatted(
                                                        TEXT, AccountConnection.words(broadcast))));
        terminal.done("“%s” is %s".formatted(TEXT, AccountConnection.words(end)));
        return new BroadcastReport(end);
    }

    private static AccountConnection connect(ServerConnection server, EmbeddedSandbox sandbox) {
        var account =
                new AccountConnection(
                        server,
                        existing(server, sandbox)
                                .orElseGet(
                                        () -> server.post("/api/v1/accounts", request(sandbox))));
        var settings = account.callback();
        var change = ServerConnection.object();
        change.putObject("callback")
                .put("url", settings.path("address").asString())
                .put("token", settings.path("token").asString())
                .put("aesKey", settings.path("aesKey").asString())
                .put("mode", settings.path("mode").asString());
        new ServerConnection(sandbox.address(), "")
                .patch("/_sandbox/accounts/" + sandbox.appId(), change);
        if (account.callback().path("verifiedAt").isNull()) {
            throw new UserError(
                    "The sandbox accepted the callback, but the server saw no handshake.");
        }
        return account;
    }

    private static Optional<JsonNode> existing(ServerConnection server, EmbeddedSandbox sandbox) {
        for (var account : server.get("/api/v1/accounts").path("items")) {
            if (account.path("appId").asString().equals(sandbox.appId())
                    && account.path("platform").asString().equals(sandbox.address().toString())) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }

    private static JsonNode request(EmbeddedSandbox sandbox) {
        return ServerConnection.object()
                .put("name", ACCOUNT)
                .put("appId", sandbox.appId())
                .put("appSecret", sandbox.appSecret())
                .put("kind", "service")
                .put("verified", true)
                .put("platform", sandbox.address().toString());
    }
}
