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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import me.chanjar.weixin.mp.api.WxMpMessageRouter;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlOutMessage;

/**
 * A callback address as WxJava's manual builds it: it checks the signature, opens what is
 * encrypted, routes, and answers in kind.
 */
final class WxJavaServer implements AutoCloseable {

    private final WxMpService wxJava;
    private final WxMpMessageRouter router;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<WxMpXmlMessage> received = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    WxJavaServer(WxMpService wxJava) {
        this.wxJava = wxJava;
        this.router = new WxMpMessageRouter(wxJava);
        // Its own one is shared by all routers of a JVM, and every new world counts from the start.
        var seen = ConcurrentHashMap.<String>newKeySet();
        router.setMessageDuplicateChecker(id -> !seen.add(id));
        router.rule()
                .async(false)
                .handler(
                        (message, context, service, session) ->
                                WxMpXmlOutMessage.TEXT()
                                        .content("echo: " + message.getContent())
                                        .fromUser(message.getToUser())
                                        .toUser(message.getFromUser())
                                        .build())
                .end();
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

    /** What WxJava read. */
    List<WxMpXmlMessage> received() {
        return List.copyOf(received);
    }

    /** What came over the wire. */
    List<String> bodies() {
        return List.copyOf(bodies);
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        router.shutDownExecutorService();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = parameters(exchange.getRequestURI().getRawQuery());
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean isGenuine =
                    wxJava.checkSignature(
                            query.get("timestamp"), query.get("nonce"), query.get("signature"));
            var answer = isGenuine ? answer(exchange.getRequestMethod(), query, body) : "refused";
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(String method, Map<String, String> query, String body) {
        if (method.equals("GET")) {
            return query.getOrDefault("echostr", "");
        }
        bodies.add(body);
        boolean isEncrypted = "aes".equals(query.get("encrypt_type"));
        var config = wxJava.getWxMpConfigStorage();
        var message =
                isEncrypted
                        ? WxMpXmlMessage.fromEncryptedXml(
                                body,
                                config,
                                query.get("timestamp"),
                                query.get("nonce"),
                                query.get("msg_signature"))
                        : WxMpXmlMessage.fromXml(body);
        received.add(message);
        var reply = router.route(message);
        return isEncrypted ? reply.toEncryptedXml(config) : reply.toXml();
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new TreeMap<String, String>();
        for (var pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }
}
