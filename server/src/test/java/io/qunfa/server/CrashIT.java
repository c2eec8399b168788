package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Article;
import io.qunfa.client.CommentRule;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.MediaKind;
import io.qunfa.client.Upload;
import io.qunfa.client.WeChat;
import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The packaged server, halted at every named point and killed at random moments, frozen, doubled,
 * and with the database failing underneath. The sandbox runs in a process of its own, sixty times
 * as fast as real time, and survives: its ledger is the judge.
 *
 * <p>{@code -Dqunfa.kills=300} kills more often; {@code -Dqunfa.seed=7} repeats the random moments,
 * or goes on with a run that was stopped.
 */
final class CrashIT {

    private static final int FOLLOWERS = 10_040;
    private static final int KILLS = Integer.getInteger("qunfa.kills", 10);
    private static final int KILLS_OF_A_PLATFORM = 32;
    private static final KillTally TALLY = new KillTally("kills", KILLS);
    private static final String AFTER_COPY = "after-copy";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration SLOW_CALL = Duration.ofSeconds(8);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);

    /**
     * Each leaves to the next what that one needs to be reached; two are random moments, and those
     * of the second half are reached by many kills only.
     */
    private static final List<String> POINTS =
            List.of(
                    "after-intent",
                    "after-doubt",
                    "after-repeat",
                    "after-answer",
                    "after-accepted",
                    "before-intent",
                    "before-result",
                    "after-tagging",
                    "",
                    "",
                    "after-result",
                    "before-call",
                    "after-tag-made",
                    "after-untagging",
                    "after-tag-removed",
                    AFTER_COPY);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path data;

    private final String database = TestDatabase.cloneAddress();
    private final Random random = new Random(TALLY.seed() + TALLY.rounds());
    private final Map<String, Integer> tally = new LinkedHashMap<>();
    private final List<String> broadcasts = new ArrayList<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final Map<String, Integer> recipients = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();
    private final List<Program> started = new ArrayList<>();
    private final int port = Program.freePort();
    private final Program sandbox = keep(startSandbox());
    private String token = "";
    private String appId = "";
    private String secret = "";
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

    private Program keep(Program program) {
        started.add(program);
        return program;
    }

    @AfterEach
    void stop() {
        started.forEach(Program::endQuietly);
    }

    /** How often it is killed before it is given another platform and another database. */
    static Stream<Integer> rounds() {
        return Stream.iterate(TALLY.left(), left -> left > 0, left -> left - KILLS_OF_A_PLATFORM)
                .map(left -> Math.min(left, KILLS_OF_A_PLATFORM));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void however_often_it_is_killed_everybody_gets_everything_once(int kills) {
        var began = System.nanoTime();
        var server = connect(startServer(port, ""));
        server.kill();
        for (var kill = 0; kill < kills; kill++) {
            killed(POINTS.get(kill % POINTS.size()));
        }

        server = startServer(port, "");

        awaitTheEnd(server);
        assertEverybodyGotEachOnce(server);
        TALLY.add(tally, broadcasts.size(), Duration.ofNanos(System.nanoTime() - began));
        if (TALLY.left() == 0) {
            TALLY.end();
        }
    }

    @Test
    void a_dead_node_is_replaced_within_ten_seconds_and_a_frozen_one_sends_nothing_anew()
            throws Exception {
        var first = connect(startServer(port, ""));
        var second = startServer(Program.freePort(), "");
        slowDown();
        second.signal("STOP");
        send(first);
        awaitBegun(first);

        first.signal("STOP");
        second.signal("CONT");
        var frozenAt = System.nanoTime();
        awaitMoved(second);
        var takenOver = Duration.ofNanos(System.nanoTime() - frozenAt);
        awaitTheEnd(second);
        first.signal("CONT");
        awaitThatItDidWhatItWasAt(first);
        send(second);
        awaitTheEnd(second);
        send(second);
        first.kill();
        awaitTheEnd(second);

        assertThat(takenOver).isLessThan(TAKEN_OVER_WITHIN);
        assertEverybodyGotEachOnce(second);
    }

    @Test
    void a_database_that_crashes_underneath_costs_nothing_but_time() throws Exception {
        var server = connect(startServer(port, ""));
        send(server);
        TestDatabase.crash();
        awaitTheEnd(server);
        send(server);
        awaitBegun(server);
        TestDatabase.crash();

        awaitTheEnd(server);

        assertEverybodyGotEachOnce(server);
    }

    /** One life of the server that ends at a point or, if it has no name, at a random moment. */
    private void killed(String point) {
        var server = keep(Program.launch(port, environment(point), words(port)));
        if (point.isEmpty()) {
            server.awaitEnd(Duration.ofMillis(500 + random.nextInt(9_000)));
            server.kill();
        } else {
            workUntilItDies(server, point);
        }
        tally.merge(point.isEmpty() ? "random-moment" : point, 1, Integer::sum);
        server.endQuietly();
        started.remove(server);
    }

    /**
     * A point that nothing under way will reach is reached by another broadcast; to one follower if
     * it is a point around a temporary tag, of an article if it is one around copies of drafts.
     */
    private void workUntilItDies(Program server, String point) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!server.awaitEnd(Duration.ofMillis(100))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it does not die; tally so far: " + tally);
            }
            try {
                if (server.answers("/actuator/health/readiness") && allDone(server)) {
                    sendBy(server, point);
                }
            } catch (AssertionError e) {
                // It died while it was asked; whether a draft was left behind matters to nobody.
                assertThat(server.awaitEnd(LIMIT)).isTrue();
            }
        }
    }

    private void sendBy(Program server, String point) {
        if (point.equals(AFTER_COPY)) {
            sendArticle(server);
        } else {
            send(server, point.contains("tag") ? 1 : FOLLOWERS);
        }
    }

    private Program startServer(int at, String point) {
        var server = keep(Program.launch(at, environment(point), words(at)));
        return server.awaitReady("/actuator/health/readiness").with(token);
    }

    private static Map<String, String> environment(String point) {
        return Map.of("QUNFA_CRASH_AT", point, "QUNFA_KEY", ServerTest.KEY);
    }

    private String[] words(int at) {
        return new String[] {
            "serve",
            "--port",
            Integer.toString(at),
            "--data",
            data.resolve("node-" + at).toString(),
            "--db",
            database,
            "--clock",
            sandbox.address().toString()
        };
    }

    private Program connect(Program server) {
        token = read(data.resolve("node-" + port).resolve("cli.token"));
        server.with(token);
        var platform = sandbox.get("/_sandbox/accounts").at("/accounts/0");
        appId = platform.path("appid").asString();
        secret = platform.path("secret").asString();
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
                                        secret,
                                        "kind",
                                        "service",
                                        "verified",
                                        true,
                                        "platform",
                                        sandbox.address().toString()))
                        .path("id")
                        .asString();
        receiveCallbacks(server);
        liftLimits(server);
        server.call("POST", path("/audience/synchronization"), Map.of());
        Stage.await(
                LIMIT,
                () -> server.get(path("/audience")),
                seen -> seen.at("/synchronization/state").asString().equals("done"));
        sandbox.call("POST", "/_sandbox/clock", Map.of("rate", 60));
        return server;
    }

    private void receiveCallbacks(Program server) {
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

    /** The days of this world are short. */
    private void liftLimits(Program server) {
        sandbox.call(
                "PATCH",
                "/_sandbox/accounts/" + appId,
                Map.of(
                        "limits",
                        Map.of(
                                "/cgi-bin/message/mass/send",
                                Map.of("daily", 1_000_000, "perMinute", 1_000_000))));
        server.call("PUT", path("/delivery-pace"), Map.of("callsPerMinute", 600));
    }

    private static String read(Path file) {
        try {
            Stage.await(LIMIT, () -> Files.exists(file), exists -> exists);
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Nobody gets more than four in a month, so time goes on by a week, with nothing under way. */
    private void send(Program server) {
        send(server, FOLLOWERS);
    }

    private void send(Program server, int count) {
        letTimePass(server);
        var content = "broadcast " + (broadcasts.size() + 1);
        send(server, content, Stage.text(content), count);
    }

    /** Two calls, of which the second needs a copy of the draft. */
    private void sendArticle(Program server) {
        letTimePass(server);
        var title = "article " + (broadcasts.size() + 1);
        send(server, title, Map.of("kind", "article", "draftId", drawn(title)), FOLLOWERS);
    }

    private String drawn(String title) {
        try (var wechat =
                WeChat.builder(Credentials.of(appId, secret))
                        .endpoints(Endpoints.of(sandbox.address()))
                        .build()) {
            var picture = Upload.of("cover.png", SamplePictures.png(90, 50));
            var cover = wechat.materials().add(MediaKind.IMAGE, picture).mediaId();
            var article =
                    new Article.News(
                            title, "Li", "", "<p>Hello</p>", "", cover, CommentRule.NOBODY, "", "");
            return wechat.drafts().add(List.of(article)).value();
        }
    }

    private void letTimePass(Program server) {
        server.with(token);
        if (!broadcasts.isEmpty()) {
            sandbox.call("POST", "/_sandbox/clock", Map.of("advance", "PT192H"));
            awaitTheServersClock();
        }
    }

    private void send(Program server, String content, Map<String, Object> message, int count) {
        var draft =
                server.call(
                                "POST",
                                path("/broadcasts"),
                                Map.of(
                                        "message", message,
                                        "audience", Stage.list(followers().subList(0, count)),
                                        "options",
                                                Map.of(
                                                        "overQuota",
                                                        "keep",
                                                        "separateArticles",
                                                        true)))
                        .path("id")
                        .asString();
        broadcasts.add(draft);
        contents.put(draft, content);
        recipients.put(content, count);
        server.call(
                "POST",
                path("/broadcasts/" + draft + "/send"),
                Map.of(
                        "confirmation",
                        server.get(path("/broadcasts/" + draft + "/plan")).path("confirmation")));
    }

    /**
     * A thawed node may still make the call it was frozen in, with its fixed key, which the
     * platform remembers for a day; time must not jump over that day meanwhile.
     */
    private static void awaitThatItDidWhatItWasAt(Program thawed) {
        thawed.awaitReady("/actuator/health/readiness");
        var done = System.nanoTime() + SLOW_CALL.plusSeconds(4).toNanos();
        Stage.await(LIMIT, System::nanoTime, now -> now > done);
    }

    /** A server asks for the sandbox's time five times a second. */
    private static void awaitTheServersClock() {
        var followed = System.nanoTime() + Duration.ofMillis(600).toNanos();
        Stage.await(LIMIT, System::nanoTime, now -> now > followed);
    }

    private List<String> followers() {
        var next = "";
        while (known.size() < FOLLOWERS) {
            var page =
                    sandbox.get(
                            "/_sandbox/accounts/" + appId + "/followers?limit=1000&after=" + next);
            page.path("followers")
                    .forEach(follower -> known.add(follower.path("openid").asString()));
            next = page.path("next").asString("");
        }
        return known;
    }

    private void slowDown() {
        sandbox.call(
                "PUT",
                "/_sandbox/faults",
                Map.of(
                        "faults",
                        List.of(
                                Map.of(
                                        "path",
                                        "/cgi-bin/message/mass/send",
                                        "times",
                                        2,
                                        "effect",
                                        "latency",
                                        "delay",
                                        SLOW_CALL.toString()))));
    }

    private void awaitBegun(Program server) {
        Stage.await(
                LIMIT,
                () -> state(server, broadcasts.getLast(), "/calls/0/state"),
                state -> !state.equals("planned"));
    }

    /** Whether another node has taken the work over. */
    private void awaitMoved(Program server) {
        Stage.await(
                LIMIT,
                () -> state(server, broadcasts.getLast(), "/calls/0/state"),
                state -> !state.equals("planned") && !state.equals("intent"));
    }

    private String state(Program server, String broadcast, String pointer) {
        return server.with(token).get(path("/broadcasts/" + broadcast)).at(pointer).asString();
    }

    private boolean allDone(Program server) {
        return broadcasts.stream()
                .allMatch(broadcast -> isOver(state(server, broadcast, "/state")));
    }

    /** A draft that a dying server did not send is nobody's loss. */
    private static boolean isOver(String state) {
        return List.of("finished", "draft").contains(state);
    }

    private void awaitTheEnd(Program server) {
        Stage.await(LIMIT, () -> quietly(server), over -> over);
    }

    /** A server whose database is just gone does not answer well. */
    private boolean quietly(Program server) {
        try {
            return allDone(server);
        } catch (AssertionError e) {
            return false;
        }
    }

    private void assertEverybodyGotEachOnce(Program server) {
        var delivered = new LinkedHashMap<String, Integer>();
        for (var entry : ledger()) {
            delivered.merge(
                    entry.path("content").asString(),
                    entry.path("delivered").asInt(),
                    Integer::sum);
        }
        var expected = new LinkedHashMap<String, Integer>();
        broadcasts.stream()
                .filter(broadcast -> state(server, broadcast, "/state").equals("finished"))
                .map(contents::get)
                .forEach(content -> expected.put(content, recipients.get(content)));
        assertThat(delivered).isNotEmpty().isEqualTo(expected);
        var twice = sandbox.get("/_sandbox/accounts/" + appId + "/ledger?duplicates=true");
        assertThat(twice.path("duplicates").size()).as("%s", twice).isZero();
    }

    private List<JsonNode> ledger() {
        var entries = new ArrayList<JsonNode>();
        var next = "0";
        do {
            var page =
                    sandbox.get("/_sandbox/accounts/" + appId + "/ledger?limit=1000&after=" + next);
            page.path("ledger").forEach(entries::add);
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return entries;
    }

    private String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }
}
