package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Series in PostgreSQL. */
@Component
final class SeriesStore {

    private final JdbcClient sql;

    SeriesStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(Series series) {
        sql.sql(
                        """
                        INSERT INTO broadcast.series
                               (account_id, id, name, template_id, cron, zone, until, state,
                                last_start, by_operator, by_name, created_at)
                        VALUES (:account, :id, :name, :template, :cron, :zone, :until, :state,
                                :lastStart, :by, :byName, :now)
                        """)
                .param("account", series.account().value())
                .param("id", series.id())
                .param("name", series.name())
                .param("template", series.template().value())
                .param("cron", series.recurrence().cron())
                .param("zone", series.recurrence().zone().getId())
                .param("until", series.until().map(Timestamp::from).orElse(null))
                .param("state", BroadcastStore.word(series.state()))
                .param("lastStart", Timestamp.from(series.lastStart()))
                .param("by", series.by().id())
                .param("byName", series.by().name())
                .param("now", Timestamp.from(series.createdAt()))
                .update();
    }

    Optional<Series> find(AccountId account, UUID id) {
        return sql.sql("SELECT * FROM broadcast.series WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .query((row, _) -> series(row))
                .optional();
    }

    /** Newest first. */
    List<Series> all(AccountId account, int limit) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.series
                        WHERE account_id = :account
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, _) -> series(row))
                .list();
    }

    /** A series whose latest run should have begun, so that the next one can be planned. */
    Optional<Series> due(Instant now) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.series s
                        WHERE s.state = 'active' AND s.last_start <= :now
                          AND NOT EXISTS (
                              SELECT FROM broadcast.broadcast b
                              WHERE b.account_id = s.account_id AND b.series_id = s.id
                                AND b.state = 'scheduled' AND b.start_at <= :now)
                        ORDER BY s.last_start
                        LIMIT 1
                        """)
                .param("now", Timestamp.from(now))
                .query((row, _) -> series(row))
                .optional();
    }

    /** Notes that a run was planned. False if somebody else has changed the series. */
    boolean advance(Series read, Instant start) {
        return sql.sql(
                                """
                                UPDATE broadcast.series SET last_start = :start
                                WHERE account_id = :account AND id = :id AND state = 'active'
                                  AND last_start = :before
                                """)
                        .param("account", read.account().value())
                        .param("id", read.id())
                        .param("start", Timestamp.from(start))
                        .param("before", Timestamp.from(read.lastStart()))
                        .update()
                == 1;
    }

    boolean move(Series read, Series.State state, Instant lastStart) {
        return sql.sql(
                                """
                                UPDATE broadcast.series SET state = :state, last_start = :lastStart
                                WHERE account_id = :account AND id = :id AND state = :before
                                """)
                        .param("account", read.account().value())
                        .param("id", read.id())
                        .param("state", BroadcastStore.word(state))
                        .param("lastStart", Timestamp.from(lastStart))
                        .param("before", BroadcastStore.word(read.state()))
                        .update()
                == 1;
    }

    /** The runs that have not begun. */
    List<BroadcastId> scheduled(Series series) {
        return sql.sql(
                        """
                        SELECT id FROM broadcast.broadcast
                        WHERE account_id = :account AND series_id = :id AND state = 'scheduled'
                        ORDER BY start_at
                        """)
                .param("account", series.account().value())
                .param("id", series.id())
                .query((row, _) -> new BroadcastId(row.getObject(1, UUID.class)))
                .list();
    }

    private static Series series(ResultSet row) throws SQLException {
        var until = row.getTimestamp("until");
        return new Series(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getString("name"),
                new BroadcastId(row.getObject("template_id", UUID.class)),
                new Recurrence(row.getString("cron"), ZoneId.of(row.getString("zone"))),
                until == null ? Optional.empty() : Optional.of(until.toInstant()),
                Series.State.valueOf(BroadcastStore.constant(row.getString("state"))),
                row.getTimestamp("last_start").toInstant(),
                new Author(row.getObject("by_operator", UUID.class), row.getString("by_name")),
                row.getTimestamp("created_at").toInstant());
    }
}
