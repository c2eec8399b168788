package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an account's broadcasts use and reserve, counted from their calls, from reservations, and
 * from results of tasks that are not ours.
 */
@Component
final class QuotaStore {

    /** Broadcasts whose quota is left out where nothing is to be left out. */
    static final UUID NONE = new UUID(0, 0);

    private final JdbcClient sql;

    QuotaStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Keeps others from planning with this account's quota until the transaction ends. */
    void lock(AccountId account) {
        sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .param("name", "broadcast.quota " + account.value())
                .query((RowCallbackHandler) _ -> {});
    }

    /**
     * What is used since, and reserved, by day. A call of doubtful outcome counts on each day on
     * which it may have been accepted; one that the platform gave up gives its quota back. Calls
     * are those still to be made.
     *
     * @param almostEverybody a result of nobody's call that counts so many was sent to all
     */
    Map<LocalDate, QuotaBook.Uses> uses(
            AccountId account, UUID except, Instant now, Instant since, long almostEverybody) {
        var uses = new TreeMap<LocalDate, QuotaBook.Uses>();
        sql.sql(
                        """
                        WITH counted AS (
                            SELECT DISTINCT c.id, b.route, c.state,
                                   c.state = 'finished' AND c.successful IS FALSE AS given_back,
                                   (moment AT TIME ZONE 'Asia/Shanghai')::date AS day
                            FROM broadcast.call c
                            JOIN broadcast.broadcast b
                              ON b.account_id = c.account_id AND b.id = c.broadcast_id
                            CROSS JOIN LATERAL unnest(
                                CASE WHEN c.state = 'planned'
                                     THEN ARRAY[greatest(coalesce(c.due_at, :now), :now)]
                                     WHEN c.doubtful
                                     THEN ARRAY[c.intent_at, c.attempted_at]
                                     ELSE ARRAY[c.attempted_at] END) AS moment
                            WHERE c.account_id = :account AND c.broadcast_id <> :except
                              AND c.state NOT IN ('refused', 'cancelled')
                              AND (c.state IN ('planned', 'intent', 'unknown', 'held')
                                   OR c.attempted_at >= :since)
                        )
                        SELECT day, route, count(*) FILTER (WHERE NOT given_back) AS sends,
                               count(*) FILTER (WHERE state IN ('planned', 'intent')) AS calls
                        FROM counted
                        WHERE day IS NOT NULL
                        GROUP BY day, route
                        UNION ALL
                        SELECT day, route, calls, calls FROM broadcast.reservation
                        WHERE account_id = :account AND broadcast_id <> :except
                        UNION ALL
                        SELECT (happened_at AT TIME ZONE 'Asia/Shanghai')::date, 'to-all', 1, 0
                        FROM broadcast.parked_result
                        WHERE account_id = :account AND successful AND happened_at >= :since
                          AND count_total >= :almostEverybody
                        """)
                .param("almostEverybody", almostEverybody)
                .param("account", account.value())
                .param("except", except)
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(since))
                .query(
                        (RowCallbackHandler)
                                row -> {
                                    var route =
                                            Route.valueOf(
                                                    BroadcastStore.constant(
                                                            row.getString("route")));
                                    var sends = route.uses(row.getInt("sends"));
                                    var calls = route.uses(row.getInt("calls"));
                                    var used =
                                            new QuotaBook.Uses(
                                                    sends.sends(),
                                                    sends.toAll(),
                                                    calls.sendAllCalls(),
                                                    calls.listCalls());
                                    uses.merge(
                                            row.getDate("day").toLocalDate(),
                                            used,
                                            QuotaBook.Uses::plus);
                                });
        return uses;
    }

    /** Followers named by a call that is still to count, or by a scheduled broadcast. */
    record Pending(boolean everybody, @Nullable RoaringBitmap members) {}

    /**
     * Messages of a month that are planned and not counted yet. A call of unknown outcome counts in
     * every month in which it may have been accepted, a scheduled broadcast of several days in each
     * of theirs.
     */
    List<Pending> pending(AccountId account, UUID except, YearMonth month, Instant now) {
        var from = month.atDay(1).atStartOfDay(BeijingTime.ZONE).toInstant();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(BeijingTime.ZONE).toInstant();
        return sql.sql(
                        """
                        SELECT b.route = 'to-all' AS everybody, coalesce(c.members, b.frozen) AS members
                        FROM broadcast.call c
                        JOIN broadcast.broadcast b
                          ON b.account_id = c.account_id AND b.id = c.broadcast_id
                        WHERE c.account_id = :account AND c.broadcast_id <> :except
                          AND c.state IN ('planned', 'intent', 'unknown', 'held')
                          AND coalesce(c.intent_at, greatest(c.due_at, :now)) < :to
                          AND greatest(c.due_at, :now) >= :from
                        UNION ALL
                        SELECT b.audience_kind = 'all', b.audience_members
                        FROM broadcast.broadcast b
                        WHERE b.account_id = :account AND b.id <> :except AND b.state = 'scheduled'
                          AND EXISTS (
                              SELECT 1 FROM broadcast.reservation r
                              WHERE r.account_id = b.account_id AND r.broadcast_id = b.id
                                AND r.day >= :firstDay AND r.day < :dayBehind)
                        """)
                .param("account", account.value())
                .param("except", except)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .param("now", Timestamp.from(now))
                .param("firstDay", month.atDay(1))
                .param("dayBehind", month.plusMonths(1).atDay(1))
                .query(
                        (row, _) -> {
                            var members = row.getBytes("members");
                            return new Pending(
                                    row.getBoolean("everybody"),
                                    members == null ? null : BroadcastStore.bitmap(members));
                        })
                .list();
    }

    /** Who a call is for, if they are known one by one. */
    Optional<RoaringBitmap> recipients(AccountId account, UUID call) {
        return sql.sql(
                        """
                        SELECT coalesce(c.members, b.frozen)
                        FROM broadcast.call c
                        JOIN broadcast.broadcast b
                          ON b.account_id = c.account_id AND b.id = c.broadcast_id
                        WHERE c.account_id = :account AND c.id = :call
                        """)
                .param("account", account.value())
                .param("call", call)
                .query((row, _) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(stored -> stored)
                .map(BroadcastStore::bitmap);
    }

    /** Notes how many the platform could deliver to, beside how many we expected. */
    void compare(AccountId account, UUID call, JobResult result, long expected) {
        sql.sql(
                        """
                        INSERT INTO broadcast.comparison
                               (account_id, call_id, at, expected, eligible)
                        VALUES (:account, :call, :at, :expected, :eligible)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("call", call)
                .param("at", Timestamp.from(result.at()))
                .param("expected", expected)
                .param("eligible", result.counts().eligible())
                .update();
    }

    /** Our expectation of a call, and what the platform counted. */
    record Comparison(Instant at, long expected, long eligible) {

        /** Some followers refuse messages, so that a little less is no contradiction. */
        boolean agrees() {
            return eligible > 0 && Math.abs(expected - eligible) <= Math.max(1, expected / 50);
        }
    }

    /** The last that tells something: that a few followers get nothing may have other reasons. */
    Optional<Comparison> lastComparison(AccountId account, Instant since) {
        return sql.sql(
                        """
                        SELECT at, expected, eligible FROM broadcast.comparison
                        WHERE account_id = :account AND at >= :since
                          AND (eligible > 0 OR expected >= :few)
                        ORDER BY at DESC
                        LIMIT 1
                        """)
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .param("few", Spending.FEW)
                .query(
                        (row, _) ->
                                new Comparison(
                                        row.getTimestamp("at").toInstant(),
                                        row.getLong("expected"),
                                        row.getLong("eligible")))
                .optional();
    }

    void save(AccountId account, OpeningBalance balance) {
        sql.sql(
                        """
                        INSERT INTO broadcast.opening_balance
                               (account_id, month, stated_on, to_all, today, per_follower,
                                by_operator, by_name, at)
                        VALUES (:account, :month, :statedOn, :toAll, :today, :perFollower,
                                :by, :name, :at)
                        ON CONFLICT (account_id, month) DO UPDATE
                        SET stated_on = excluded.stated_on, to_all = excluded.to_all,
                            today = excluded.today, per_follower = excluded.per_follower,
                            by_operator = excluded.by_operator, by_name = excluded.by_name,
                            at = excluded.at
                        """)
                .param("account", account.value())
                .param("month", balance.month().atDay(1))
                .param("statedOn", balance.statedOn())
                .param("toAll", balance.toAll())
                .param("today", balance.today())
                .param("perFollower", balance.perFollower())
                .param("by", balance.by().id())
                .param("name", balance.by().name())
                .param("at", Timestamp.from(balance.at()))
                .update();
    }

    Optional<OpeningBalance> opening(AccountId account, YearMonth month) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.opening_balance
                        WHERE account_id = :account AND month = :month
                        """)
                .param("account", account.value())
                .param("month", month.atDay(1))
                .query(
                        (row, _) ->
                                new OpeningBalance(
                                        month,
                                        row.getDate("stated_on").toLocalDate(),
                                        row.getInt("to_all"),
                                        row.getInt("today"),
                                        row.getInt("per_follower"),
                                        new Author(
                                                row.getObject("by_operator", UUID.class),
                                                row.getString("by_name")),
                                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    /** Quota that a scheduled broadcast will need. */
    record Reservation(BroadcastId broadcast, LocalDate day, Route route, int calls) {}

    List<Reservation> reservations(AccountId account) {
        return sql.sql(
                        """
                        SELECT broadcast_id, day, route, calls FROM broadcast.reservation
                        WHERE account_id = :account
                        ORDER BY day, broadcast_id
                        LIMIT 1000
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Reservation(
                                        new BroadcastId(row.getObject("broadcast_id", UUID.class)),
                                        row.getDate("day").toLocalDate(),
                                        Route.valueOf(
                                                BroadcastStore.constant(row.getString("route"))),
                                        row.getInt("calls")))
                .list();
    }

    /** What the platform said of a call. */
    record Report(long dailyLimit, long used, Instant asOf) {}

    Optional<Report> report(AccountId account, String path) {
        return sql.sql(
                        """
                        SELECT daily_limit, used, as_of FROM broadcast.call_quota
                        WHERE account_id = :account AND path = :path
                        """)
                .param("account", account.value())
                .param("path", path)
                .query(
                        (row, _) ->
                                new Report(
                                        row.getLong("daily_limit"),
                                        row.getLong("used"),
                                        row.getTimestamp("as_of").toInstant()))
                .optional();
    }

    void save(AccountId account, String path, Report report) {
        sql.sql(
                        """
                        INSERT INTO broadcast.call_quota (account_id, path, daily_limit, used, as_of)
                        VALUES (:account, :path, :limit, :used, :asOf)
                        ON CONFLICT (account_id, path) DO UPDATE
                        SET daily_limit = excluded.daily_limit, used = excluded.used,
                            as_of = excluded.as_of
                        """)
                .param("account", account.value())
                .param("path", path)
                .param("limit", report.dailyLimit())
                .param("used", report.used())
                .param("asOf", Timestamp.from(report.asOf()))
                .update();
    }
}
