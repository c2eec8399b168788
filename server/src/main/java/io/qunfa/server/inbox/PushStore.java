package io.qunfa.server.inbox;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pushes of the platform in PostgreSQL. */
@Component
final class PushStore {

    private final JdbcClient sql;

    PushStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Identifies a stored push. */
    record PushId(AccountId account, UUID value) {}

    /** A push to act on. */
    record Stored(PushId id, Push push, Instant receivedAt) {}

    /**
     * Stores a push with its reply unless it is there.
     *
     * @return the reply to answer: of the first delivery, if this is a repeated one
     */
    Optional<String> insert(Arrival arrival) {
        var id = arrival.id();
        var digest = arrival.digest();
        var inserted =
                sql.sql(
                                """
                                INSERT INTO inbox.push
                                       (account_id, id, priority, digest, sender, body, reply,
                                        due_at, received_at)
                                VALUES (:account, :id, :priority, :digest, :sender, :body, :reply,
                                        :now, :now)
                                ON CONFLICT (account_id, digest) DO NOTHING
                                """)
                        .param("account", id.account().value())
                        .param("id", id.value())
                        .param("priority", arrival.priority().number())
                        .param("digest", digest)
                        .param("sender", arrival.sender())
                        .param("body", arrival.body())
                        .param("reply", arrival.reply().orElse(null))
                        .param("now", Timestamp.from(arrival.at()))
                        .update();
        return inserted == 1 ? arrival.reply() : reply(id.account(), digest);
    }

    private Optional<String> reply(AccountId account, byte[] digest) {
        return sql.sql(
                        "SELECT reply FROM inbox.push WHERE account_id = :account AND digest = :digest")
                .param("account", account.value())
                .param("digest", digest)
                .query((row, _) -> Optional.ofNullable(row.getString("reply")))
                .optional()
                .flatMap(found -> found);
    }

    /**
     * Takes the push that is needed most, then the one that has waited longest; should this process
     * die, it is due again later.
     */
    Optional<PushId> claim(Instant now, Instant again) {
        return sql.sql(
                        """
                        UPDATE inbox.push p
                        SET attempts = attempts + 1, due_at = :again
                        FROM (
                            SELECT account_id, id FROM inbox.push
                            WHERE state = 'waiting' AND due_at <= :now
                            ORDER BY priority, due_at, id
                            LIMIT 1
                            FOR UPDATE SKIP LOCKED
                        ) due
                        WHERE p.account_id = due.account_id AND p.id = due.id
                        RETURNING p.account_id, p.id
                        """)
                .param("now", Timestamp.from(now))
                .param("again", Timestamp.from(again))
                .query((row, _) -> id(row))
                .optional();
    }

    /** Reads a push and keeps it from everybody else until the transaction ends. */
    Optional<Stored> lock(PushId id) {
        return sql.sql(
                        """
                        SELECT account_id, id, body, received_at FROM inbox.push
                        WHERE account_id = :account AND id = :id AND state = 'waiting'
                        FOR UPDATE SKIP LOCKED
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .query((row, _) -> stored(row))
                .optional();
    }

    void processed(PushId id, Instant now) {
        sql.sql(
                        """
                        UPDATE inbox.push
                        SET state = 'processed', processed_at = :now, problem = NULL
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Notes an attempt that failed; after the last one a person has to look. */
    void failed(PushId id, String problem, int attempts, Instant again) {
        sql.sql(
                        """
                        UPDATE inbox.push
                        SET problem = :problem, due_at = :again,
                            state = CASE WHEN attempts >= :attempts THEN 'failed' ELSE state END
                        WHERE account_id = :account AND id = :id AND state = 'waiting'
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .param("problem", problem)
                .param("attempts", attempts)
                .param("again", Timestamp.from(again))
                .update();
    }

    int attempts(PushId id) {
        return sql.sql("SELECT attempts FROM inbox.push WHERE account_id = :account AND id = :id")
                .param("account", id.account().value())
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    /** Forgets what a follower said and who they were. */
    void erase(AccountId account, String sender) {
        sql.sql(
                        """
                        UPDATE inbox.push SET body = NULL, sender = NULL, reply = NULL
                        WHERE account_id = :account AND sender = :sender AND state <> 'waiting'
                        """)
                .param("account", account.value())
                .param("sender", sender)
                .update();
    }

    private static PushId id(ResultSet row) throws SQLException {
        return new PushId(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("id", UUID.class));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                id(row),
                Callbacks.parse(row.getBytes("body")),
                row.getTimestamp("received_at").toInstant());
    }
}
