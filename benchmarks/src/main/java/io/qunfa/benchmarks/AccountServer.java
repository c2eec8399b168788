package io.qunfa.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The shortest server that an account can have: passes the handshake and counts what is pushed. */
final class AccountServer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger pushes = new AtomicInteger();

    AccountServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    int pushes() {
        return pushes.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean isPush = exchange.getRequestMethod().equals("POST");
        if (isPush) {
            pushes.incrementAndGet();
        }
        var answer = isPush ? "success" : echo(exchange.getRequestURI().getRawQuery());
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String echo(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith("echostr="))
                .map(pair -> pair.substring("echostr=".length()))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
