package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Results of send tasks, matched to calls or parked until a call knows their msg_id. */
@Component
final class ResultStore {

    private final JdbcClient sql;
    private final JsonMapper json;

    ResultStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** A call that has a msg_id. */
    record Task(UUID call, BroadcastId broadcast) {}

    /**
     * Keeps, until the transaction ends, everybody else from matching this msg_id: an acceptance
     * and an early event would otherwise each miss the other's uncommitted row.
     */
    void lock(AccountId account, MsgId msgId) {
        sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:task, 0))")
                .param("task", "broadcast " + account.value() + " " + msgId.value())
                .query((RowCallbackHandler) _ -> {});
    }

    Optional<Task> task(AccountId account, MsgId msgId) {
        return sql.sql(
                        """
                        SELECT id, broadcast_id FROM broadcast.call
                        WHERE account_id = :account AND msg_id = :msgId
                        """)
                .param("account", account.value())
                .param("msgId", msgId.value())
                .query(
                        (row, _) ->
                                new Task(
                                        row.getObject("id", UUID.class),
                                        new BroadcastId(row.getObject("broadcast_id", UUID.class))))
                .optional();
    }

    /** Ends a call with its result, or adds counts to one that ended without. */
    boolean finish(AccountId account, UUID call, JobResult result) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'finished', status = :status, successful = :successful,
                                    count_total = :total, count_eligible = :eligible,
                                    count_delivered = :delivered, count_failed = :failed,
                                    articles = :articles::jsonb, confirmation_until = NULL,
                                    finished_at = coalesce(finished_at, :at), due_at = NULL,
                                    problem = NULL
                                WHERE account_id = :account AND id = :id
                                  AND (state = 'accepted'
                                       OR state = 'finished' AND count_total IS NULL)
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("status", result.status())
                        .param("successful", result.successful())
                        .param("total", result.counts().total())
                        .param("eligible", result.counts().eligible())
                        .param("delivered", result.counts().delivered())
                        .param("failed", result.counts().failed())
                        .param("articles", json.writeValueAsString(result.articles()))
                        .param("at", Timestamp.from(result.at()))
                        .update()
                == 1;
    }

    /** Keeps a result that no call knows. The first one stays. */
    void park(AccountId account, JobResult result) {
        sql.sql(
                        """
                        INSERT INTO broadcast.parked_result
                               (account_id, msg_id, status, successful, count_total, count_eligible,
                                count_delivered, count_failed, articles, happened_at)
                        VALUES (:account, :msgId, :status, :successful, :total, :eligible,
                                :delivered, :failed, :articles::jsonb, :at)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("msgId", result.msgId().value())
                .param("status", result.status())
                .param("successful", result.successful())
                .param("total", result.counts().total())
                .param("eligible", result.counts().eligible())
                .param("delivered", result.counts().delivered())
                .param("failed", result.counts().failed())
                .param("articles", json.writeValueAsString(result.articles()))
                .param("at", Timestamp.from(result.at()))
                .update();
    }

    Optional<JobResult> unpark(AccountId account, MsgId msgId) {
        return sql.sql(
                        """
                        DELETE FROM broadcast.parked_result
                        WHERE account_id = :account AND msg_id = :msgId
                        RETURNING *
                        """)
                .param("account", account.value())
                .param("msgId", msgId.value())
                .query((row, _) -> result(row))
                .optional();
    }

    List<JobResult> parked(AccountId account) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.parked_result
                        WHERE account_id = :account
                        ORDER BY happened_at
                        """)
                .param("account", account.value())
                .query((row, _) -> result(row))
                .list();
    }

    /** The calls of an account whose outcome nobody knows, and the broadcasts they are in. */
    List<Adoption.Candidate> unresolved(AccountId account) {
        return sql.sql(
                        """
                        SELECT c.id, c.broadcast_id, b.route, c.recipients, c.intent_at,
                               c.state = 'held' AS held
                        FROM broadcast.call c
                        JOIN broadcast.broadcast b
                          ON b.account_id = c.account_id AND b.id = c.broadcast_id
                        WHERE c.account_id = :account
                          AND (c.state IN ('intent', 'unknown') OR c.state = 'held' AND c.doubtful)
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Adoption.Candidate(
                                        row.getObject("id", UUID.class),
                                        new BroadcastId(row.getObject("broadcast_id", UUID.class)),
                                        Route.valueOf(
                                                BroadcastStore.constant(row.getString("route"))),
                                        row.getLong("recipients"),
                                        row.getTimestamp("intent_at").toInstant(),
                                        row.getBoolean("held")))
                .list();
    }

    private JobResult result(ResultSet row) throws SQLException {
        return new JobResult(
                new MsgId(row.getLong("msg_id")),
                row.getString("status"),
                row.getBoolean("successful"),
                new Counts(
                        row.getLong("count_total"),
                        row.getLong("count_eligible"),
                        row.getLong("count_delivered"),
                        row.getLong("count_failed")),
                articles(row.getString("articles")),
                row.getTimestamp("happened_at").toInstant());
    }

    /** Those of a call or of a parked result. */
    ArticleResults articles(@Nullable String stored) {
        return stored == null ? ArticleResults.NONE : json.readValue(stored, ArticleResults.class);
    }
}
