package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fast each account's calls may follow each other: one row that all nodes share. */
@Component
final class PaceStore {

    private final JdbcClient sql;

    PaceStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** When the next call may be made, and how fast they go on. */
    private record Turn(Pace pace, Instant due) {}

    Pace pace(AccountId account) {
        return sql.sql("SELECT calls_per_minute FROM broadcast.pace WHERE account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .optional()
                .map(Pace::new)
                .orElse(new Pace(Pace.DOCUMENTED));
    }

    void set(AccountId account, Pace pace) {
        sql.sql(
                        """
                        INSERT INTO broadcast.pace (account_id, calls_per_minute)
                        VALUES (:account, :calls)
                        ON CONFLICT (account_id) DO UPDATE
                        SET calls_per_minute = EXCLUDED.calls_per_minute, next_at = '-infinity'
                        """)
                .param("account", account.value())
                .param("calls", pace.callsPerMinute())
                .update();
    }

    /**
     * Takes the account's turn to send, in the caller's transaction.
     *
     * @return when it will be its turn; empty if it is now, and was taken
     */
    Optional<Instant> take(AccountId account, Instant now) {
        var turn = lock(account);
        if (turn.due().isAfter(now)) {
            return Optional.of(turn.due());
        }
        notBefore(account, turn.pace().after(turn.due(), now));
        return Optional.empty();
    }

    private Turn lock(AccountId account) {
        sql.sql(
                        """
                        INSERT INTO broadcast.pace (account_id) VALUES (:account)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .update();
        return sql.sql(
                        """
                        SELECT calls_per_minute, greatest(next_at, 'epoch') AS due
                        FROM broadcast.pace
                        WHERE account_id = :account
                        FOR UPDATE
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Turn(
                                        new Pace(row.getInt("calls_per_minute")),
                                        row.getTimestamp("due").toInstant()))
                .single();
    }

    /** No call of the account is made before that time. */
    void notBefore(AccountId account, Instant next) {
        sql.sql(
                        """
                        UPDATE broadcast.pace SET next_at = greatest(next_at, :next)
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .param("next", Timestamp.from(next))
                .update();
    }

    /**
     * The platform's speed of delivery, as far as this server knows.
     *
     * @param usual what it was before this server ever set it
     * @param set what this server set last; null if it never did
     */
    record Speeds(@Nullable Integer usual, @Nullable Integer set) {}

    Speeds speeds(AccountId account) {
        Optional<Speeds> known =
                sql.sql(
                                """
                                SELECT usual_speed, set_speed FROM broadcast.pace
                                WHERE account_id = :account
                                """)
                        .param("account", account.value())
                        .query(
                                (row, _) ->
                                        new Speeds(
                                                row.getObject("usual_speed", Integer.class),
                                                row.getObject("set_speed", Integer.class)))
                        .optional();
        return known.orElse(new Speeds(null, null));
    }

    void speedSet(AccountId account, int usual, int level) {
        sql.sql(
                        """
                        INSERT INTO broadcast.pace (account_id, usual_speed, set_speed)
                        VALUES (:account, :usual, :level)
                        ON CONFLICT (account_id) DO UPDATE
                        SET usual_speed = EXCLUDED.usual_speed, set_speed = EXCLUDED.set_speed
                        """)
                .param("account", account.value())
                .param("usual", usual)
                .param("level", level)
                .update();
    }
}
