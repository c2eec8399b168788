package io.qunfa.server.broadcast;

import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Temporary tags in PostgreSQL. Whoever works on one has it leased on the database's clock. */
@Component
final class TemporaryTagStore {

    private final JdbcClient sql;

    TemporaryTagStore(JdbcClient sql) {
        this.sql = sql;
    }

    void insert(AccountId account, BroadcastId broadcast, String name, Instant now) {
        sql.sql(
                        """
                        INSERT INTO broadcast.temporary_tag
                               (account_id, broadcast_id, name, step, due_at, since)
                        VALUES (:account, :broadcast, :name, 'fill', :now, :now)
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .param("name", name)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes a tag that has something to do; of a broadcast that is over, it is to be removed. */
    Optional<TemporaryTag> claim(Instant now, Duration lease) {
        return sql.sql(
                        """
                        UPDATE broadcast.temporary_tag t
                        SET lease_until = clock_timestamp() + :lease * INTERVAL '1 millisecond',
                            step = CASE WHEN free.over THEN 'empty' ELSE t.step END,
                            done = CASE WHEN free.over AND t.step <> 'empty' THEN NULL ELSE t.done END
                        FROM (
                            SELECT t.account_id, t.broadcast_id, b.frozen,
                                   b.state IN ('finished', 'partly-sent', 'failed', 'cancelled')
                                       AS over
                            FROM broadcast.temporary_tag t
                            JOIN broadcast.broadcast b
                              ON b.account_id = t.account_id AND b.id = t.broadcast_id
                            WHERE t.due_at <= :now
                              AND (t.lease_until IS NULL OR t.lease_until < clock_timestamp())
                              AND (b.state IN ('finished', 'partly-sent', 'failed', 'cancelled')
                                   OR t.step = 'empty'
                                   OR t.step = 'fill' AND NOT EXISTS (
                                       SELECT 1 FROM broadcast.call c
                                       WHERE c.account_id = t.account_id
                                         AND c.broadcast_id = t.broadcast_id
                                         AND c.state = 'held'))
                            ORDER BY t.due_at
                            LIMIT 1
                            FOR UPDATE OF t SKIP LOCKED
                        ) free
                        WHERE t.account_id = free.account_id AND t.broadcast_id = free.broadcast_id
                        RETURNING t.*, free.frozen
                        """)
                .param("now", Timestamp.from(now))
                .param("lease", lease.toMillis())
                .query((row, _) -> tag(row))
                .optional();
    }

    void made(TemporaryTag tag, TagId id) {
        sql.sql(
                        """
                        UPDATE broadcast.temporary_tag SET tag_id = :tag
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("tag", id.value())
                .update();
    }

    /** Notes how far it is filled or emptied, and lets go of it; it is due again at once. */
    void advance(TemporaryTag tag, int done) {
        sql.sql(
                        """
                        UPDATE broadcast.temporary_tag
                        SET done = :done, failures = 0, lease_until = NULL
                        WHERE account_id = :account AND broadcast_id = :broadcast AND step = :step
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("step", BroadcastStore.word(tag.step()))
                .param("done", done)
                .update();
    }

    void postpone(TemporaryTag tag, Instant again) {
        sql.sql(
                        """
                        UPDATE broadcast.temporary_tag
                        SET failures = failures + 1, due_at = :again, lease_until = NULL
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("again", Timestamp.from(again))
                .update();
    }

    /** It is filled: the call that waits for it may be made. */
    void ready(TemporaryTag tag, Instant now) {
        sql.sql(
                        """
                        WITH filled AS (
                            UPDATE broadcast.temporary_tag SET step = 'ready', lease_until = NULL
                            WHERE account_id = :account AND broadcast_id = :broadcast
                              AND step = 'fill'),
                        waiting AS (
                            UPDATE broadcast.call SET due_at = NULL
                            WHERE account_id = :account AND broadcast_id = :broadcast
                              AND state = 'planned')
                        UPDATE broadcast.broadcast SET due_at = :now
                        WHERE account_id = :account AND id = :broadcast AND state = 'sending'
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** It cannot be made: the call that waits for it is refused. */
    void refuse(TemporaryTag tag, String reason, Instant now) {
        sql.sql(
                        """
                        WITH waiting AS (
                            UPDATE broadcast.call
                            SET state = 'refused', due_at = NULL, finished_at = :now,
                                problem = :reason::jsonb
                            WHERE account_id = :account AND broadcast_id = :broadcast
                              AND state = 'planned')
                        UPDATE broadcast.broadcast
                        SET stop = 'refused', problem = :reason::jsonb, revision = revision + 1
                        WHERE account_id = :account AND id = :broadcast AND state = 'sending'
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("reason", reason)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** It cannot be made before a person has done something: the call that waits for it is held. */
    void hold(TemporaryTag tag, String reason) {
        sql.sql(
                        """
                        WITH waiting AS (
                            UPDATE broadcast.call
                            SET state = 'held', due_at = NULL, problem = :reason::jsonb
                            WHERE account_id = :account AND broadcast_id = :broadcast
                              AND state = 'planned')
                        UPDATE broadcast.broadcast
                        SET stop = CASE WHEN stop = 'nothing' THEN 'held' ELSE stop END,
                            problem = :reason::jsonb, revision = revision + 1
                        WHERE account_id = :account AND id = :broadcast
                          AND stop IN ('nothing', 'paused')
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .param("reason", reason)
                .update();
    }

    /** Goes on with what was held, as patiently as at the beginning. */
    void goOn(AccountId account, BroadcastId broadcast, Instant now) {
        sql.sql(
                        """
                        UPDATE broadcast.temporary_tag SET since = :now, failures = 0, due_at = :now
                        WHERE account_id = :account AND broadcast_id = :broadcast AND step = 'fill'
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void forget(TemporaryTag tag) {
        sql.sql(
                        """
                        DELETE FROM broadcast.temporary_tag
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        """)
                .param("account", tag.account().value())
                .param("broadcast", tag.broadcast().value())
                .update();
    }

    private static TemporaryTag tag(ResultSet row) throws SQLException {
        return new TemporaryTag(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("broadcast_id", UUID.class)),
                row.getString("name"),
                Optional.ofNullable(row.getObject("tag_id", Long.class)).map(TagId::new),
                TemporaryTag.Step.valueOf(BroadcastStore.constant(row.getString("step"))),
                Optional.ofNullable(row.getObject("done", Integer.class)),
                BroadcastStore.bitmap(row.getBytes("frozen")),
                row.getInt("failures"),
                row.getTimestamp("since").toInstant());
    }
}
