package io.qunfa.server.cli;

import java.nio.file.Path;
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

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Where the console and the callbacks are (${DEFAULT-VALUE}).")
    private int port;

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

    @Override
    public Integer call() throws InterruptedException {
        var platform =
                sandbox
                        ? Optional.of(
                                EmbeddedSandbox.start(
                                        new EmbeddedSandbox.World(sandboxPort, 1_000, 1),
                                        "--sandbox-port"))
                        : Optional.<EmbeddedSandbox>empty();
        var options =
                new ServerOptions(
                        null,
                        port,
                        data,
                        Optional.ofNullable(database)
                                .filter(url -> !url.isBlank())
                                .map(ExternalDatabase::parse));
        var server = RunningServer.start(options, platform, _ -> {});
        report(server, platform);
        new CountDownLatch(1).await();
        return 0;
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
        out.println("Ready. Stop with Ctrl-C.");
        out.flush();
    }
}
