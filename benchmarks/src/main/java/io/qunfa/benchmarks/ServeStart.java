package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/** From {@code exec} of {@code ./qunfa serve} to ready, on a data directory that exists. */
final class ServeStart {

    private static final int DEFAULT_RUNS = 5;
    private static final int STOP_SECONDS = 60;

    private ServeStart() {}

    /** Takes the number of runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int count = arguments.length == 0 ? DEFAULT_RUNS : Integer.parseInt(arguments[0]);
        var data = Files.createTempDirectory("qunfa-serve-start");
        try {
            System.out.println(Figures.of("serve, first run", "ms", serve(data)).report());
            var runs = new double[count];
            for (int i = 0; i < count; i++) {
                runs[i] = serve(data);
            }
            System.out.println(Figures.of("serve to ready", "ms", runs).report());
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static double serve(Path data) throws IOException, InterruptedException {
        int port = freePort();
        long begun = System.nanoTime();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                packagedServer().toString(),
                                "serve",
                                "--port",
                                String.valueOf(port),
                                "--data",
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            awaitReady(process, port);
            return (System.nanoTime() - begun) / 1e6;
        } finally {
            process.destroy();
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void awaitReady(Process process, int port) throws IOException {
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            var line = said.readLine();
            while (line != null && !line.startsWith("Ready")) {
                line = said.readLine();
            }
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var answer = RawCall.get(address, "/actuator/health/readiness");
            if (line == null || !answer.startsWith("HTTP/1.1 200")) {
                throw new IOException("the server is not ready: " + answer);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Beside this module, in the repository. */
    private static Path packagedServer() throws IOException {
        var classes =
                Path.of(
                        URI.create(
                                ServeStart.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString()));
        var jar = classes.resolve("../../../server/target/qunfa.jar").normalize();
        if (!Files.exists(jar)) {
            throw new IOException("build the server first: there is no " + jar);
        }
        return jar;
    }
}
