package io.qunfa.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.Accounts;
import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The engine alone, in processes without a web server, halted at every named point and killed at
 * random moments, again and again, with several broadcasts under way; others go on. Two of them
 * work at a time, and two more wait to take a dead one's place. The platform's clock runs 750 times
 * as fast as real time, some of its answers are lost, and its ledger is the judge.
 *
 * <p>{@code -Dqunfa.engine-kills=10000} kills more often; {@code -Dqunfa.seed=7} repeats the
 * points, or goes on with a run that was stopped.
 */
@ServerTest
final class EngineKillIT {

    private static final int KILLS = Integer.getInteger("qunfa.engine-kills", 100);
    private static final int KILLS_OF_A_PLATFORM = 100;
    private static final int AT_WORK = 2;
    private static final int WAITING = 2;
    private static final int RECIPIENTS = 20;
    private static final int MOST_UNDER_WAY = 24;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final Duration DAY = Duration.ofHours(25);
    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(10);

    /** A call may be put off by a day, which takes two minutes here. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final String RANDOM_MOMENT = "random-moment";
    private static final int LONGEST_LIFE_MILLIS = 2_000;

    /** Every named point, and which broadcast comes by it. */
    private static final Map<String, KillWorld.Kind> POINTS =
            Map.ofEntries(
                    Map.entry(RANDOM_MOMENT, KillWorld.Kind.TEXT),
                    Map.entry("before-intent", KillWorld.Kind.TEXT),
                    Map.entry("after-intent", KillWorld.Kind.TEXT),
                    Map.entry("before-call", KillWorld.Kind.TEXT),
                    Map.entry("after-answer", KillWorld.Kind.TEXT),
                    Map.entry("after-accepted", KillWorld.Kind.TEXT),
                    Map.entry("after-doubt", KillWorld.Kind.TEXT),
                    Map.entry("after-repeat", KillWorld.Kind.TEXT),
                    Map.entry("before-result", KillWorld.Kind.TEXT),
                    Map.entry("after-result", KillWorld.Kind.TEXT),
                    Map.entry("after-copy", KillWorld.Kind.ARTICLE),
                    Map.entry("after-tag-made", KillWorld.Kind.TO_ONE),
                    Map.entry("after-tagging", KillWorld.Kind.TO_ONE),
                    Map.entry("after-untagging", KillWorld.Kind.TO_ONE),
                    Map.entry("after-tag-removed", KillWorld.Kind.TO_ONE));

    /** What the engine does not get to do in this process. */
    private static final List<String> LOOPS =
            List.of("deliveryLoop", "handOn", "temporaryTagLoop", "scheduleLoop");

    private final Stages stages;
    private final Accounts accounts;
    private final TestClock clock;
    private final JdbcClient sql;
    private final List<SmartLifecycle> loops;
    private final KillTally tally = new KillTally("engine kills", KILLS);

    @TempDir private Path data;

    EngineKillIT(
            @Autowired Stages stages,
            @Autowired Accounts accounts,
            @Autowired TestClock clock,
            @Autowired JdbcClient sql,
            @Autowired Map<String, SmartLifecycle> loops) {
        this.stages = stages;
        this.accounts = accounts;
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
        try (var engines = engines()) {
            while (tally.left() > 0) {
                playRound(engines, Math.min(tally.left(), KILLS_OF_A_PLATFORM));
            }
        }
        tally.end();
        if (KILLS >= POINTS.size()) {
            assertThat(tally.kills().keySet()).isEqualTo(POINTS.keySet());
        }
    }

    private void playRound(EngineLauncher engines, int kills) {
        var began = System.nanoTime();
        // A new world goes on at its own pace from where the last one ended.
        clock.followNobody();
        if (tally.rounds() > 0) {
            TestDatabase.replaceClone();
        }
        try (var world = new KillWorld(stages, accounts, sql)) {
            clock.follow(world::now);
            var round = new Round(world, engines, new Random(tally.seed() + tally.rounds()));
            round.play(kills);
            var took = Duration.ofNanos(System.nanoTime() - began);
            tally.add(round.killed, world.broadcasts(), took);
        }
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
            clock.follow(() -> stage.sandbox().clock().instant());
            var platform = stage.sandbox().address().toString();
            var frozen = engines.launch("before-call:1:freeze", platform);
            var other = engines.launch("", platform);
            var broadcast = sendToAll(stage, "one");
            frozen.awaitReady();
            frozen.begin();
            stage.awaitCall(broadcast, "intent");
            other.awaitReady();
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
            stage.await(sendToAll(stage, "two"), "finished");
            frozen.kill();

            System.out.printf("a frozen node was replaced after %d ms%n", takenOver.toMillis());
            assertThat(takenOver).isLessThan(TAKEN_OVER_WITHIN);
            assertThat(stage.platform().ledger()).hasSize(2);
            assertThat(stage.platform().receivedTwice()).isEmpty();
        }
    }

    private static String sendToAll(Stage stage, String content) {
        return stage.sent(content, Stage.list(stage.platform().followers(RECIPIENTS)));
    }

    private EngineLauncher engines() {
        return new EngineLauncher(data);
    }

    /** Each comes as often as every other, but for one. */
    private static List<String> points(Random random, int count) {
        var points = new ArrayList<String>();
        while (points.size() < count) {
            var deck = new ArrayList<>(new TreeMap<>(POINTS).keySet());
            Collections.shuffle(deck, random);
            deck.forEach(point -> points.add(point + ":" + number(point, random)));
        }
        return points.subList(0, count);
    }

    /** At which pass it halts, or for how many milliseconds it lives. */
    private static int number(String point, Random random) {
        if (point.equals(RANDOM_MOMENT)) {
            return random.nextInt(LONGEST_LIFE_MILLIS);
        }
        return kind(point) == KillWorld.Kind.TEXT ? 1 + random.nextInt(2) : 1;
    }

    private static KillWorld.Kind kind(String point) {
        return Objects.requireNonNull(POINTS.get(point.split(":", 2)[0]), point);
    }

    private static boolean isOfArticles(String point) {
        return kind(point) == KillWorld.Kind.ARTICLE;
    }

    /** A platform and what happens on it. */
    private final class Round {

        private final KillWorld world;
        private final EngineLauncher engines;
        private final Random random;
        private final Map<String, Integer> killed = new TreeMap<>();
        private final Deque<EngineLauncher.Engine> waiting = new ArrayDeque<>();
        private final List<EngineLauncher.Engine> atWork = new ArrayList<>();
        private long diedAt = System.nanoTime();
        private long fedAt;
        private int turn;

        Round(KillWorld world, EngineLauncher engines, Random random) {
            this.world = world;
            this.engines = engines;
            this.random = random;
        }

        void play(int kills) {
            engines.rehearse(world.address(), this::rehearsal);
            var points = points(random, kills);
            // An article is scarce: no engine without that point may get hold of it.
            kill(points.stream().filter(EngineKillIT::isOfArticles));
            try (var last = engines.launch("", world.address())) {
                kill(points.stream().filter(point -> !isOfArticles(point)));
                last.awaitReady();
                last.begin();
                awaitTheEnd();
            }
            world.judge(tally.seed());
        }

        private void awaitTheEnd() {
            try {
                Stage.await(LIMIT, this::unfinished, unfinished -> unfinished == 0);
            } catch (AssertionError e) {
                throw new AssertionError(
                        "seed %d, at %s: %s".formatted(tally.seed(), world.now(), world.open()), e);
            }
        }

        private void rehearsal() {
            world.send(KillWorld.Kind.TEXT);
            world.send(KillWorld.Kind.TO_ONE);
            Stage.await(LIMIT, this::unfinished, unfinished -> unfinished == 0);
        }

        private int unfinished() {
            return world.underWay() + world.temporaryTags();
        }

        private void kill(Stream<String> points) {
            var left = new ArrayDeque<>(points.toList());
            diedAt = System.nanoTime();
            while (!left.isEmpty() || !waiting.isEmpty() || !atWork.isEmpty()) {
                while (waiting.size() + atWork.size() < AT_WORK + WAITING && !left.isEmpty()) {
                    waiting.add(engines.launch(left.remove(), world.address()));
                }
                while (atWork.size() < AT_WORK && !waiting.isEmpty() && waiting.peek().isReady()) {
                    var next = waiting.remove();
                    next.begin();
                    atWork.add(next);
                }
                feed();
                LockSupport.parkNanos(POLL.toNanos());
                bury();
            }
        }

        private void bury() {
            atWork.stream().filter(this::isItsMoment).forEach(EngineLauncher.Engine::kill);
            var dead = atWork.stream().filter(EngineLauncher.Engine::isDead).toList();
            atWork.removeAll(dead);
            dead.forEach(engine -> killed.merge(engine.point(), 1, Integer::sum));
            var now = System.nanoTime();
            if (!dead.isEmpty()) {
                diedAt = now;
            } else if (now - diedAt > LIMIT.toNanos()) {
                throw new AssertionError("none dies: " + atWork + "; so far " + killed);
            }
        }

        private boolean isItsMoment(EngineLauncher.Engine engine) {
            return engine.point().equals(RANDOM_MOMENT)
                    && engine.age().toMillis() > engine.number();
        }

        /** Keeps those at work busy. */
        private void feed() {
            if (atWork.isEmpty()
                    || System.nanoTime() - fedAt < PAUSE.toNanos()
                    || world.free() > 0
                    || world.underWay() >= MOST_UNDER_WAY) {
                return;
            }
            world.send(kind(atWork.get(turn++ % atWork.size()).point()));
            fedAt = System.nanoTime();
        }
    }
}
