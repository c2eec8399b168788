package io.qunfa.server.inbox;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pushes of the platform in PostgreSQL. */
@Component
final class PushStore {

    /** So often, within a minute, a push is tried before later ones of its sender overtake it. */
    static final int ATTEMPTS_IN_ORDER = 4;

    /**
     * Of a follower, only what was tried before goes on as long as that has to be tried again, for
     * a minute: whoever acts on what comes later than it should compares when it happened.
     */
    private static final String FIRST_OF_ITS_SENDER =
            """
            (sender IS NULL OR attempts > 0 OR (account_id, sender) NOT IN (
                SELECT account_id, sender FROM inbox.push
                WHERE state = 'waiting' AND attempts BETWEEN 1 AND %d AND priority = :priority
                  AND sender IS NOT NULL))
            """
                    .formatted(ATTEMPTS_IN_ORDER - 1);

    private final JdbcClient sql;

    PushStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** Identifies a stored push. */
    record PushId(AccountId account, UUID value) {}

    /** A push to act on. */
    record Stored(PushId id, Push push, Instant receivedAt, Optional<UUID> relayedTo) {}

    /**
     * Stores those of these pushes that are not there yet, with their replies, in one statement.
     *
     * @return which of them are new
     */
    Set<UUID> insert(List<Arrival> arrivals) {
        return new HashSet<>(
                sql.sql(
                                """
                                INSERT INTO inbox.push
                                       (account_id, id, priority, kind, digest, sender, body, reply,
                                        relayed_to, due_at, received_at)
                                SELECT account_id, id, priority, kind, digest, sender, body, reply,
                                       relayed_to, received_at, received_at
                                FROM unnest(
                                         :accounts::uuid[], :ids::uuid[], :priorities::smallint[],
                                         :kinds::text[], :digests::bytea[], :senders::text[],
                                         :bodies::bytea[], :replies::text[],
                                         :relayedTo::uuid[], :receivedAt::timestamptz[])
                                     AS arrival (account_id, id, priority, kind, digest, sender,
                                                 body, reply, relayed_to, received_at)
                                ON CONFLICT (account_id, digest) DO NOTHING
                                RETURNING id
                                """)
                        .param("accounts", column(arrivals, Arrival::account, UUID[]::new))
                        .param("ids", column(arrivals, each -> each.id().value(), UUID[]::new))
                        .param("priorities", column(arrivals, Arrival::priority, Integer[]::new))
                        .param("kinds", column(arrivals, Arrival::kind, String[]::new))
                        .param("digests", column(arrivals, Arrival::digest, byte[][]::new))
                        .param("senders", column(arrivals, Arrival::sender, String[]::new))
                        .param("bodies", column(arrivals, Arrival::body, byte[][]::new))
                        .param(
                                "replies",
                                column(arrivals, each -> each.reply().orElse(null), String[]::new))
                        .param(
                                "relayedTo",
                                column(
                                        arrivals,
                                        each -> each.relayedTo().orElse(null),
                                        UUID[]::new))
                        .param(
                                "receivedAt",
                                column(arrivals, each -> each.at().toString(), String[]::new))
                        .query(UUID.class)
                        .list());
    }

    private static <T extends @Nullable Object> T[] column(
            List<Arrival> arrivals, Function<Arrival, T> value, IntFunction<T[]> array) {
        return arrivals.stream().map(value).toArray(array);
    }

    /** The reply that was stored with the first delivery of a push. */
    Optional<String> reply(Arrival repeated) {
        return sql.sql(
                        """
                        SELECT reply FROM inbox.push
                        WHERE account_id = :account AND digest = :digest AND reply IS NOT NULL
                        """)
                .param("account", repeated.account())
                .param("digest", repeated.digest())
                .query(String.class)
                .optional();
    }

    /**
     * Takes the pushes of a priority that have waited longest, and keeps them from everybody else
     * until the transaction ends.
     */
    List<Stored> lock(Priority priority, Instant now, int most) {
        if (priority.keepsOrder() && !alone(priority)) {
            return List.of();
        }
        return sql.sql(
                        """
                        SELECT account_id, id, body, received_at, relayed_to FROM inbox.push
                        WHERE state = 'waiting' AND priority = :priority AND due_at <= :now
                          AND (NOT :ordered OR %s)
                        ORDER BY due_at, id
                        LIMIT :most
                        FOR UPDATE SKIP LOCKED
                        """
                                .formatted(FIRST_OF_ITS_SENDER))
                .param("priority", priority.number())
                .param("ordered", priority.keepsOrder())
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, _) -> stored(row))
                .list();
    }

    /** Takes those of these pushes that still wait and that nobody else has, in the same order. */
    List<Stored> lock(Priority priority, List<PushId> ids) {
        if (priority.keepsOrder() && !alone(priority)) {
            return List.of();
        }
        return sql.sql(
                        """
                        SELECT account_id, id, body, received_at, relayed_to FROM inbox.push
                        WHERE (account_id, id) IN (SELECT * FROM unnest(:accounts, :ids))
                          AND state = 'waiting' AND (NOT :ordered OR %s)
                        ORDER BY due_at, id
                        FOR UPDATE SKIP LOCKED
                        """
                                .formatted(FIRST_OF_ITS_SENDER))
                .param("priority", priority.number())
                .param("ordered", priority.keepsOrder())
                .param("accounts", accounts(ids))
                .param("ids", values(ids))
                .query((row, _) -> stored(row))
                .list();
    }

    /** Whether no other node is handing on pushes of this priority, until the transaction ends. */
    private boolean alone(Priority priority) {
        return sql.sql("SELECT pg_try_advisory_xact_lock(hashtext('inbox.push'), :priority)")
                .param("priority", priority.number())
                .query(Boolean.class)
                .single();
    }

    /** Marks pushes as handled, and forgets those whose sender has left since they came. */
    void processed(List<PushId> ids, Instant now) {
        sql.sql(
                        """
                        UPDATE inbox.push
                        SET state = 'processed', processed_at = :now, problem = NULL,
                            attempts = attempts + 1,
                            body = CASE WHEN forget THEN NULL ELSE body END,
                            sender = CASE WHEN forget THEN NULL ELSE sender END,
                            reply = CASE WHEN forget THEN NULL ELSE reply END
                        WHERE (account_id, id) IN (SELECT * FROM unnest(:accounts, :ids))
                        """)
                .param("accounts", accounts(ids))
                .param("ids", values(ids))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** How often handling a push has failed. */
    int attempts(PushId id) {
        return sql.sql("SELECT attempts FROM inbox.push WHERE account_id = :account AND id = :id")
                .param("account", id.account().value())
                .param("id", id.value())
                .query(Integer.class)
                .single();
    }

    /** Notes an attempt that failed; after the last one a person has to look. */
    void failed(PushId id, String problem, boolean last, Instant again) {
        sql.sql(
                        """
                        UPDATE inbox.push
                        SET problem = :problem, due_at = :again, attempts = attempts + 1,
                            state = CASE WHEN :last THEN 'failed' ELSE state END
                        WHERE account_id = :account AND id = :id AND state = 'waiting'
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .param("problem", problem)
                .param("last", last)
                .param("again", Timestamp.from(again))
                .update();
    }

    /** Hands a push on again. False if it waits already, or if there is nothing left of it. */
    boolean replay(PushId id, Instant now) {
        return sql.sql(
                                """
                                UPDATE inbox.push
                                SET state = 'waiting', attempts = 0, due_at = :now, problem = NULL,
                                    processed_at = NULL
                                WHERE account_id = :account AND id = :id AND state <> 'waiting'
                                  AND body IS NOT NULL
                                """)
                        .param("account", id.account().value())
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /**
     * Forgets what a follower said and who they were, up to the push by which they left; what
     * waits, as soon as it is handled.
     *
     * @return which pushes these are
     */
    List<UUID> erase(PushId left, String sender) {
        return sql.sql(
                        """
                        UPDATE inbox.push
                        SET forget = true,
                            body = CASE WHEN state = 'waiting' THEN body END,
                            sender = CASE WHEN state = 'waiting' THEN sender END,
                            reply = CASE WHEN state = 'waiting' THEN reply END,
                            problem = CASE WHEN state = 'waiting' THEN problem END
                        WHERE account_id = :account AND sender = :sender AND id <= :left
                        RETURNING id
                        """)
                .param("account", left.account().value())
                .param("sender", sender)
                .param("left", left.value())
                .query(UUID.class)
                .list();
    }

    /** Forgets these as soon as they are handled. */
    void forgetWhenHandled(AccountId account, List<UUID> pushes) {
        sql.sql(
                        """
                        UPDATE inbox.push SET forget = true
                        WHERE account_id = :account AND id = ANY (:pushes)
                        """)
                .param("account", account.value())
                .param("pushes", pushes.toArray(UUID[]::new))
                .update();
    }

    /** Removes what was handled, or given up, and came before this moment. */
    int prune(Instant before, int most) {
        return sql.sql(
                        """
                        DELETE FROM inbox.push
                        WHERE (account_id, id) IN (
                            SELECT account_id, id FROM inbox.push
                            WHERE received_at < :before AND state <> 'waiting'
                            LIMIT :most
                            FOR UPDATE SKIP LOCKED)
                        """)
                .param("before", Timestamp.from(before))
                .param("most", most)
                .update();
    }

    private static UUID[] accounts(List<PushId> ids) {
        return ids.stream().map(id -> id.account().value()).toArray(UUID[]::new);
    }

    private static UUID[] values(List<PushId> ids) {
        return ids.stream().map(PushId::value).toArray(UUID[]::new);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new PushId(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getObject("id", UUID.class)),
                Callbacks.parse(row.getBytes("body")),
                row.getTimestamp("received_at").toInstant(),
                Optional.ofNullable(row.getObject("relayed_to", UUID.class)));
    }
}
