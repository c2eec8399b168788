package io.qunfa.server.cli;

import io.qunfa.server.database.DataDirectory;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server. */
@Command(
        name = "serve",
        description = "Runs the server and, unless --db names another, its database.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Optional<EmbeddedSandbox> NO_SANDBOX = Optional.empty();

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Where the console and the callbacks are (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "${env:QUNFA_BIND:-127.0.0.1}",
            description =
                    "The address to listen on (${DEFAULT-VALUE}): this machine only, for a proxy on it; 0.0.0.0 for every interface.")
    private String bind;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".qunfa",
            description = "Where the database and the keys are kept (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--db",
            paramLabel = "URL",
            defaultValue = "${env:QUNFA_DB}",
            description = "An external PostgreSQL: postgresql://user:password@host/name.")
    private @Nullable String database;

    @Option(
            names = "--sandbox",
            description = "Also run a sandbox, so that no account at WeChat is needed.")
    private boolean sandbox;

    @Option(
            names = "--sandbox-port",
            paramLabel = "P",
            defaultValue = "8090",
            description = "Where the sandbox listens (${DEFAULT-VALUE}).")
    private int sandboxPort;

    @Option(
            names = "--clock",
            paramLabel = "CLOCK",
            defaultValue = "system",
            description =
                    "Which time the rules go by: system, sandbox (with --sandbox), or the address of a sandbox (${DEFAULT-VALUE}).")
    private String clock;

    @Override
    public Integer call() throws InterruptedException {
        var external =
                Optional.ofNullable(database)
                        .filter(url -> !url.isBlank())
                        .map(ExternalDatabase::parse);
        RunningServer.check(options(external, Optional.empty(), Optional.empty()));
        var directory = DataDirectory.open(data);
        var platform = sandbox ? Optional.of(startSandbox(directory)) : NO_SANDBOX;
        var options = options(external, platform, clock(platform));
        var server = RunningServer.start(directory, options, _ -> {});
        report(server, platform);
        new CountDownLatch(1).await();
        return 0;
    }

    private ServerOptions options(
            Optional<ExternalDatabase> external,
            Optional<EmbeddedSandbox> platform,
            Optional<InstantSource> time) {
        return new ServerOptions(bindAddress(), port, external, platform, time, Optional.empty());
    }

    private InetAddress bindAddress() {
        try {
            return InetAddress.ofLiteral(bind.equals("localhost") ? "127.0.0.1" : bind);
        } catch (IllegalArgumentException _) {
            throw new UserError(
                    "--bind %s is not an address: give 127.0.0.1 for this machine only, 0.0.0.0 for every interface, or one of this machine's own."
                            .formatted(bind));
        }
    }

    /** Its world is kept beside the database that knows its followers and messages. */
    private EmbeddedSandbox startSandbox(DataDirectory directory) {
        var world =
                new EmbeddedSandbox.World(
                        sandboxPort, 1_000, 1, Optional.of(directory.resolve("sandbox.json")));
        var running = EmbeddedSandbox.start(world, "--sandbox-port");
        Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        return running;
    }

    private Optional<InstantSource> clock(Optional<EmbeddedSandbox> platform) {
        return switch (clock) {
            case "system" -> Optional.empty();
            case "sandbox" ->
                    Optional.of(
                            platform.orElseThrow(
                                            () ->
                                                    new UserError(
                                                            "--clock sandbox needs --sandbox; for a sandbox elsewhere give its address."))
                                    .clock());
            default -> Optional.of(SandboxTime.of(clock));
        };
    }

    private void report(RunningServer server, Optional<EmbeddedSandbox> platform) {
        var out = spec.commandLine().getOut();
        out.printf("Console   %s%n", server.address());
        platform.ifPresent(
                running -> {
                    out.printf("Sandbox   %s%n", running.address());
                    out.printf("AppID     %s%n", running.appId());
                    out.printf("AppSecret %s%n", running.appSecret());
                });
        server.firstSignIn()
                .ifPresent(
                        signIn -> {
                            out.printf("Sign in   %s%n", signIn.operator().name());
                            out.printf("Password  %s   (shown this once)%n", signIn.password());
                        });
        if (bindAddress().isLoopbackAddress()) {
            out.println(
                    "It listens on this machine only. Put a proxy with HTTPS in front, or see --bind.");
        }
        out.println("Ready. Stop with Ctrl-C.");
        out.flush();
    }
}
