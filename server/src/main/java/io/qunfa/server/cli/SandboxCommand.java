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

/** Runs the emulator alone. It must not load Spring, which is why it touches nothing of it. */
@Command(
        name = "sandbox",
        description = "Runs the platform's side alone, to build and test other WeChat programs.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8090",
            description = "Where it listens, on this machine only (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--followers",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many follow the first account (${DEFAULT-VALUE}).")
    private int followers;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed makes the same world (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--snapshot",
            paramLabel = "FILE",
            description =
                    "Where the world is kept; one that is there goes on, whatever seed and"
                            + " followers are asked for.")
    private @Nullable Path snapshot;

    @Option(names = "--tls", paramLabel = "P", description = "Serves HTTPS too, on this port.")
    private @Nullable Integer tlsPort;

    @Option(
            names = "--proxy",
            paramLabel = "P",
            description =
                    "Is an HTTPS proxy for the platform's hosts too, on this port: for programs"
                            + " whose addresses cannot be set.")
    private @Nullable Integer proxyPort;

    @Option(
            names = "--authority",
            paramLabel = "DIR",
            defaultValue = ".qunfa/authority",
            description =
                    "Where the certificate authority of --tls and --proxy is kept"
                            + " (${DEFAULT-VALUE}).")
    private Path authority = Path.of(".qunfa/authority");

    @Override
    public Integer call() throws InterruptedException {
        var world = new EmbeddedSandbox.World(port, followers, seed, Optional.ofNullable(snapshot));
        var fixed = new EmbeddedSandbox.FixedAddresses(tlsPort, proxyPort, authority);
        try (var sandbox = EmbeddedSandbox.start(world, fixed, "--port")) {
            var out = spec.commandLine().getOut();
            out.printf("Sandbox   %s%n", sandbox.address());
            out.printf("AppID     %s%n", sandbox.appId());
            out.printf("AppSecret %s%n", sandbox.appSecret());
            if (snapshot != null) {
                out.printf("World     %s, %s%n", snapshot, sandbox.goesOn() ? "goes on" : "new");
            }
            if (sandbox.goesOn() && (isGiven("--seed") || isGiven("--followers"))) {
                out.println("          --seed and --followers are ignored: they make a new world");
            }
            if (tlsPort != null) {
                out.printf("HTTPS     %s%n", sandbox.tlsAddress());
            }
            if (proxyPort != null) {
                out.printf("Proxy     %s%n", sandbox.proxyAddress());
            }
            if (tlsPort != null || proxyPort != null) {
                out.printf("Trust     %s%n", sandbox.authority());
            }
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
