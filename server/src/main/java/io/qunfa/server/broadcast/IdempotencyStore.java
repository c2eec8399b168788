package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What each Idempotency-Key was used for. A key is taken in the transaction of its effect. */
@Component
final class IdempotencyStore {

    private final JdbcClient sql;

    IdempotencyStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * The use of a key.
     *
     * @param made the id of what the request has made, or was about
     * @param answer what it was answered, where that is kept nowhere else
     */
    record Use(String request, UUID made, Optional<String> answer) {}

    /**
     * Takes a key, waiting for another transaction that is taking it. False if it was used before.
     */
    boolean take(AccountId account, IdempotencyKey key, UUID made, Instant now) {
        return sql.sql(
                                """
                                INSERT INTO broadcast.idempotency
                                       (account_id, key, request, broadcast_id, created_at)
                                VALUES (:account, :key, :request, :broadcast, :now)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("account", account.value())
                        .param("key", key.value())
                        .param("request", key.request())
                        .param("broadcast", made)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    Optional<Use> find(AccountId account, IdempotencyKey key) {
        return sql.sql(
                        """
                        SELECT request, broadcast_id, answer FROM broadcast.idempotency
                        WHERE account_id = :account AND key = :key
                        """)
                .param("account", account.value())
                .param("key", key.value())
                .query(
                        (row, _) ->
                                new Use(
                                        row.getString("request"),
                                        row.getObject("broadcast_id", UUID.class),
                                        Optional.ofNullable(row.getString("answer"))))
                .optional();
    }

    void answer(AccountId account, IdempotencyKey key, String answer) {
        sql.sql(
                        """
                        UPDATE broadcast.idempotency SET answer = :answer
                        WHERE account_id = :account AND key = :key
                        """)
                .param("account", account.value())
                .param("key", key.value())
                .param("answer", answer)
                .update();
    }

    /** Lets a key be used again whose request had no effect. */
    void release(AccountId account, IdempotencyKey key) {
        sql.sql(
                        """
                        DELETE FROM broadcast.idempotency
                        WHERE account_id = :account AND key = :key
                        """)
                .param("account", account.value())
                .param("key", key.value())
                .update();
    }
}
