package io.qunfa.server.broadcast;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what nobody will ask for any more. */
@Component
final class Housekeeping {

    /** A request is not repeated after so long. */
    static final Duration KEYS_KEPT = Duration.ofDays(7);

    /** Results of tasks that are not ours count for the quota of their month. */
    static final Duration RESULTS_KEPT = Duration.ofDays(40);

    private static final int AT_ONCE = 1_000;

    private final JdbcClient sql;
    private final InstantSource clock;

    Housekeeping(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Deletes some rows. False if there are no more. */
    boolean workOnce() {
        var now = clock.instant();
        var keys = deleteKeys(now.minus(KEYS_KEPT));
        var results = deleteResults(now.minus(RESULTS_KEPT));
        return Math.max(keys, results) == AT_ONCE;
    }

    private int deleteKeys(Instant before) {
        return sql.sql(
                        """
                        DELETE FROM broadcast.idempotency
                        WHERE (account_id, key) IN (
                            SELECT account_id, key FROM broadcast.idempotency
                            WHERE created_at < :before
                            LIMIT :some
                            FOR UPDATE SKIP LOCKED)
                        """)
                .param("before", Timestamp.from(before))
                .param("some", AT_ONCE)
                .update();
    }

    private int deleteResults(Instant before) {
        return sql.sql(
                        """
                        DELETE FROM broadcast.parked_result
                        WHERE (account_id, msg_id) IN (
                            SELECT account_id, msg_id FROM broadcast.parked_result
                            WHERE happened_at < :before
                            LIMIT :some
                            FOR UPDATE SKIP LOCKED)
                        """)
                .param("before", Timestamp.from(before))
                .param("some", AT_ONCE)
                .update();
    }
}
