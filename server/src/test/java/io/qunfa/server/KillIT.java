package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The packaged server, killed with SIGKILL or halted at a named point, and started again. The
 * sandbox runs in another process and survives: its ledger is the judge.
 */
final class KillIT {

    private static final int FOLLOWERS = 50;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path data;

    private final int serverPort = Program.freePort();
    private Program sandbox = startSandbox();
    private Program server = sandbox;
    private String appId = "";
    private String account = "";

    private static Program startSandbox() {
        var port = Program.freePort();
        return Program.launch(
                        port,
                        Map.of(),
                        "sandbox",
                        "--port",
                        Integer.toString(port),
                        "--followers",
                        Integer.toString(FOLLOWERS))
                .awaitReady("/_sandbox/state");
    }

    @BeforeEach
    void connect() {
        server = startServer("");
        var platform = sandbox.get("/_sandbox/accounts").at("/accounts/0");
        appId = platform.path("appid").asString();
        account =
                server.call(
                                "POST",
                                "/api/v1/accounts",
                                Map.of(
                                        "name",
                                        "Boxer",
                                        "appId",
                                        appId,
                                        "appSecret",
                                        platform.path("secret").asString(),
                                        "kind",
                                        "service",
                                        "verified",
                                        true,
                                        "platform",
                                        sandbox.address().toString()))
                        .path("id")
                        .asString();
        receiveCallbacks();
        synchronize();
        sandbox.call("POST", "/_sandbox/clock", Map.of("rate", 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        sandbox.close();
        stopOrphan(data.resolve("postgres").resolve("postmaster.pid"));
    }

    /** A test that failed may leave a database whose server is dead. */
    private static void stopOrphan(Path pidFile) throws IOException {
        if (Files.exists(pidFile)) {
            var pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }

    @Test
    void a_server_killed_between_intent_and_answer_sends_once_after_it_is_back() {
        slowDown("/cgi-bin/message/mass/send");
        var broadcast = send("killed");
        awaitCall(broadcast, "intent");

        server.kill();
        Stage.await(this::answered, answered -> answered);
        pass("PT2M");
        start("");

        var finished = awaitState(broadcast, "finished");
        assertThat(finished.at("/calls/0/status").asString()).isEqualTo("SEND_SUCCESS");
        assertEverybodyGotEachOnce(1);
    }

    @Test
    void a_server_that_dies_around_any_commit_sends_once_after_it_is_back() {
        server.close();
        start("before-intent");
        var first = send("first");
        awaitDeath();

        start("after-accepted:2");
        awaitState(first, "awaiting-result");
        pass("PT1M");
        awaitState(first, "finished");
        var second = send("second");
        awaitDeath();

        start("before-result");
        assertThat(awaitState(second, "awaiting-result").at("/calls/0/msgId").isNull()).isFalse();
        pass("PT1M");
        awaitDeath();

        server = launchServer("after-result");
        awaitDeath();

        start("");
        var finished = awaitState(second, "finished");
        assertThat(finished.at("/totals/delivered").asInt()).isEqualTo(FOLLOWERS);
        assertEverybodyGotEachOnce(2);
    }

    private void start(String crashPoint) {
        server = startServer(crashPoint);
    }

    private void awaitDeath() {
        assertThat(server.awaitEnd()).isEqualTo(137);
    }

    /**
     * The sandbox's time stands still but for this, so that no event comes while nobody listens.
     */
    private void pass(String duration) {
        sandbox.call("POST", "/_sandbox/clock", Map.of("advance", duration));
    }

    /** Whether the platform has done what the call asked for, although nobody heard the answer. */
    private boolean answered() {
        return sandbox.get("/_sandbox/requests?limit=1000")
                .path("requests")
                .valueStream()
                .anyMatch(
                        request ->
                                request.path("answer")
                                        .asString()
                                        .contains("send job submission success"));
    }

    private Program startServer(String crashPoint) {
        return launchServer(crashPoint).awaitReady("/actuator/health/readiness").with(token());
    }

    /** It may be dead before it is ready. */
    private Program launchServer(String crashPoint) {
        return Program.launch(
                serverPort,
                Map.of("QUNFA_CRASH_AT", crashPoint),
                "serve",
                "--port",
                Integer.toString(serverPort),
                "--data",
                data.toString());
    }

    private String token() {
        try {
            var file = data.resolve("cli.token");
            Stage.await(() -> Files.exists(file), exists -> exists);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void receiveCallbacks() {
        var callback = server.get(path("/callback"));
        sandbox.call(
                "PATCH",
                "/_sandbox/accounts/" + appId,
                Map.of(
                        "callback",
                        Map.of(
                                "url", callback.path("address").asString(),
                                "token", callback.path("token").asString(),
                                "mode", "plain")));
    }

    private void synchronize() {
        server.call("POST", path("/audience/synchronization"), Map.of());
        Stage.await(
                () -> server.get(path("/audience")),
                seen -> seen.at("/synchronization/state").asString().equals("done"));
    }

    /** The next call waits before the platform does anything with it. */
    private void slowDown(String path) {
        sandbox.call(
                "PUT",
                "/_sandbox/faults",
                Map.of(
                        "faults",
                        List.of(
                                Map.of(
                                        "path", path, "times", 1, "effect", "latency", "delay",
                                        "PT3S"))));
    }

    private List<String> followers() {
        return sandbox.get("/_sandbox/accounts/" + appId + "/followers")
                .path("followers")
                .valueStream()
                .map(follower -> follower.path("openid").asString())
                .toList();
    }

    private String send(String content) {
        var draft =
                server.call(
                                "POST",
                                path("/broadcasts"),
                                Map.of(
                                        "message", Stage.text(content),
                                        "audience", Stage.list(followers())))
                        .path("id")
                        .asString();
        server.call(
                "POST",
                path("/broadcasts/" + draft + "/send"),
                Map.of("confirmation", Map.of("accountName", "Boxer", "recipients", FOLLOWERS)));
        return draft;
    }

    private void awaitCall(String broadcast, String state) {
        Stage.await(
                () -> broadcast(broadcast),
                seen -> seen.at("/calls/0/state").asString().equals(state));
    }

    private JsonNode awaitState(String broadcast, String state) {
        return Stage.await(
                LIMIT,
                () -> broadcast(broadcast),
                seen -> seen.path("state").asString().equals(state));
    }

    private JsonNode broadcast(String broadcast) {
        return server.get(path("/broadcasts/" + broadcast));
    }

    private JsonNode ledger() {
        return sandbox.get("/_sandbox/accounts/" + appId + "/ledger").path("ledger");
    }

    private void assertEverybodyGotEachOnce(int broadcasts) {
        var entries = ledger();
        assertThat(entries.size()).as("%s", entries).isEqualTo(broadcasts);
        assertThat(entries.valueStream().map(entry -> entry.path("delivered").asInt()))
                .containsOnly(FOLLOWERS);
        var twice = sandbox.get("/_sandbox/accounts/" + appId + "/ledger?duplicates=true");
        assertThat(twice.path("duplicates").size()).as("%s", twice).isZero();
    }

    private String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }
}
