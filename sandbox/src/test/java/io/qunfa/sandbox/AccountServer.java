package io.qunfa.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.qunfa.protocol.CallbackSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** The server behind a callback address: echoes the handshake, keeps what is pushed. */
final class AccountServer implements AutoCloseable {

    static final String TOKEN = "QunfaTestToken";

    private final HttpServer server;
    private final List<Push> pushes = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> reply = push -> "success";
    private volatile UnaryOperator<String> echo = echostr -> echostr;
    private volatile int status = 200;

    record Push(Map<String, String> query, String contentType, String body) {

        String value(String name) {
            return AccountServer.value(query, name);
        }
    }

    AccountServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/wx");
    }

    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    List<String> bodies() {
        return pushes.stream().map(Push::body).toList();
    }

    void replies(UnaryOperator<String> next) {
        reply = next;
    }

    void echoes(UnaryOperator<String> next) {
        echo = next;
    }

    void answersStatus(int next) {
        status = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var query = query(exchange.getRequestURI().getRawQuery());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean genuine =
                CallbackSignature.matches(
                        value(query, "signature"),
                        TOKEN,
                        value(query, "timestamp"),
                        value(query, "nonce"));
        String answer;
        if (exchange.getRequestMethod().equals("GET")) {
            answer = genuine ? echo.apply(value(query, "echostr")) : "forged";
        } else {
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            pushes.add(new Push(query, type, body));
            answer = reply.apply(body);
        }
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String value(Map<String, String> query, String name) {
        return query.getOrDefault(name, "");
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
