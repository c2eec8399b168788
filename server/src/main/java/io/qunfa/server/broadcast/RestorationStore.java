package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which database this is, and holding what it cannot know, in PostgreSQL. */
@Component
final class RestorationStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;

    RestorationStore(JdbcClient sql, BroadcastStore broadcasts) {
        this.sql = sql;
        this.broadcasts = broadcasts;
    }

    /** A database cluster on one line of its history. */
    record Incarnation(long systemIdentifier, int timeline) {}

    record Held(AccountId account, BroadcastId broadcast) {}

    Incarnation incarnation() {
        return sql.sql(
                        """
                        SELECT s.system_identifier, c.timeline_id AS timeline
                        FROM pg_control_system() s, pg_control_checkpoint() c
                        """)
                .query(Incarnation.class)
                .single();
    }

    /** Nobody else looks or writes until the transaction ends. */
    Optional<Incarnation> known() {
        sql.sql("LOCK TABLE broadcast.incarnation").update();
        return sql.sql("SELECT system_identifier, timeline FROM broadcast.incarnation")
                .query(Incarnation.class)
                .optional();
    }

    void know(Incarnation now) {
        sql.sql(
                        """
                        INSERT INTO broadcast.incarnation (system_identifier, timeline)
                        VALUES (:system, :timeline)
                        ON CONFLICT (only_row) DO UPDATE
                        SET system_identifier = EXCLUDED.system_identifier,
                            timeline = EXCLUDED.timeline
                        """)
                .param("system", now.systemIdentifier())
                .param("timeline", now.timeline())
                .update();
    }

    void restored(Instant at) {
        sql.sql("UPDATE broadcast.incarnation SET restored_at = :at")
                .param("at", Timestamp.from(at))
                .update();
    }

    /** When the database was last found to be restored, if that was after a moment. */
    Optional<Instant> restoredAfter(Instant moment) {
        return sql.sql(
                        """
                        SELECT restored_at FROM broadcast.incarnation WHERE restored_at > :moment
                        """)
                .param("moment", Timestamp.from(moment))
                .query((row, _) -> row.getTimestamp("restored_at").toInstant())
                .optional();
    }

    /** The number of the last call that was about to be made. */
    long intents() {
        return sql.sql(
                        """
                        SELECT CASE WHEN is_called THEN last_value ELSE 0 END
                        FROM broadcast.intents
                        """)
                .query(Long.class)
                .single();
    }

    long nextIntent() {
        return sql.sql("SELECT nextval('broadcast.intents')").query(Long.class).single();
    }

    void raiseIntents(long noted) {
        if (noted > intents()) {
            sql.sql("SELECT setval('broadcast.intents', :noted)")
                    .param("noted", noted)
                    .query(Long.class)
                    .single();
        }
    }

    /** What was to begin by itself may have begun; its quota is free again. */
    List<Held> holdScheduled(Reason reason) {
        return sql.sql(
                        """
                        WITH held AS (
                            UPDATE broadcast.broadcast
                            SET state = 'held', problem = :problem::jsonb, revision = revision + 1
                            WHERE state = 'scheduled'
                            RETURNING account_id, id
                        ), freed AS (
                            DELETE FROM broadcast.reservation r USING held h
                            WHERE r.account_id = h.account_id AND r.broadcast_id = h.id
                        )
                        SELECT account_id, id FROM held
                        """)
                .param("problem", broadcasts.write(reason))
                .query((row, _) -> held(row))
                .list();
    }

    /** Calls that may have been made since the backup are in doubt, whatever their rows say. */
    List<Held> hold(Reason reason) {
        return sql.sql(
                        """
                        WITH doubtful AS (
                            UPDATE broadcast.call
                            SET state = 'held', doubtful = true, due_at = NULL,
                                problem = :problem::jsonb
                            WHERE state IN ('planned', 'intent', 'unknown')
                            RETURNING account_id, broadcast_id
                        )
                        UPDATE broadcast.broadcast b
                        SET problem = :problem::jsonb, revision = revision + 1, fence = fence + 1,
                            stop = CASE WHEN stop IN ('nothing', 'paused') THEN 'held' ELSE stop END
                        FROM (SELECT DISTINCT account_id, broadcast_id FROM doubtful) d
                        WHERE b.account_id = d.account_id AND b.id = d.broadcast_id
                        RETURNING b.account_id, b.id
                        """)
                .param("problem", broadcasts.write(reason))
                .query((row, _) -> held(row))
                .list();
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("id", UUID.class)));
    }
}
