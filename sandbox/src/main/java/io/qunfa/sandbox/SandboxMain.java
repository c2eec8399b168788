package io.qunfa.sandbox;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs a sandbox as a program. */
public final class SandboxMain {

    private static final List<String> OPTIONS =
            List.of(
                    "--port",
                    "--followers",
                    "--seed",
                    "--snapshot",
                    "--tls",
                    "--proxy",
                    "--authority");

    private static final List<String> FOR_NEW_WORLDS = List.of("--seed", "--followers");

    private SandboxMain() {}

    /** Starts a sandbox with the options given and stays until the process ends. */
    public static void main(String... arguments) {
        try {
            var options = parse(arguments);
            var sandbox = builder(options).start();
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            var account = sandbox.account();
            System.out.printf(
                    "sandbox %s%nappid   %s%nsecret  %s%ncontrol %s/_sandbox/state%n",
                    sandbox.address(), account.appId(), account.appSecret(), sandbox.address());
            printWorld(sandbox, options);
            printSecure(sandbox, options);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void printWorld(Sandbox sandbox, Map<String, String> options) {
        var file = options.get("--snapshot");
        if (file == null) {
            return;
        }
        System.out.printf("world   %s, %s%n", file, sandbox.goesOn() ? "goes on" : "new");
        if (sandbox.goesOn() && FOR_NEW_WORLDS.stream().anyMatch(options::containsKey)) {
            System.out.println("        ignored, they make a new world: " + FOR_NEW_WORLDS);
        }
    }

    private static void printSecure(Sandbox sandbox, Map<String, String> options) {
        if (options.containsKey("--tls")) {
            System.out.println("https   " + sandbox.tlsAddress());
        }
        if (options.containsKey("--proxy")) {
            System.out.println("proxy   " + sandbox.proxyAddress());
        }
        if (options.containsKey("--tls") || options.containsKey("--proxy")) {
            System.out.println("trust   " + sandbox.authority());
        }
    }

    private static Sandbox.Builder builder(Map<String, String> options) {
        var builder = Sandbox.builder().port(8090);
        options.forEach(
                (name, value) -> {
                    switch (name) {
                        case "--port" -> builder.port(Integer.parseInt(value));
                        case "--followers" -> builder.followers(Integer.parseInt(value));
                        case "--seed" -> builder.seed(Long.parseLong(value));
                        case "--tls" -> builder.tlsPort(Integer.parseInt(value));
                        case "--proxy" -> builder.proxyPort(Integer.parseInt(value));
                        case "--authority" -> builder.authority(Path.of(value));
                        case "--snapshot" -> builder.snapshot(Path.of(value));
                        default -> throw new IllegalArgumentException("unknown option " + name);
                    }
                });
        return builder;
    }

    private static Map<String, String> parse(String... arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("every option has a value: " + OPTIONS);
        }
        var options = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException(
                        "unknown option " + arguments[i] + "; known are " + OPTIONS);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }
}
