package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.server.testing.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The packaged server, killed with SIGKILL again and again while followers arrive. Its database
 * lives on, as it does when a server is killed, and the next server takes it over. {@code
 * -Dqunfa.kills=100} kills it more often.
 */
final class CallbackKillIT {

    private static final int KILLS = Integer.getInteger("qunfa.kills", 10);
    private static final int SENDERS = 16;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path data;

    private final Random random = new Random(20261125);
    private final int port = Program.freePort();
    private final AtomicInteger follower = new AtomicInteger();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private Program sandbox = startSandbox();
    private Program server = sandbox;

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

    @AfterEach
    void stop() {
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
            System.out.printf(
                    "%d kills: %d callbacks answered, %d stored, each handled once%n",
                    KILLS, answered.size(), stored.size());
        }
    }

    private void sendUntilKilled(JsonNode callback) throws InterruptedException {
        var senders = new Thread[SENDERS];
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var i = 0; i < SENDERS; i++) {
                senders[i] = Thread.ofVirtual().start(() -> send(http, callback));
            }
            LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(900)).toNanos());
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
            var openId = "oKill%023d".formatted(follower.incrementAndGet());
            try {
                var answer = http.send(follow(callback, openId), BodyHandlers.ofString(UTF_8));
                assertThat(answer.statusCode()).isEqualTo(200);
                answered.add(openId);
            } catch (IOException e) {
                alive = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                alive = false;
            }
        }
    }

    private static HttpRequest follow(JsonNode callback, String openId) {
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        var signature = CallbackSignature.of(callback.path("token").asString(), timestamp, "nonce");
        var body =
                """
                <xml><ToUserName>gh_0123456789ab</ToUserName><FromUserName>%s</FromUserName>\
                <CreateTime>%s</CreateTime><MsgType>event</MsgType><Event>subscribe</Event></xml>"""
                        .formatted(openId, timestamp);
        return HttpRequest.newBuilder(
                        URI.create(
                                "%s?signature=%s&timestamp=%s&nonce=nonce"
                                        .formatted(
                                                callback.path("address").asString(),
                                                signature,
                                                timestamp)))
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
        return server.get("/api/v1/accounts/" + account.path("id").asString() + "/callback");
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
