package io.qunfa.server.audience;

import io.qunfa.client.FollowerPage;
import io.qunfa.client.OpenId;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where each account's synchronisation stands. A run is leased on the database's clock; every page
 * renews the lease, and a run that lost it writes nothing more.
 */
@Component
final class SynchronizationStore {

    /** Longer than one page may take, so that no heartbeat is needed between pages. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private final JdbcClient sql;

    SynchronizationStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Synchronization> find(AccountId account) {
        return sql.sql("SELECT * FROM audience.synchronization WHERE account_id = :account")
                .param("account", account.value())
                .query((row, _) -> read(row))
                .optional();
    }

    /** Begins a run unless one is under way. */
    boolean begin(AccountId account, Instant now) {
        return sql.sql(
                                """
                                INSERT INTO audience.synchronization AS s
                                       (account_id, state, started_at, due_at)
                                VALUES (:account, 'running', :now, :now)
                                ON CONFLICT (account_id) DO UPDATE
                                SET state = 'running', cursor = NULL, fetched = 0, total = 0,
                                    failures = 0, problem = NULL, started_at = :now,
                                    finished_at = NULL, due_at = :now
                                WHERE s.state <> 'running'
                                """)
                        .param("account", account.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Begins a run for an account whose last one ended before a moment. False if there is none. */
    boolean beginStale(Instant now, Instant before) {
        return sql.sql(
                                """
                                UPDATE audience.synchronization
                                SET state = 'running', cursor = NULL, fetched = 0, total = 0,
                                    failures = 0, problem = NULL, started_at = :now,
                                    finished_at = NULL, due_at = :now
                                WHERE account_id = (
                                    SELECT account_id FROM audience.synchronization
                                    WHERE state <> 'running' AND finished_at < :before
                                    ORDER BY finished_at
                                    LIMIT 1
                                    FOR UPDATE SKIP LOCKED)
                                """)
                        .param("now", Timestamp.from(now))
                        .param("before", Timestamp.from(before))
                        .update()
                == 1;
    }

    /** Takes a run that is due and that nobody works on. */
    Optional<Synchronization> claim(Instant now, Duration lease) {
        return sql.sql(
                        """
                        UPDATE audience.synchronization
                        SET lease_until = clock_timestamp() + :lease * INTERVAL '1 millisecond',
                            fence = fence + 1
                        WHERE account_id = (
                            SELECT account_id FROM audience.synchronization
                            WHERE state = 'running' AND due_at <= :now
                              AND (lease_until IS NULL OR lease_until < clock_timestamp())
                            ORDER BY due_at
                            LIMIT 1
                            FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .param("now", Timestamp.from(now))
                .param("lease", lease.toMillis())
                .query((row, _) -> read(row))
                .optional();
    }

    /** Notes a page that was staged. False if the lease is lost. */
    boolean advance(Synchronization run, FollowerPage page, Duration lease) {
        return sql.sql(
                                """
                                UPDATE audience.synchronization
                                SET cursor = :cursor, fetched = fetched + :count, total = :total,
                                    failures = 0, problem = NULL,
                                    lease_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
                                WHERE account_id = :account AND fence = :fence AND state = 'running'
                                """)
                        .param("account", run.account().value())
                        .param("fence", run.fence())
                        .param("cursor", page.next().map(OpenId::value).orElse(null))
                        .param("count", page.openIds().size())
                        .param("total", page.total())
                        .param("lease", lease.toMillis())
                        .update()
                == 1;
    }

    /** Ends a run whose pages are merged. False if the lease is lost. */
    boolean complete(Synchronization run, Instant now) {
        return sql.sql(
                                """
                                UPDATE audience.synchronization
                                SET state = 'done', cursor = NULL, finished_at = :now,
                                    complete_at = :now, lease_until = NULL
                                WHERE account_id = :account AND fence = :fence AND state = 'running'
                                """)
                        .param("account", run.account().value())
                        .param("fence", run.fence())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Lets go of a run until it is due again. */
    void postpone(Synchronization run, String problem, Instant due) {
        sql.sql(
                        """
                        UPDATE audience.synchronization
                        SET failures = failures + 1, problem = :problem, due_at = :due,
                            lease_until = NULL
                        WHERE account_id = :account AND fence = :fence AND state = 'running'
                        """)
                .param("account", run.account().value())
                .param("fence", run.fence())
                .param("problem", problem)
                .param("due", Timestamp.from(due))
                .update();
    }

    /** Lets go of a run whose next page is granted later, such as on the next day. */
    void await(Synchronization run, String problem, Instant due) {
        sql.sql(
                        """
                        UPDATE audience.synchronization
                        SET problem = :problem, due_at = :due, lease_until = NULL
                        WHERE account_id = :account AND fence = :fence AND state = 'running'
                        """)
                .param("account", run.account().value())
                .param("fence", run.fence())
                .param("problem", problem)
                .param("due", Timestamp.from(due))
                .update();
    }

    /** Starts a run over, because the follower at its cursor is gone. */
    boolean restart(Synchronization run, String problem) {
        return sql.sql(
                                """
                                UPDATE audience.synchronization
                                SET cursor = NULL, fetched = 0, failures = failures + 1,
                                    problem = :problem, lease_until = NULL
                                WHERE account_id = :account AND fence = :fence AND state = 'running'
                                """)
                        .param("account", run.account().value())
                        .param("fence", run.fence())
                        .param("problem", problem)
                        .update()
                == 1;
    }

    boolean fail(Synchronization run, String problem, Instant now) {
        return sql.sql(
                                """
                                UPDATE audience.synchronization
                                SET state = 'failed', problem = :problem, finished_at = :now,
                                    lease_until = NULL
                                WHERE account_id = :account AND fence = :fence AND state = 'running'
                                """)
                        .param("account", run.account().value())
                        .param("fence", run.fence())
                        .param("problem", problem)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private static Synchronization read(ResultSet row) throws SQLException {
        return new Synchronization(
                new AccountId(row.getObject("account_id", UUID.class)),
                Synchronization.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getString("cursor")).map(OpenId::new),
                row.getInt("fetched"),
                row.getInt("total"),
                row.getInt("failures"),
                Optional.ofNullable(row.getString("problem")),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                instant(row.getTimestamp("complete_at")),
                row.getLong("fence"));
    }

    private static Optional<Instant> instant(@Nullable Timestamp timestamp) {
        return Optional.ofNullable(timestamp).map(Timestamp::toInstant);
    }
}
