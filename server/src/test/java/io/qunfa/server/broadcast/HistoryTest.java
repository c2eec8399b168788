package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * Random histories of the planner against the platform's rules, written down a second time. Play
 * more with {@code -Dqunfa.histories=1000000}, or one again with {@code -Dqunfa.history=SEED}.
 */
final class HistoryTest {

    private static final int HISTORIES = Integer.getInteger("qunfa.histories", 10_000);
    private static final Long ONLY = Long.getLong("qunfa.history");

    @Test
    void whatever_happens_no_quota_is_exceeded_and_nothing_planned_is_refused() {
        var calls = 0L;
        if (ONLY != null) {
            play(ONLY);
            return;
        }
        for (var seed = 0L; seed < HISTORIES; seed++) {
            calls += play(seed);
        }
        System.out.printf("%,d histories, %,d calls, 0 refused%n", HISTORIES, calls);
        assertThat(calls).isGreaterThan(HISTORIES);
    }

    private static int play(long seed) {
        var followers = followers(seed);
        var rules = new Rules(History.kind(seed));
        var history = new History(seed, followers, rules);
        rules.limits = history.limits();
        try {
            return history.play();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Mostly few, sometimes more than one or two calls take. */
    static int followers(long seed) {
        var random = new Random(~seed);
        return random.nextInt(20) == 0 ? 10_001 + random.nextInt(60_000) : 2 + random.nextInt(60);
    }

    /** What the platform documents, as a judge. */
    private static final class Rules implements History.Platform {

        private static final int FEW = 100;

        private final Account.Kind kind;
        private final Map<LocalDate, Integer> sends = new HashMap<>();
        private final Map<LocalDate, Integer> toAll = new HashMap<>();
        private final Map<LocalDate, Integer> sendAllCalls = new HashMap<>();
        private final Map<LocalDate, Integer> listCalls = new HashMap<>();
        private final Map<YearMonth, Map<Integer, Integer>> received = new HashMap<>();
        private QuotaBook.Limits limits = QuotaBook.Limits.SERVICE;

        Rules(Account.Kind kind) {
            this.kind = kind;
        }

        @Override
        public void toAll(RoaringBitmap everybody, Instant at) {
            var day = BeijingTime.day(at);
            var month = YearMonth.from(day);
            assertThat(toAll.merge(day, 1, Integer::sum)).as("to all on " + day).isEqualTo(1);
            if (kind == Account.Kind.SERVICE) {
                var ofMonth =
                        toAll.entrySet().stream()
                                .filter(sent -> YearMonth.from(sent.getKey()).equals(month))
                                .mapToInt(Map.Entry::getValue)
                                .sum();
                assertThat(ofMonth).as("to all in " + month).isLessThanOrEqualTo(4);
            }
            count(sendAllCalls, day, limits.sendAllCallsPerDay());
            deliver(everybody, at, false);
        }

        @Override
        public void toList(RoaringBitmap members, Instant at) {
            assertThat(kind).as("who may send to lists").isEqualTo(Account.Kind.SERVICE);
            assertThat(members.getCardinality()).as("of a list").isBetween(2, 10_000);
            count(listCalls, BeijingTime.day(at), limits.listCallsPerDay());
            deliver(members, at, true);
        }

        @Override
        public void toTag(long tag, RoaringBitmap members, Instant at) {
            assertThat(members.isEmpty()).as("nobody").isFalse();
            count(sendAllCalls, BeijingTime.day(at), limits.sendAllCallsPerDay());
            if (tag != History.TAG) {
                deliver(members, at, true);
            }
        }

        private void count(Map<LocalDate, Integer> path, LocalDate day, int limit) {
            assertThat(path.merge(day, 1, Integer::sum))
                    .as("calls on " + day + " besides the reserve")
                    .isLessThanOrEqualTo(limit - QuotaBook.RESERVE);
            if (kind == Account.Kind.SUBSCRIPTION) {
                assertThat(sends.merge(day, 1, Integer::sum)).as("sends on " + day).isEqualTo(1);
            }
        }

        /**
         * Counts a message for each follower. Of those named one by one nobody may be filtered; of
         * everybody some are. Who has an ordinary tag the planner cannot know.
         */
        private void deliver(RoaringBitmap members, Instant at, boolean named) {
            if (kind == Account.Kind.SUBSCRIPTION || members.getCardinality() > FEW) {
                return;
            }
            var ofMonth = received.computeIfAbsent(BeijingTime.month(at), _ -> new HashMap<>());
            members.forEach(
                    (int no) -> {
                        var before = ofMonth.getOrDefault(no, 0);
                        if (named) {
                            assertThat(before).as("messages for " + no).isLessThan(4);
                        }
                        ofMonth.put(no, Math.min(4, before + 1));
                    });
        }
    }
}
