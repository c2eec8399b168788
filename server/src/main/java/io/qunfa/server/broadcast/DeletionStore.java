package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletions of sent articles in PostgreSQL. */
@Component
final class DeletionStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;

    DeletionStore(JdbcClient sql, BroadcastStore broadcasts) {
        this.sql = sql;
        this.broadcasts = broadcasts;
    }

    /** Keeps others from asking for this account until the transaction ends. */
    void lock(AccountId account) {
        sql.sql("SELECT pg_advisory_xact_lock(hashtextextended(:account, 0))")
                .param("account", "broadcast.deletion " + account.value())
                .query((RowCallbackHandler) _ -> {});
    }

    /** How many were asked for since then. */
    int countSince(AccountId account, Instant since) {
        return sql.sql(
                        """
                        SELECT count(*) FROM broadcast.deletion
                        WHERE account_id = :account AND asked_at >= :since
                        """)
                .param("account", account.value())
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    void insert(AccountId account, Deletion deletion) {
        sql.sql(
                        """
                        INSERT INTO broadcast.deletion
                               (account_id, id, call_id, article, state, asked_at, asked_by,
                                asked_by_name)
                        VALUES (:account, :id, :call, :article, 'asked', :at, :by, :byName)
                        """)
                .param("account", account.value())
                .param("id", deletion.id())
                .param("call", deletion.call())
                .param("article", deletion.article())
                .param("at", Timestamp.from(deletion.askedAt()))
                .param("by", deletion.askedBy().id())
                .param("byName", deletion.askedBy().name())
                .update();
    }

    void settle(AccountId account, Deletion deletion) {
        sql.sql(
                        """
                        UPDATE broadcast.deletion SET state = :state, problem = :problem::jsonb
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", deletion.id())
                .param("state", BroadcastStore.word(deletion.state()))
                .param("problem", broadcasts.write(deletion.reason()))
                .update();
    }

    /** Those of all calls of a broadcast, oldest first. */
    List<Deletion> of(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT d.* FROM broadcast.deletion d
                        JOIN broadcast.call c ON c.account_id = d.account_id AND c.id = d.call_id
                        WHERE d.account_id = :account AND c.broadcast_id = :broadcast
                        ORDER BY d.id
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query((row, _) -> deletion(row))
                .list();
    }

    Deletion get(AccountId account, UUID id) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.deletion WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id)
                .query((row, _) -> deletion(row))
                .single();
    }

    private Deletion deletion(ResultSet row) throws SQLException {
        var problem = row.getString("problem");
        return new Deletion(
                row.getObject("id", UUID.class),
                row.getObject("call_id", UUID.class),
                row.getObject("article", Integer.class),
                Deletion.State.valueOf(BroadcastStore.constant(row.getString("state"))),
                problem == null || problem.equals("null") ? null : broadcasts.reason(problem),
                row.getTimestamp("asked_at").toInstant(),
                new Author(row.getObject("asked_by", UUID.class), row.getString("asked_by_name")));
    }
}
