package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Answers each path as a test says and remembers what was asked, byte for byte. It is for what the
 * sandbox does not show: the exact request, and answers no platform should give.
 */
final class ScriptedPlatform implements AutoCloseable {

    static final Credentials CREDENTIALS =
            Credentials.of("wx0123456789abcdef", "5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0");
    static final String TOKEN = "80_t0ken-of-the-test_which-nobody-may-see";

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Function<Received, String>> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    ScriptedPlatform() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(workers);
        server.start();
        on("/cgi-bin/stable_token", tokenAnswer(TOKEN));
    }

    static String tokenAnswer(String token) {
        return "{\"access_token\":\"" + token + "\",\"expires_in\":7200}";
    }

    ScriptedPlatform on(String path, String json) {
        return on(path, request -> json);
    }

    ScriptedPlatform on(String path, Function<Received, String> answer) {
        answers.put(path, answer);
        return this;
    }

    /** Answers this path with the recorded answer of a folder of fixtures. */
    ScriptedPlatform plays(String path, String folder) {
        return on(path, Fixtures.text(folder + "/answer.json"));
    }

    /** Fails unless the last request to this path is the recorded one of the folder. */
    void assertAsked(String path, String folder) {
        var requests = received(path);
        assertThat(requests).as("requests to %s", path).isNotEmpty();
        var body = requests.get(requests.size() - 1).body();
        assertThat(Json.MAPPER.readTree(body)).isEqualTo(Fixtures.json(folder + "/request.json"));
    }

    List<Received> received(String path) {
        return received.stream().filter(request -> request.path.equals(path)).toList();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    WeChat connect() {
        return WeChat.builder(CREDENTIALS).endpoints(Endpoints.of(address())).build();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            var bytesIn = exchange.getRequestBody().readAllBytes();
            var body = new String(bytesIn, StandardCharsets.UTF_8);
            var request = new Received(exchange.getRequestMethod(), uri.getPath(), query, body);
            received.add(request);
            var answer = answers.getOrDefault(uri.getPath(), ScriptedPlatform::notFound);
            var bytes = answer.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String notFound(Received request) {
        return "{\"errcode\":40066,\"errmsg\":\"invalid url\"}";
    }

    record Received(String method, String path, String query, String body) {}
}
