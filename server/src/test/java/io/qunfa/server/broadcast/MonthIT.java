package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Delivery;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.TestClock;
import io.qunfa.server.work.WorkLoop;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A month of an account that sends by itself: series in several zones, schedules, sends at once,
 * cancelled ones, answers that are lost and hours in which nobody is there to begin anything, over
 * the end of a month and the change of the clocks, on a clock that is turned. The same seed is the
 * same month. More of them with {@code -Dqunfa.months=50}, one again with {@code
 * -Dqunfa.month=SEED}, half a year of it with {@code -Dqunfa.days=184}.
 */
@ServerTest
final class MonthIT {

    private static final @Nullable Long FIRST = Long.getLong("qunfa.month");
    private static final int MONTHS = Integer.getInteger("qunfa.months", FIRST == null ? 2 : 1);
    private static final int FIRST_YEAR = 2_030;
    private static final int DAYS = Integer.getInteger("qunfa.days", 31);
    private static final Duration STEP = Duration.ofHours(6);
    private static final Duration SENDING = Duration.ofMinutes(2);

    /** Clocks change in March and in autumn, not on the same day everywhere. */
    private static final List<String> BEGINNINGS = List.of("03-06T23:00:00Z", "10-12T23:00:00Z");

    private static final List<String> ZONES =
            List.of("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Sydney");

    private static final List<String> SENDS =
            List.of("/cgi-bin/message/mass/send", "/cgi-bin/message/mass/sendall");

    private static final int FOUR = 4;

    private final Stages stages;
    private final TestClock clock;
    private final JdbcClient sql;
    private final JsonMapper json;
    private final List<WorkLoop> loops;

    MonthIT(
            @Autowired Stages stages,
            @Autowired TestClock clock,
            @Autowired JdbcClient sql,
            @Autowired JsonMapper json,
            @Autowired List<WorkLoop> loops) {
        this.stages = stages;
        this.clock = clock;
        this.sql = sql;
        this.json = json;
        this.loops = loops;
    }

    static Stream<Long> seeds() {
        var first = FIRST == null ? 0 : FIRST;
        return LongStream.range(first, first + MONTHS).boxed();
    }

    @AfterEach
    void letTheClockGo() {
        clock.followNobody();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void in_a_month_no_quota_is_exceeded_nothing_comes_twice_and_nothing_is_lost(long seed) {
        var year = FIRST_YEAR + seed / BEGINNINGS.size();
        var begin = year + "-" + BEGINNINGS.get((int) (seed % BEGINNINGS.size()));
        clock.advance(Duration.between(clock.instant(), Instant.parse(begin)));
        var account = Kind.of(seed);
        try (var stage = stages.of(account.kind, account.followers)) {
            clock.follow(() -> stage.sandbox().clock().instant());
            var month = new Month(seed, account, stage);
            month.play();
            System.out.printf("month %d from %s, %s: %s%n", seed, begin, account, month.tally());
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** What sort of account lives the month. */
    private enum Kind {
        SERVICE(AccountKind.SERVICE, 12, 0),
        SUBSCRIPTION(AccountKind.SUBSCRIPTION, 12, 0),
        /** One that needs several days for a long list, so that some go on in the next month. */
        LARGE(AccountKind.SERVICE, 20_005, QuotaBook.RESERVE + 1);

        private final AccountKind kind;
        private final int followers;
        private final int callsADay;

        Kind(AccountKind kind, int followers, int callsADay) {
            this.kind = kind;
            this.followers = followers;
            this.callsADay = callsADay;
        }

        static Kind of(long seed) {
            return seed % 5 == 4 ? LARGE : seed % 3 == 1 ? SUBSCRIPTION : SERVICE;
        }
    }

    /** Where a broadcast stands. */
    private record Row(
            UUID id,
            String state,
            JsonNode problem,
            @Nullable Instant start,
            @Nullable UUID series,
            String content) {

        boolean isOver() {
            return List.of("finished", "held", "cancelled").contains(state);
        }
    }

    /** A call that was cut. */
    private record Attempted(UUID broadcast, String key, String state, long recipients) {}

    /** A series as this test understands what was asked for. */
    private record Weekly(
            UUID id, Set<DayOfWeek> days, LocalTime time, ZoneId zone, Instant begun) {

        /** A time that clocks jump over comes as long after the jump; of two, the first. */
        List<Instant> starts(Instant until) {
            var starts = new ArrayList<Instant>();
            var first = begun.atZone(zone).toLocalDate();
            var last = until.atZone(zone).toLocalDate();
            for (var next = first; !next.isAfter(last); next = next.plusDays(1)) {
                var at = ZonedDateTime.of(next, time, zone).toInstant();
                if (days.contains(next.getDayOfWeek()) && at.isAfter(begun) && at.isBefore(until)) {
                    starts.add(at);
                }
            }
            return starts;
        }
    }

    private final class Month {

        private final Random random;
        private final Kind account;
        private final Stage stage;
        private final List<String> openIds;
        private final List<Weekly> series = new ArrayList<>();
        private final Instant end = clock.instant().plus(Duration.ofDays(DAYS));
        private int written;
        private int refused;
        private int lost;
        private int asleep;

        Month(long seed, Kind account, Stage stage) {
            this.random = new Random(seed);
            this.account = account;
            this.stage = stage;
            this.openIds = stage.platform().followers(account.followers);
        }

        void play() {
            grant();
            rest();
            for (var i = 0; i < 2; i++) {
                beginSeries();
            }
            while (clock.instant().isBefore(end)) {
                act();
                letPass(STEP);
                check();
            }
            checkSeries(clock.instant());
            checkPhones();
            leave();
        }

        private void act() {
            switch (random.nextInt(8)) {
                case 0 -> sendNow();
                case 1, 2, 3 -> schedule();
                case 4 -> cancelSome();
                case 5 -> loseAnAnswer();
                case 6 -> sleep();
                default -> {}
            }
        }

        String tally() {
            var states =
                    rows().stream()
                            .map(row -> (row.series() == null ? "" : "run ") + word(row))
                            .collect(
                                    Collectors.groupingBy(
                                            word -> word, TreeMap::new, Collectors.counting()));
            return "%s; refused when planned %d, answers lost %d, asleep %d times, %d jobs"
                    .formatted(states, refused, lost, asleep, stage.platform().ledger().size());
        }

        private static String word(Row row) {
            return row.state().equals("held")
                    ? "held: "
                            + row.problem().path("code").asString()
                            + " "
                            + row.problem().at("/parameters/findings").asString("")
                    : row.state();
        }

        private void grant() {
            if (account.callsADay > 0) {
                stage.patchPlatform(
                        """
                        {"limits":{"/cgi-bin/message/mass/send":{"daily":%d,"perMinute":60}}}
                        """
                                .formatted(account.callsADay));
            }
        }

        /** Half of the accounts have quiet hours, in some zone. */
        private void rest() {
            if (random.nextBoolean()) {
                stage.operator()
                        .put(
                                stage.path("/broadcast-settings"),
                                Map.of(
                                        "quietFrom", "22:00",
                                        "quietTo", "04:00",
                                        "zone", pick(ZONES)));
            }
        }

        /** At an hour that clocks jump over or that comes twice, somewhere. */
        private void beginSeries() {
            var zone = pick(ZONES);
            var days =
                    account == Kind.SERVICE
                            ? Set.of(DayOfWeek.SUNDAY)
                            : Set.of(DayOfWeek.SUNDAY, DayOfWeek.WEDNESDAY);
            var time = LocalTime.of(1 + random.nextInt(3), 30);
            var draft = stage.draft("series " + written++, audience());
            var body = new HashMap<String, Object>();
            body.put("name", "series");
            body.put("broadcastId", draft);
            body.put("cron", cron(time, days));
            body.put("zone", zone);
            body.put("confirmation", stage.plan(draft).path("confirmation"));
            var begun = clock.instant();
            var answer = stage.operator().post(stage.path("/series"), body);
            if (answer.status() != 201) {
                refused++;
                return;
            }
            var id = UUID.fromString(answer.json().path("id").asString());
            series.add(new Weekly(id, days, time, ZoneId.of(zone), begun));
        }

        private static String cron(LocalTime time, Set<DayOfWeek> days) {
            var names =
                    days.stream()
                            .map(day -> day.name().substring(0, 3))
                            .collect(Collectors.joining(","));
            return "%d %d * * %s".formatted(time.getMinute(), time.getHour(), names);
        }

        private void sendNow() {
            if (stage.send(draft("now ")).status() != 202) {
                refused++;
            }
        }

        private void schedule() {
            var zone = ZoneId.of(pick(ZONES));
            var at = clock.instant().plus(Duration.ofMinutes(30 + random.nextInt(8 * 24 * 60)));
            var local = LocalDateTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES);
            var draft = draft("scheduled ");
            var body = new HashMap<String, Object>();
            body.put("start", Map.of("local", local.toString(), "zone", zone.getId()));
            body.put("confirmation", stage.plan(draft).path("confirmation"));
            var path = stage.path("/broadcasts/" + draft + "/schedule");
            if (stage.operator().post(path, body).status() != 200) {
                refused++;
            }
        }

        private void cancelSome() {
            rows().stream()
                    .filter(row -> row.state().equals("scheduled") && row.series() == null)
                    .map(row -> stage.path("/broadcasts/" + row.id() + "/cancel"))
                    .findFirst()
                    .ifPresent(path -> stage.operator().post(path, Map.of()));
        }

        /** Of the next send, whether or not the platform has accepted it. */
        private void loseAnAnswer() {
            lost++;
            stage.breakOnce(pick(SENDS), random.nextBoolean() ? "drop-after" : "drop-before");
        }

        /** Nobody is there for up to four days, to begin anything. */
        private void sleep() {
            asleep++;
            stage.sandbox().clock().advance(Duration.ofMinutes(random.nextInt(4 * 24 * 60)));
            settle();
        }

        private String draft(String words) {
            var draft =
                    stage.operator()
                            .post(
                                    stage.path("/broadcasts"),
                                    Map.of(
                                            "message", Stage.text(words + written++),
                                            "audience", audience(),
                                            "options", Map.of("severalDays", true)));
            assertThat(draft.status()).as(draft.text()).isEqualTo(201);
            return draft.json().path("id").asString();
        }

        private Map<String, Object> audience() {
            if (account == Kind.SUBSCRIPTION || random.nextInt(4) == 0) {
                return Stage.everybody();
            }
            var first = random.nextInt(openIds.size() - 2);
            var last = first + 2 + random.nextInt(openIds.size() - first - 1);
            return Stage.list(openIds.subList(first, last));
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        /** Stops at each start in between, so that none is late. */
        private void letPass(Duration time) {
            var until = clock.instant().plus(time);
            for (var next = nextDue(until); next != null; next = nextDue(until)) {
                passTo(next);
                settle();
            }
            passTo(until);
            settle();
        }

        /** When the next broadcast begins or goes on. */
        private @Nullable Instant nextDue(Instant until) {
            var next =
                    sql.sql(
                                    """
                                    SELECT min(due) FROM (
                                        SELECT start_at AS due FROM broadcast.broadcast
                                        WHERE account_id = :account AND state = 'scheduled'
                                        UNION ALL
                                        SELECT due_at FROM broadcast.call
                                        WHERE account_id = :account AND state = 'planned') ahead
                                    WHERE due <= :until
                                    """)
                            .param("account", UUID.fromString(stage.accountId()))
                            .param("until", Timestamp.from(until))
                            .query(Timestamp.class)
                            .optional();
            return next.map(Timestamp::toInstant).orElse(null);
        }

        private void passTo(Instant at) {
            var left = Duration.between(clock.instant(), at).plusMillis(1);
            if (left.isPositive()) {
                stage.sandbox().clock().advance(left);
            }
        }

        /** Until everything that is due has been done, and its result has come. */
        private void settle() {
            Stage.await(
                    () -> {
                        loops.forEach(WorkLoop::wake);
                        var left = unsettled();
                        if (left.contains("sending")) {
                            stage.sandbox().clock().advance(SENDING);
                        }
                        return left;
                    },
                    List::isEmpty);
        }

        /** Broadcasts, series and calls for which there is something to do now. */
        private List<String> unsettled() {
            return sql.sql(
                            """
                            SELECT 'begins' FROM broadcast.broadcast
                            WHERE account_id = :account AND state = 'scheduled' AND start_at <= :now
                            UNION ALL
                            SELECT 'recurs' FROM broadcast.series
                            WHERE account_id = :account AND state = 'active' AND last_start <= :now
                            UNION ALL
                            SELECT 'sending' FROM broadcast.call
                            WHERE account_id = :account
                              AND (state IN ('intent', 'unknown', 'accepted')
                                   OR state = 'planned' AND (due_at IS NULL OR due_at <= :now))
                            """)
                    .param("account", UUID.fromString(stage.accountId()))
                    .param("now", Timestamp.from(clock.instant()))
                    .query(String.class)
                    .list();
        }

        private void check() {
            assertThat(rows()).allSatisfy(this::requireSound);
            checkCalls();
            checkQuotas();
        }

        /** Nothing fails; what is held says why, and is a thing that could not be foreseen. */
        private void requireSound(Row row) {
            assertThat(row.state()).as("%s", row).isNotIn("failed", "partly-sent");
            if (row.state().equals("held")) {
                assertThat(row.problem().path("code").asString())
                        .as("%s", row)
                        .isIn(
                                "start-missed",
                                "start-plan-has-errors",
                                "run-does-not-fit",
                                "runs-missed");
            }
        }

        /** What we know of is what the platform did, to exactly as many followers, once. */
        private void checkCalls() {
            var calls =
                    calls().stream()
                            .filter(call -> call.state().equals("finished"))
                            .collect(Collectors.toMap(Attempted::key, Attempted::recipients));
            var jobs =
                    stage.platform().ledger().stream()
                            .collect(
                                    Collectors.toMap(
                                            Delivery::clientKey, job -> (long) job.audience()));
            assertThat(calls).isEqualTo(jobs);
        }

        /** Counted anew from what the platform did; a message that it filters out was too much. */
        private void checkQuotas() {
            var ledger = stage.platform().ledger();
            assertThat(ledger.stream().filter(job -> !isToAll(job)))
                    .allSatisfy(
                            job ->
                                    assertThat(job.delivered())
                                            .as("%s", job)
                                            .isEqualTo(job.audience()));
            var days = ledger.stream().map(job -> BeijingTime.day(job.time()));
            if (account == Kind.SUBSCRIPTION) {
                assertThat(days).doesNotHaveDuplicates();
                return;
            }
            var toAll = ledger.stream().filter(Month::isToAll).map(Delivery::time).toList();
            assertThat(toAll.stream().map(BeijingTime::day)).doesNotHaveDuplicates();
            assertThat(
                            toAll.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    BeijingTime::month, Collectors.counting()))
                                    .values())
                    .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(FOUR));
        }

        /** The platform's numbers tell which call it was. */
        private static boolean isToAll(Delivery job) {
            return job.msgId() < 3_000_000_000L;
        }

        /** Each time of a series became a run of its own, or is named by one that was held. */
        private void checkSeries(Instant until) {
            for (var asked : series) {
                var runs = rows().stream().filter(row -> asked.id().equals(row.series())).toList();
                var begun =
                        runs.stream()
                                .flatMap(row -> accounted(row, asked).stream())
                                .filter(start -> start.isBefore(until))
                                .sorted()
                                .toList();
                assertThat(begun).as("%s", runs).isEqualTo(asked.starts(until));
            }
        }

        private List<Instant> accounted(Row row, Weekly asked) {
            var facts = row.problem().path("parameters");
            if (row.problem().path("code").asString("").equals("runs-missed")) {
                var first = Instant.parse(facts.path("first").asString());
                var last = Instant.parse(facts.path("last").asString());
                var missed =
                        asked.starts(last.plusMillis(1)).stream()
                                .filter(start -> !start.isBefore(first))
                                .toList();
                assertThat(missed).hasSize(facts.path("count").asInt());
                return missed;
            }
            return List.of(
                    row.start() != null
                            ? row.start()
                            : Instant.parse(facts.path("start").asString()));
        }

        /** Nobody more than four a month, and nobody a run twice. */
        private void checkPhones() {
            var runs =
                    rows().stream()
                            .filter(row -> row.state().equals("finished"))
                            .collect(Collectors.groupingBy(Row::content, Collectors.counting()));
            for (var openId : openIds) {
                var received = stage.platform().phone(openId).received();
                assertThat(count(received, ReceivedMessage::content))
                        .as("%s", openId)
                        .allSatisfy(
                                (content, count) ->
                                        assertThat(count)
                                                .as(content)
                                                .isLessThanOrEqualTo(
                                                        runs.getOrDefault(content, 0L)));
                if (account != Kind.SUBSCRIPTION) {
                    assertThat(count(received, line -> BeijingTime.month(line.time())).values())
                            .as("%s", openId)
                            .allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(FOUR));
                }
            }
        }

        private static <K> Map<K, Long> count(
                List<ReceivedMessage> received, Function<ReceivedMessage, K> by) {
            return received.stream()
                    .filter(line -> line.source() == ReceivedMessage.Source.MASS)
                    .collect(Collectors.groupingBy(by, Collectors.counting()));
        }

        /** Nothing goes on once the platform is gone. */
        private void leave() {
            for (var asked : series) {
                stage.operator().post(stage.path("/series/" + asked.id() + "/end"), Map.of());
            }
            var left = new HashSet<UUID>();
            rows().stream().filter(row -> !row.isOver()).map(Row::id).forEach(left::add);
            left.forEach(
                    id ->
                            stage.operator()
                                    .post(stage.path("/broadcasts/" + id + "/cancel"), Map.of()));
        }

        private List<Attempted> calls() {
            return sql.sql(
                            """
                            SELECT broadcast_id, key, state, recipients FROM broadcast.call
                            WHERE account_id = :account
                            """)
                    .param("account", UUID.fromString(stage.accountId()))
                    .query(
                            (row, _) ->
                                    new Attempted(
                                            row.getObject(1, UUID.class),
                                            row.getString(2),
                                            row.getString(3),
                                            row.getLong(4)))
                    .list();
        }

        private List<Row> rows() {
            return sql.sql(
                            """
                            SELECT id, state, coalesce(problem, '{}')::text AS problem, start_at,
                                   series_id, message ->> 'content' AS content
                            FROM broadcast.broadcast WHERE account_id = :account ORDER BY id
                            """)
                    .param("account", UUID.fromString(stage.accountId()))
                    .query(
                            (row, _) ->
                                    new Row(
                                            row.getObject("id", UUID.class),
                                            row.getString("state"),
                                            json.readTree(row.getString("problem")),
                                            instant(row.getTimestamp("start_at")),
                                            row.getObject("series_id", UUID.class),
                                            row.getString("content")))
                    .list();
        }

        private static @Nullable Instant instant(@Nullable Timestamp at) {
            return at == null ? null : at.toInstant();
        }
    }
}
