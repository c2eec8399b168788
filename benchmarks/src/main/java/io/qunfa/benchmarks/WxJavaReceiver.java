package io.qunfa.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/**
 * The same work with WxJava: verify, decrypt, parse, one insert for each callback into the same
 * PostgreSQL, answer after the commit.
 */
final class WxJavaReceiver {

    private static final int CONNECTIONS = 10;

    private final WxMpService wechat;
    private final BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);

    private WxJavaReceiver(WxMpService wechat) {
        this.wechat = wechat;
    }

    /** The child: takes token, key, AppID and the server's data directory; says its port. */
    public static void main(String... arguments) throws Exception {
        var given = arguments[0].split(",", -1);
        var configuration = new WxMpDefaultConfigImpl();
        configuration.setToken(given[0]);
        configuration.setAesKey(given[1]);
        configuration.setAppId(given[2]);
        var wechat = new WxMpServiceImpl();
        wechat.setWxMpConfigStorage(configuration);
        var receiver = new WxJavaReceiver(wechat);
        receiver.connect(Path.of(given[3]));
        // The JDK's server hangs up on idle connections beyond 200.
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", receiver::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private void connect(Path data) throws IOException, SQLException {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip();
        var password = Files.readString(data.resolve("postgres.password")).strip();
        for (int i = 0; i < CONNECTIONS; i++) {
            pool.add(
                    DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + port + "/qunfa", "qunfa", password));
        }
        try (var statement = pool.element().createStatement()) {
            statement.execute(
                    "CREATE TABLE public.message (sender text, msg_id bigint, body text,"
                            + " PRIMARY KEY (sender, msg_id))");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = take(query(exchange.getRequestURI().getRawQuery()), body) ? 200 : 403;
        var answer = "success".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private boolean take(Map<String, String> query, String body) {
        if (!wechat.checkSignature(
                query.get("timestamp"), query.get("nonce"), query.get("signature"))) {
            return false;
        }
        store(
                query.containsKey("msg_signature")
                        ? WxMpXmlMessage.fromEncryptedXml(
                                body,
                                wechat.getWxMpConfigStorage(),
                                query.get("timestamp"),
                                query.get("nonce"),
                                query.get("msg_signature"))
                        : WxMpXmlMessage.fromXml(body),
                body);
        return true;
    }

    private void store(WxMpXmlMessage message, String body) {
        try {
            var connection = pool.take();
            try (var statement =
                    connection.prepareStatement(
                            "INSERT INTO public.message VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                statement.setString(1, message.getFromUser());
                statement.setLong(2, message.getMsgId());
                statement.setString(3, body);
                statement.executeUpdate();
            } finally {
                pool.add(connection);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(String raw) {
        var values = new HashMap<String, String>();
        for (var pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return values;
    }
}
