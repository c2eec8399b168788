package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine alone, in a process without a web server, halted at every named point again and again
 * with several broadcasts under way; the next process goes on. The platform's clock runs fifteen
 * hundred times as fast as real time, some of its answers are lost, and its ledger is the judge.
 *
 * <p>{@code -Dqunfa.engine-kills=10000} kills more often; {@code -Dqunfa.seed=7} repeats the
 * points.
 */
@ServerTest
final class EngineKillIT {

    private static final int KILLS = Integer.getInteger("qunfa.engine-kills", 25);
    private static final int KILLS_OF_A_PLATFORM = 100;
    private static final long SEED =
            Long.getLong("qunfa.seed", ThreadLocalRandom.current().nextLong(1_000));
    private static final int FOLLOWERS = 10_040;
    private static final int RECIPIENTS = 20;
    private static final int RATE = 1_500;
    private static final int AT_ONCE = 3;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration DAY = Duration.ofHours(25);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final List<String> POINTS =
            List.of(
                    "before-intent",
                    "after-intent",
                    "before-call",
                    "after-answer",
                    "after-accepted",
                    "after-doubt",
                    "after-repeat",
                    "before-result",
                    "after-result");

    /** What the engine does not get to do in this process. */
    private static final List<String> LOOPS =
            List.of("deliveryLoop", "handOn", "temporaryTagLoop", "scheduleLoop");

    private final Stages stages;
    private final TestClock clock;
    private final JdbcClient sql;
    private final List<SmartLifecycle> loops;
    private final Random random = new Random(SEED);
    private final Map<String, Integer> tally = new TreeMap<>();

    @TempDir private Path data;

    EngineKillIT(
            @Autowired Stages stages,
            @Autowired TestClock clock,
            @Autowired JdbcClient sql,
            @Autowired Map<String, SmartLifecycle> loops) {
        this.stages = stages;
        this.clock = clock;
        this.sql = sql;
        this.loops = LOOPS.stream().map(loops::get).toList();
    }

    @BeforeEach
    void leaveTheWorkToOthers() {
        loops.forEach(SmartLifecycle::stop);
    }

    @AfterEach
    void workAgain() {
        clock.followNobody();
        loops.forEach(SmartLifecycle::start);
    }

    @Test
    void however_often_the_engine_is_killed_everybody_gets_everything_once() {
        var began = System.nanoTime();
        var broadcasts = 0;
        try (var engines = engines()) {
            for (var left = KILLS; left > 0; left -= KILLS_OF_A_PLATFORM) {
                try (var stage = stages.withFollowers(FOLLOWERS)) {
                    var round = new Round(stage, engines);
                    broadcasts += round.play(Math.min(left, KILLS_OF_A_PLATFORM));
                }
            }
        }
        System.out.printf(
                "engine kills: %d (seed %d): %s; broadcasts: %d; nobody missing, nobody twice; %d s%n",
                KILLS,
                SEED,
                tally,
                broadcasts,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }

    /**
     * A day later the platform has forgotten the key, so that the call would be made again. The
     * node that took over asked within ten seconds.
     */
    @Test
    void a_node_that_freezes_for_a_day_between_its_check_and_the_call_does_not_make_it()
            throws IOException {
        try (var stage = stages.withFollowers(RECIPIENTS);
                var engines = engines()) {
            var round = new Round(stage, engines);
            var frozen = round.engines.launch("before-call:1:freeze", round.platform());
            var other = round.engines.launch("", round.platform());
            var broadcast = round.sendToAll();
            frozen.begin();
            stage.awaitCall(broadcast, "intent");
            var frozenAt = System.nanoTime();
            other.begin();
            stage.awaitCall(broadcast, "unknown");
            var takenOver = Duration.ofNanos(System.nanoTime() - frozenAt);
            stage.sandbox().clock().advance(Duration.ofMinutes(2));
            stage.awaitCall(broadcast, "accepted");
            stage.sandbox().clock().advance(DAY);
            stage.await(broadcast, "finished");

            frozen.thaw();
            other.kill();
            stage.await(round.sendToAll(), "finished");
            frozen.kill();

            System.out.printf("a frozen node was replaced after %d ms%n", takenOver.toMillis());
            assertThat(takenOver).isLessThan(TAKEN_OVER_WITHIN);
            round.judge();
        }
    }

    private EngineLauncher engines() {
        return new EngineLauncher(data, TestDatabase.currentAddress());
    }

    /** A platform and what happens on it. */
    private final class Round {

        private final Stage stage;
        private final EngineLauncher engines;
        private final List<String> followers;
        private final Map<String, Integer> expected = new HashMap<>();
        private int used;

        Round(Stage stage, EngineLauncher engines) {
            this.stage = stage;
            this.engines = engines;
            this.followers = stage.platform().followers(FOLLOWERS);
            clock.follow(() -> stage.sandbox().clock().instant());
        }

        int play(int kills) {
            hurry();
            sendToAll();
            var next = launch();
            for (var kill = 0; kill < kills; kill++) {
                var engine = next;
                engine.begin();
                next = launch();
                feedUntilItDies(engine);
                tally.merge(engine.point(), 1, Integer::sum);
            }
            next.kill();
            var last = engines.launch("", platform());
            last.begin();
            Stage.await(LIMIT, this::underWay, left -> left == 0);
            last.kill();
            judge();
            return expected.size();
        }

        private EngineLauncher.Engine launch() {
            var point = POINTS.get(random.nextInt(POINTS.size()));
            return engines.launch(point + ":" + (1 + random.nextInt(2)), platform());
        }

        private String platform() {
            return stage.sandbox().address().toString();
        }

        private void hurry() {
            stage.patchPlatform(
                    """
                    {"limits":{"/cgi-bin/message/mass/send":{"daily":1000000,"perMinute":1000000}}}
                    """);
            stage.operator().put(stage.path("/delivery-pace"), Map.of("callsPerMinute", 600));
            stage.control("POST", "/_sandbox/clock", "{\"rate\":%d}".formatted(RATE));
            stage.control(
                    """
                    {"faults":[
                      {"path":"/cgi-bin/message/mass/send","probability":0.1,"effect":"drop-after"},
                      {"path":"/cgi-bin/message/mass/send","probability":0.1,"effect":"drop-before"},
                      {"path":"/cgi-bin/message/mass/send","probability":0.05,"effect":"errcode",
                       "errcode":-1,"processed":true}]}
                    """);
        }

        private void feedUntilItDies(EngineLauncher.Engine engine) {
            var deadline = System.nanoTime() + LIMIT.toNanos();
            var fed = 0;
            var again = System.nanoTime();
            do {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("it does not reach " + engine + "; so far " + tally);
                }
                if (free() == 0 && (fed < AT_ONCE || System.nanoTime() > again)) {
                    sendSome();
                    fed++;
                    again = System.nanoTime() + PAUSE.toNanos();
                }
            } while (!engine.awaitEnd(POLL));
        }

        /** The calls of a day are soon used up, but the day is soon over. */
        private void sendSome() {
            var openIds = some();
            var content = "broadcast " + expected.size();
            var draft = stage.draft(content, Stage.list(openIds));
            if (stage.send(draft).status() == 202) {
                expected.put(content, openIds.size());
            }
        }

        /** Nobody gets more than four in a month. */
        private List<String> some() {
            var from = used++ * RECIPIENTS % (FOLLOWERS - RECIPIENTS);
            return followers.subList(from, from + RECIPIENTS);
        }

        private String sendToAll() {
            return send(followers);
        }

        private String send(List<String> openIds) {
            var content = "broadcast " + expected.size();
            expected.put(content, openIds.size());
            return stage.sent(content, Stage.list(openIds));
        }

        private int underWay() {
            return count("CAST(:now AS timestamptz) IS NOT NULL");
        }

        /** What is due for the process that lives, and not leased to one that died. */
        private int free() {
            return count(
                    "due_at <= :now AND (lease_until IS NULL OR lease_until < clock_timestamp())");
        }

        private int count(String condition) {
            return sql.sql(
                            """
                            SELECT count(*) FROM broadcast.broadcast
                            WHERE account_id = :account AND state IN ('sending', 'held') AND (%s)
                            """
                                    .formatted(condition))
                    .param("account", UUID.fromString(stage.accountId()))
                    .param("now", Timestamp.from(clock.instant()))
                    .query(Integer.class)
                    .single();
        }

        private void judge() {
            var delivered = new HashMap<String, Integer>();
            for (var entry : stage.platform().ledger()) {
                delivered.merge(entry.content(), entry.delivered(), Integer::sum);
            }
            assertThat(delivered).as("seed %d", SEED).isEqualTo(expected);
            assertThat(stage.platform().receivedTwice()).as("seed %d", SEED).isEmpty();
        }
    }
}
