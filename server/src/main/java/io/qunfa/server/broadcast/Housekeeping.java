package io.qunfa.server.broadcast;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
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
    private final Duration articlesKept;

    /**
     * @param articlesKept how long the articles of a broadcast that is over are kept, from which
     *     its rest can be sent
     */
    Housekeeping(
            JdbcClient sql,
            InstantSource clock,
            @Value("${qunfa.article-retention:90d}") Duration articlesKept) {
        this.sql = sql;
        this.clock = clock;
        this.articlesKept = articlesKept;
    }

    /** Deletes some rows. False if there are no more. */
    boolean workOnce() {
        var now = clock.instant();
        var keys = deleteKeys(now.minus(KEYS_KEPT));
        var results = deleteResults(now.minus(RESULTS_KEPT));
        var articles = deleteArticles(now.minus(articlesKept));
        return Math.max(articles, Math.max(keys, results)) == AT_ONCE;
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

    /** Of a rest that nobody has sent too: it is told by its plan. */
    private int deleteArticles(Instant before) {
        return sql.sql(
                        """
                        DELETE FROM broadcast.article_source
                        WHERE (account_id, broadcast_id) IN (
                            SELECT s.account_id, s.broadcast_id
                            FROM broadcast.article_source s
                            JOIN broadcast.broadcast b
                              ON b.account_id = s.account_id AND b.id = s.broadcast_id
                            WHERE coalesce(b.finished_at, b.created_at) < :before
                              AND b.state IN ('draft', 'finished', 'partly-sent', 'failed',
                                              'cancelled')
                            LIMIT :some
                            FOR UPDATE OF s SKIP LOCKED)
                        """)
                .param("before", Timestamp.from(before))
                .param("some", AT_ONCE)
                .update();
    }
}
