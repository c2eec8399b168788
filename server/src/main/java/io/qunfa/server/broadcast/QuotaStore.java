package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
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
     */
    Map<LocalDate, QuotaBook.Uses> uses(
            AccountId account, UUID except, Instant now, Instant since) {
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
                        """)
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

    /** Messages of a month that are planned and not counted yet. */
    List<Pending> pending(AccountId account, UUID except, Instant from, Instant to) {
        return sql.sql(
                        """
                        SELECT b.route = 'to-all' AS everybody, coalesce(c.members, b.frozen) AS members
                        FROM broadcast.call c
                        JOIN broadcast.broadcast b
                          ON b.account_id = c.account_id AND b.id = c.broadcast_id
                        WHERE c.account_id = :account AND c.broadcast_id <> :except
                          AND c.state IN ('planned', 'intent', 'unknown', 'held')
                          AND coalesce(c.due_at, c.attempted_at, b.sent_at) < :to
                        UNION ALL
                        SELECT b.audience_kind = 'all', b.audience_members
                        FROM broadcast.broadcast b
                        WHERE b.account_id = :account AND b.id <> :except AND b.state = 'scheduled'
                          AND b.start_at >= :from AND b.start_at < :to
                        """)
                .param("account", account.value())
                .param("except", except)
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query(
                        (row, _) -> {
                            var members = row.getBytes("members");
                            return new Pending(
                                    row.getBoolean("everybody"),
                                    members == null ? null : BroadcastStore.bitmap(members));
                        })
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
