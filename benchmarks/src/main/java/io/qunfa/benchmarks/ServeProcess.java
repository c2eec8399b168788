package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged server with its own, durable database, in a process of its own. */
final class ServeProcess implements AutoCloseable {

    private static final int STOP_SECONDS = 60;
    private static final int TOKEN_TRIES = 200;

    private final Process process;
    private final int port;
    private final Path data;

    private ServeProcess(Process process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    static ServeProcess start(Path data) throws IOException {
        int port = PackagedServer.freePort();
        var process = PackagedServer.start(data, port, List.of());
        PackagedServer.awaitReady(process, port);
        return new ServeProcess(process, port, data);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** One call of the API with the token of this machine's command line. */
    String call(String method, String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(path + ": " + answer.body());
            }
            return answer.body();
        }
    }

    CpuTime cpuTime() throws IOException {
        return CpuTime.of(process, data);
    }

    private String token() throws Exception {
        var file = data.resolve("cli.token");
        for (int i = 0; i < TOKEN_TRIES && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        return Files.readString(file).strip();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
