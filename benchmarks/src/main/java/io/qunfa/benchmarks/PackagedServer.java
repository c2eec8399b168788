package io.qunfa.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The server as it is packaged, in a process of its own. */
final class PackagedServer {

    private PackagedServer() {}

    static Process start(Path data, int port, List<String> jvmOptions, String... more)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(
                List.of(
                        "-jar",
                        jar().toString(),
                        "serve",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Reads what it says until it is ready; what it says later is nobody's concern. */
    static void awaitReady(Process process, int port) throws IOException {
        var said = process.inputReader(StandardCharsets.UTF_8);
        var line = said.readLine();
        while (line != null && !line.startsWith("Ready")) {
            line = said.readLine();
        }
        Thread.ofVirtual().start(() -> swallow(said));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var answer = RawCall.get(address, "/actuator/health/readiness");
        if (line == null || !answer.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server is not ready: " + answer);
        }
    }

    private static void swallow(BufferedReader said) {
        try (said) {
            while (said.readLine() != null) {
                // A pipe that is full would stop the server.
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Beside this module, in the repository. */
    private static Path jar() throws IOException {
        var classes =
                Path.of(
                        URI.create(
                                PackagedServer.class
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
