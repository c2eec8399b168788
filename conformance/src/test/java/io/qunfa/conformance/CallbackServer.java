package io.qunfa.conformance;

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
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A callback address that echoes the handshake, answers {@code success} and remembers the pushes.
 */
final class CallbackServer implements AutoCloseable {

    /** One push as it arrived. */
    record Received(String method, String query, String body) {

        Map<String, String> parameters() {
            var parameters = new TreeMap<String, String>();
            for (var pair : query.split("&", -1)) {
                var equals = pair.indexOf('=');
                parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
            return parameters;
        }

        String parameter(String name) {
            return parameters().getOrDefault(name, "");
        }
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    CallbackServer() {
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
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/wx");
    }

    void failFromNowOn() {
        status = 500;
    }

    Received handshake() {
        return received.stream()
                .filter(push -> push.method.equals("GET"))
                .findFirst()
                .orElseThrow();
    }

    List<Received> pushes() {
        return received.stream().filter(push -> push.method.equals("POST")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var request =
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getRawQuery(),
                            body);
            received.add(request);
            var answer = request.parameters().getOrDefault("echostr", "success");
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
