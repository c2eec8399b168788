package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The packaged server, its heap limited, beside a sandbox that is a process too, with the sandbox's
 * account connected; and what a program asks of the two.
 */
final class ConnectedServer implements AutoCloseable {

    /** What the issue grants the server. */
    static final int HEAP_MEBIBYTES = 384;

    private static final String NAME = "benchmark";
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Pattern MEMBER = Pattern.compile("\"%s\"\\s*:\\s*\"?([^\",}\\]]*)");
    private static final Pattern COLLECTED = Pattern.compile("Pause.* (\\d+)M->\\d+M");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ChildSandbox sandbox;
    private final Path data;
    private final Process process;
    private final URI address;
    private final String token;
    private final Duration patience;
    private String account = "";

    private ConnectedServer(
            ChildSandbox sandbox, Path data, Process process, int port, Duration patience)
            throws IOException {
        this.sandbox = sandbox;
        this.data = data;
        this.process = process;
        this.address = URI.create("http://127.0.0.1:" + port);
        this.token = Files.readString(data.resolve("cli.token")).strip();
        this.patience = patience;
    }

    static ConnectedServer start(ChildSandbox sandbox, Duration patience)
            throws IOException, InterruptedException {
        var data = Files.createTempDirectory("qunfa-benchmark");
        int port = PackagedServer.freePort();
        var process =
                PackagedServer.start(
                        data,
                        port,
                        List.of(
                                "-Xmx%dm".formatted(HEAP_MEBIBYTES),
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xlog:gc:file=" + data.resolve("gc.log")),
                        "--clock",
                        sandbox.address().toString());
        PackagedServer.awaitReady(process, port);
        var server = new ConnectedServer(sandbox, data, process, port, patience);
        server.connect();
        return server;
    }

    private void connect() throws IOException, InterruptedException {
        account =
                member(
                        post(
                                "/api/v1/accounts",
                                """
                                {"name":"%s","appId":"%s","appSecret":"%s","kind":"service",
                                 "verified":true,"platform":"%s"}
                                """
                                        .formatted(
                                                NAME,
                                                sandbox.appId(),
                                                sandbox.secret(),
                                                sandbox.address())),
                        "id");
        var callback = get(path("/callback"));
        platform(
                "{\"callback\":{\"url\":\"%s\",\"token\":\"%s\",\"mode\":\"plain\"}}"
                        .formatted(member(callback, "address"), member(callback, "token")));
    }

    /** Takes every limit of day, minute and delivery off the platform, and off the server. */
    void liftLimits() throws IOException, InterruptedException {
        platform(
                """
                {"limits":{"recipientsPerMinute":2000000000,
                 "/cgi-bin/user/get":{"daily":1000000,"perMinute":1000000},
                 "/cgi-bin/message/mass/send":{"daily":1000000,"perMinute":1000000}}}
                """);
        pace(60_000);
        callsPerDay(1_000_000);
    }

    void pace(int callsPerMinute) throws IOException, InterruptedException {
        put(path("/delivery-pace"), "{\"callsPerMinute\":%d}".formatted(callsPerMinute));
    }

    void callsPerDay(int calls) throws IOException, InterruptedException {
        put(path("/broadcast-settings"), "{\"callsPerDay\":%d}".formatted(calls));
    }

    void synchronize() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        post(path("/audience/synchronization"), "{}");
        await(path("/audience"), "\"state\"\\s*:\\s*\"(done|failed)\"");
        var audience = get(path("/audience"));
        if (audience.contains("\"failed\"")) {
            throw new IllegalStateException("not synchronised: " + audience);
        }
        System.out.printf(
                "synchronised %s followers in %.1f s%n",
                member(audience, "count"), (System.nanoTime() - begun) / 1e9);
    }

    void clock(String change) throws IOException, InterruptedException {
        call(
                "POST",
                sandbox.address().resolve("/_sandbox/clock"),
                "application/json",
                BodyPublishers.ofString(change));
    }

    void platform(String change) throws IOException, InterruptedException {
        call(
                "PATCH",
                sandbox.address().resolve("/_sandbox/accounts/" + sandbox.appId()),
                "application/json",
                BodyPublishers.ofString(change));
    }

    /** Writes a draft and says where it is. */
    String draft(String content, String audience, String options)
            throws IOException, InterruptedException {
        var draft =
                post(
                        path("/broadcasts"),
                        """
                        {"message":{"kind":"text","content":"%s"},"audience":%s,"options":%s}
                        """
                                .formatted(content, audience, options));
        return path("/broadcasts/" + member(draft, "id"));
    }

    /** Begins a draft with the confirmation that its plan wants. */
    void send(String broadcast, String plan) throws IOException, InterruptedException {
        var confirmation = plan.substring(plan.indexOf("\"confirmation\""));
        post(
                broadcast + "/send",
                "{\"confirmation\":{\"accountName\":\"%s\",\"recipients\":%s}}"
                        .formatted(NAME, member(confirmation, "recipients")));
    }

    void requireResult(String broadcast, String member, long expected)
            throws IOException, InterruptedException {
        var found = member(get(broadcast + "/result"), member);
        if (!found.equals(Long.toString(expected))) {
            throw new IllegalStateException(member + " is " + found);
        }
    }

    void await(String path, String wished) throws IOException, InterruptedException {
        var pattern = Pattern.compile(wished);
        long deadline = System.nanoTime() + patience.toNanos();
        var seen = get(path);
        while (!pattern.matcher(seen).find()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in time: " + seen);
            }
            LockSupport.parkNanos(LOOK.toNanos());
            seen = get(path);
        }
    }

    /** The most of its heap that it had in use when it was collected; it is still alive. */
    int requireHeapKept() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ran out of memory");
        }
        try (var lines = Files.lines(data.resolve("gc.log"))) {
            int most =
                    lines.map(COLLECTED::matcher)
                            .filter(java.util.regex.Matcher::find)
                            .mapToInt(found -> Integer.parseInt(found.group(1)))
                            .max()
                            .orElse(0);
            if (most == 0 || most > HEAP_MEBIBYTES) {
                throw new IllegalStateException("the heap grew to " + most + " MiB");
            }
            return most;
        }
    }

    String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }

    String get(String path) throws IOException, InterruptedException {
        return call("GET", address.resolve(path), "application/json", BodyPublishers.noBody());
    }

    String post(String path, String body) throws IOException, InterruptedException {
        return post(path, "application/json", BodyPublishers.ofString(body));
    }

    String post(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return call("POST", address.resolve(path), type, body);
    }

    private void put(String path, String body) throws IOException, InterruptedException {
        call("PUT", address.resolve(path), "application/json", BodyPublishers.ofString(body));
    }

    private String call(String method, URI to, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(to)
                        .header("Content-Type", type)
                        .header("Authorization", "Bearer " + token)
                        .method(method, body)
                        .build();
        var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + to + ": " + answer.body());
        }
        return answer.body();
    }

    static String member(String json, String name) {
        var found = Pattern.compile(MEMBER.pattern().formatted(name)).matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        PackagedServer.delete(data);
    }
}
