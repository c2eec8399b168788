package io.qunfa.server.broadcast;

import io.qunfa.client.MsgDataId;
import io.qunfa.server.account.AccountId;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How articles were read, and when to ask for it, in PostgreSQL. */
@Component
final class ReadingStore {

    private final JdbcClient sql;
    private final JsonMapper json;

    ReadingStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** Notes what statistics call the articles of a call; what is known already stays. */
    void name(AccountId account, UUID call, MsgDataId articles) {
        sql.sql(
                        """
                        UPDATE broadcast.call SET msg_data_id = coalesce(msg_data_id, :articles)
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", call)
                .param("articles", articles.value())
                .update();
    }

    boolean isNamed(AccountId account, UUID call) {
        return sql.sql(
                        """
                        SELECT msg_data_id IS NOT NULL FROM broadcast.call
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", call)
                .query(Boolean.class)
                .single();
    }

    /** A day on which articles were sent. */
    record Day(AccountId account, LocalDate date, int failures) {}

    void expect(AccountId account, LocalDate day, Instant due) {
        sql.sql(
                        """
                        INSERT INTO broadcast.reading_day (account_id, day, due_at)
                        VALUES (:account, :day, :due)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("day", Date.valueOf(day))
                .param("due", Timestamp.from(due))
                .update();
    }

    /** The day that is due longest, which nobody else takes for a while. */
    Optional<Day> claim(Instant now, Duration pause) {
        return sql.sql(
                        """
                        UPDATE broadcast.reading_day
                        SET due_at = :later
                        WHERE (account_id, day) = (
                            SELECT account_id, day FROM broadcast.reading_day
                            WHERE due_at <= :now
                            ORDER BY due_at
                            LIMIT 1
                            FOR UPDATE SKIP LOCKED)
                        RETURNING account_id, day, failures
                        """)
                .param("now", Timestamp.from(now))
                .param("later", Timestamp.from(now.plus(pause)))
                .query(
                        (row, _) ->
                                new Day(
                                        new AccountId(row.getObject(1, UUID.class)),
                                        row.getDate(2).toLocalDate(),
                                        row.getInt(3)))
                .optional();
    }

    void again(Day day, int failures, Instant due) {
        sql.sql(
                        """
                        UPDATE broadcast.reading_day SET due_at = :due, failures = :failures
                        WHERE account_id = :account AND day = :day
                        """)
                .param("account", day.account().value())
                .param("day", Date.valueOf(day.date()))
                .param("due", Timestamp.from(due))
                .param("failures", failures)
                .update();
    }

    void forget(Day day) {
        sql.sql("DELETE FROM broadcast.reading_day WHERE account_id = :account AND day = :day")
                .param("account", day.account().value())
                .param("day", Date.valueOf(day.date()))
                .update();
    }

    /** Articles that are not ours are of no interest here. */
    void save(AccountId account, ArticleName article, ArticleFigures figures) {
        sql.sql(
                        """
                        INSERT INTO broadcast.article_figures
                               (account_id, call_id, position, days, preliminary, fetched_at)
                        SELECT account_id, id, :position, :days::jsonb, :preliminary, :at
                        FROM broadcast.call
                        WHERE account_id = :account AND msg_data_id = :articles
                        ON CONFLICT (account_id, call_id, position) DO UPDATE
                        SET days = excluded.days, preliminary = excluded.preliminary,
                            fetched_at = excluded.fetched_at
                        """)
                .param("account", account.value())
                .param("articles", article.articles().value())
                .param("position", article.position())
                .param("days", json.writeValueAsString(figures.days()))
                .param("preliminary", figures.preliminary())
                .param("at", Timestamp.from(figures.fetchedAt()))
                .update();
    }

    /** Of the articles of a broadcast, by call and position. */
    Map<UUID, Map<Integer, ArticleFigures>> of(AccountId account, BroadcastId broadcast) {
        var all = new HashMap<UUID, Map<Integer, ArticleFigures>>();
        sql.sql(
                        """
                        SELECT f.* FROM broadcast.article_figures f
                        JOIN broadcast.call c
                          ON c.account_id = f.account_id AND c.id = f.call_id
                        WHERE c.account_id = :account AND c.broadcast_id = :broadcast
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(
                        (RowCallbackHandler)
                                row ->
                                        all.computeIfAbsent(
                                                        row.getObject("call_id", UUID.class),
                                                        _ -> new HashMap<>())
                                                .put(row.getInt("position"), figures(row)));
        return all;
    }

    private ArticleFigures figures(ResultSet row) throws SQLException {
        return new ArticleFigures(
                List.of(json.readValue(row.getString("days"), ArticleFigures.Day[].class)),
                row.getBoolean("preliminary"),
                row.getTimestamp("fetched_at").toInstant());
    }
}
