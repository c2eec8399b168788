package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.testing.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The packaged server, killed with SIGKILL again and again while followers arrive, hundreds in a
 * second, every other push of them encrypted and every third repeated as the platform repeats what
 * it has no answer to. Its database lives on, as it does when a server is killed, and the next
 * server takes it over. What each push leads to is a follower, and something to tell another
 * system. {@code -Dqunfa.kills=100} kills it more often.
 */
final class CallbackKillIT {

    private static final int KILLS = Integer.getInteger("qunfa.kills", 10);
    private static final int SENDERS = 32;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path data;

    private final Random random = new Random(20261125);
    private final int port = Program.freePort();
    private final AtomicInteger follower = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final HttpServer other = startOther();
    private Duration underLoad = Duration.ZERO;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private Program sandbox = startSandbox();
    private Program server = sandbox;
    private String appId = "";

    private static Program startSandbox() {
        var port = Program.freePort();
        return Program.launch(
                        port,
                        Map.of(),
                        "sandbox",
                        "--port",
                        Integer.toString(port),
                        "--followers",
                        "1")
                .awaitReady("/_sandbox/state");
    }

    /** Takes whatever it is told. */
    private static HttpServer startOther() {
        try {
            var other =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            other.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            other.createContext(
                    "/",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            other.start();
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        other.stop(0);
        server.close();
        sandbox.close();
    }

    @Test
    void what_was_answered_is_stored_and_took_effect_once() throws Exception {
        server = startServer();
        var callback = connect();
        for (var kill = 0; kill < KILLS; kill++) {
            sendUntilKilled(callback);
            server = startServer();
        }

        try (var database = database()) {
            Stage.await(
                    LIMIT,
                    () ->
                            count(
                                    database,
                                    "SELECT count(*) FROM inbox.push WHERE state = 'waiting'"),
                    waiting -> waiting == 0);
            var stored = strings(database, "SELECT sender FROM inbox.push");
            assertThat(answered).hasSizeGreaterThan(KILLS * SENDERS);
            assertThat(stored).containsAll(answered);
            assertThat(count(database, "SELECT count(*) FROM inbox.push WHERE attempts <> 1"))
                    .isZero();
            assertThat(
                            strings(
                                    database,
                                    "SELECT openid FROM audience.follower WHERE openid LIKE 'oKill%'"))
                    .containsExactlyInAnyOrderElementsOf(stored);
            assertThat(strings(database, "SELECT push_id FROM webhook.delivery"))
                    .containsExactlyInAnyOrderElementsOf(
                            strings(database, "SELECT id FROM inbox.push"));
            assertThat(repeated).hasPositiveValue();
            System.out.printf(
                    "%d kills: %d callbacks answered (%d a second) and %d again, %d stored, each"
                            + " handled once%n",
                    KILLS,
                    answered.size(),
                    answered.size() * 1_000L / underLoad.toMillis(),
                    repeated.get(),
                    stored.size());
        }
    }

    private void sendUntilKilled(JsonNode callback) throws InterruptedException {
        var senders = new Thread[SENDERS];
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var i = 0; i < SENDERS; i++) {
                senders[i] = Thread.ofVirtual().start(() -> send(http, callback));
            }
            var load = Duration.ofMillis(500 + random.nextInt(1_000));
            underLoad = underLoad.plus(load);
            LockSupport.parkNanos(load.toNanos());
            server.kill();
            for (var sender : senders) {
                assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
            }
        }
    }

    /** Sends one newcomer after the other until nobody answers. */
    private void send(HttpClient http, JsonNode callback) {
        var alive = true;
        while (alive) {
            var number = follower.incrementAndGet();
            var openId = "oKill%023d".formatted(number);
            var push = follow(callback, openId, number % 2 == 0);
            alive = isAnswered(http, push);
            if (alive) {
                answered.add(openId);
            }
            if (alive && number % 3 == 0) {
                alive = isAnswered(http, push);
                repeated.incrementAndGet();
            }
        }
    }

    private static boolean isAnswered(HttpClient http, HttpRequest push) {
        try {
            var answer = http.send(push, BodyHandlers.ofString(UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private HttpRequest follow(JsonNode callback, String openId, boolean encrypted) {
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        var token = callback.path("token").asString();
        var signature = CallbackSignature.of(token, timestamp, "nonce");
        var query = "?signature=%s&timestamp=%s&nonce=nonce".formatted(signature, timestamp);
        var body =
                """
                <xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>%s</FromUserName>\
                <CreateTime>%s</CreateTime><MsgType>event</MsgType><Event>subscribe</Event></xml>"""
                        .formatted(openId, timestamp);
        if (encrypted) {
            var key = new EncodingAesKey(callback.path("aesKey").asString());
            var sealed =
                    new MessageCipher(key, appId, new SecureRandom()).encrypt(body.getBytes(UTF_8));
            query +=
                    "&encrypt_type=aes&msg_signature="
                            + CallbackSignature.of(token, timestamp, "nonce", sealed);
            body = "<xml><Encrypt><![CDATA[" + sealed + "]]></Encrypt></xml>";
        }
        return HttpRequest.newBuilder(URI.create(callback.path("address").asString() + query))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private Program startServer() throws IOException {
        var program =
                Program.launch(
                                port,
                                Map.of(),
                                "serve",
                                "--port",
                                Integer.toString(port),
                                "--data",
                                data.toString())
                        .awaitReady("/actuator/health/readiness");
        var token = data.resolve("cli.token");
        Stage.await(() -> Files.exists(token), exists -> exists);
        return program.with(Files.readString(token).strip());
    }

    private JsonNode connect() {
        var platform = sandbox.get("/_sandbox/accounts").at("/accounts/0");
        var account =
                server.call(
                        "POST",
                        "/api/v1/accounts",
                        Map.of(
                                "name",
                                "Kill",
                                "appId",
                                platform.path("appid").asString(),
                                "appSecret",
                                platform.path("secret").asString(),
                                "kind",
                                "service",
                                "verified",
                                true,
                                "platform",
                                sandbox.address().toString()));
        appId = platform.path("appid").asString();
        var path = "/api/v1/accounts/" + account.path("id").asString();
        server.call(
                "POST",
                path + "/webhooks",
                Map.of(
                        "url",
                        "http://127.0.0.1:" + other.getAddress().getPort() + "/",
                        "kinds",
                        List.of("*")));
        return server.get(path + "/callback");
    }

    private Connection database() throws IOException, SQLException {
        var pid = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + pid.get(3).strip() + "/qunfa",
                "qunfa",
                Files.readString(data.resolve("postgres.password")).strip());
    }

    private static long count(Connection database, String query) {
        return Long.parseLong(strings(database, query).iterator().next());
    }

    private static Set<String> strings(Connection database, String query) {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            Set<String> found = new HashSet<>();
            while (rows.next()) {
                assertThat(found.add(String.valueOf(rows.getString(1)))).isTrue();
            }
            return found;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
