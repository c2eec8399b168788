package io.qunfa.server.broadcast;

import io.qunfa.client.ClientMsgId;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Decisions of people about calls, in PostgreSQL. States move by compare-and-set; the caller holds
 * the broadcast's row.
 */
@Component
final class DecisionStore {

    private final JdbcClient sql;
    private final BroadcastStore broadcasts;

    DecisionStore(JdbcClient sql, BroadcastStore broadcasts) {
        this.sql = sql;
        this.broadcasts = broadcasts;
    }

    /** The calls that wait for a person: held, or accepted and never reported. */
    List<Call> open(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND (state = 'held'
                               OR state = 'finished' AND successful IS NULL AND decision IS NULL)
                        ORDER BY number
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query((row, _) -> broadcasts.readCall(row))
                .list();
    }

    /** Ends a call as sent; nobody counted it. */
    boolean sent(AccountId account, UUID call, Reason reason, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'finished', successful = true, due_at = NULL,
                                    problem = :problem::jsonb,
                                    finished_at = coalesce(finished_at, :now)
                                WHERE account_id = :account AND id = :id
                                  AND (state = 'held'
                                       OR state = 'finished' AND successful IS NULL)
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("problem", broadcasts.write(reason))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Makes a call as new: nothing of its history says anything about its new key. */
    boolean anew(AccountId account, UUID call, ClientMsgId key) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = 'planned', key = :key, attempts = 0, doubtful = false,
                                    due_at = NULL, problem = NULL, intent_at = NULL,
                                    attempted_at = NULL
                                WHERE account_id = :account AND id = :id AND state = 'held'
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("key", key.value())
                        .update()
                == 1;
    }

    /** Ends a call: as refused if the platform certainly does not have it, else as unreported. */
    boolean giveUp(AccountId account, UUID call, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.call
                                SET state = CASE WHEN state = 'held' AND NOT doubtful
                                                 THEN 'refused' ELSE 'finished' END,
                                    due_at = NULL, finished_at = coalesce(finished_at, :now)
                                WHERE account_id = :account AND id = :id
                                  AND (state = 'held'
                                       OR state = 'finished' AND successful IS NULL)
                                """)
                        .param("account", account.value())
                        .param("id", call)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Notes who decided what. */
    void note(AccountId account, UUID call, String decision, Operator by, Instant now) {
        sql.sql(
                        """
                        UPDATE broadcast.call
                        SET decision = :decision, decided_at = :now, decided_by = :by,
                            decided_by_name = :byName
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", call)
                .param("decision", decision)
                .param("by", by.id().value())
                .param("byName", by.name())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Lets the delivery look at a broadcast now. */
    void wake(AccountId account, BroadcastId broadcast, Instant now) {
        sql.sql(
                        """
                        UPDATE broadcast.broadcast SET due_at = :now
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Lets calls not yet begun wait. False if there is nothing under way to pause. */
    boolean pause(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast b
                                SET stop = 'paused', revision = revision + 1
                                WHERE account_id = :account AND id = :id AND state = 'sending'
                                  AND stop = 'nothing'
                                  AND EXISTS (
                                      SELECT 1 FROM broadcast.call c
                                      WHERE c.account_id = b.account_id AND c.broadcast_id = b.id
                                        AND c.state = 'planned')
                                """)
                        .param("account", account.value())
                        .param("id", broadcast.value())
                        .update()
                == 1;
    }

    /** Lets calls not yet begun be made, unless a person has to decide something first. */
    boolean resume(AccountId account, BroadcastId broadcast, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.broadcast b
                                SET stop = CASE WHEN EXISTS (
                                        SELECT 1 FROM broadcast.call c
                                        WHERE c.account_id = b.account_id AND c.broadcast_id = b.id
                                          AND c.state = 'held') THEN 'held' ELSE 'nothing' END,
                                    due_at = :now, revision = revision + 1
                                WHERE account_id = :account AND id = :id AND stop = 'paused'
                                """)
                        .param("account", account.value())
                        .param("id", broadcast.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }
}
