package io.qunfa.server.webhook;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of what is to be told. Their time is the database's. */
@Component
final class DeliveryQueue {

    private static final int LONGEST_PROBLEM = 500;

    private final JdbcClient sql;

    DeliveryQueue(JdbcClient sql) {
        this.sql = sql;
    }

    /** Puts something into the queue, unless this endpoint is told of it already. */
    void insert(Delivery delivery) {
        insert(delivery, false);
    }

    /** Writes down what an endpoint was told while the platform waited for its answer. */
    void insertTold(Delivery delivery) {
        insert(delivery, true);
    }

    private void insert(Delivery delivery, boolean told) {
        sql.sql(
                        """
                        INSERT INTO webhook.delivery
                               (account_id, id, endpoint_id, event_id, kind, push_id, payload, state,
                                attempts, last_attempt_at, finished_at)
                        VALUES (:account, :id, :endpoint, :event, :kind, :push, :payload,
                                CASE WHEN :told THEN 'delivered' ELSE 'waiting' END,
                                CASE WHEN :told THEN 1 ELSE 0 END,
                                CASE WHEN :told THEN now() END,
                                CASE WHEN :told THEN now() END)
                        ON CONFLICT (account_id, endpoint_id, event_id) DO NOTHING
                        """)
                .param("account", delivery.account().value())
                .param("id", delivery.id())
                .param("endpoint", delivery.endpointId())
                .param("event", delivery.eventId())
                .param("kind", delivery.kind())
                .param("push", delivery.pushId().orElse(null), Types.OTHER)
                .param("payload", delivery.payload().orElse(null))
                .param("told", told)
                .update();
    }

    /**
     * Takes what is due for a while; who takes it after that has a higher attempt.
     *
     * @param busy endpoints that are being told enough already
     */
    List<Delivery> claim(Collection<UUID> busy, int most, Duration lease) {
        return sql.sql(
                        """
                        UPDATE webhook.delivery d
                        SET attempts = attempts + 1, last_attempt_at = now(),
                            due_at = now() + :lease * interval '1 second'
                        FROM (
                            SELECT w.account_id, w.id
                            FROM webhook.delivery w
                            JOIN webhook.endpoint e
                              ON e.account_id = w.account_id AND e.id = w.endpoint_id
                            WHERE w.state = 'waiting' AND w.due_at <= now()
                              AND (e.enabled OR w.kind = 'ping')
                              AND e.id <> ALL (:busy)
                            ORDER BY w.due_at, w.id
                            LIMIT :most
                            FOR UPDATE OF w SKIP LOCKED
                        ) due
                        WHERE d.account_id = due.account_id AND d.id = due.id
                        RETURNING d.account_id, d.id, d.endpoint_id, d.event_id, d.kind, d.push_id,
                                  d.payload, d.attempts
                        """)
                .param("busy", busy.toArray(UUID[]::new))
                .param("most", most)
                .param("lease", lease.toSeconds())
                .query((row, _) -> delivery(row))
                .list();
    }

    /**
     * Writes down how it went, unless somebody tries it again already.
     *
     * @param again when to try again; empty for never
     */
    void settle(Delivery delivery, Told told, Optional<Duration> again) {
        sql.sql(
                        """
                        UPDATE webhook.delivery
                        SET state = :state, status = :status, response = :response,
                            problem = :problem, duration_millis = :millis,
                            payload = CASE WHEN :final AND push_id IS NOT NULL THEN NULL
                                           ELSE payload END,
                            finished_at = CASE WHEN :final THEN now() END,
                            due_at = now() + coalesce(:again, 0) * interval '1 millisecond'
                        WHERE account_id = :account AND id = :id AND attempts = :attempt
                          AND state = 'waiting'
                        """)
                .param("account", delivery.account().value())
                .param("id", delivery.id())
                .param("attempt", delivery.attempt())
                .param(
                        "state",
                        told.reached() ? "delivered" : again.isEmpty() ? "failed" : "waiting")
                .param("final", again.isEmpty())
                .param("status", told.status() == 0 ? null : told.status(), Types.INTEGER)
                .param("response", storable(told.body()))
                .param("problem", told.problem().map(DeliveryQueue::storable).orElse(null))
                .param("millis", told.duration().toMillis())
                .param("again", again.map(Duration::toMillis).orElse(null), Types.BIGINT)
                .update();
    }

    private static String storable(String text) {
        var clean = text.replace('\0', ' ');
        return clean.substring(0, Math.min(clean.length(), LONGEST_PROBLEM * 4));
    }

    /** Tells it again, whatever came of it, or now instead of later. */
    boolean replay(AccountId account, UUID endpoint, UUID id) {
        return sql.sql(
                                """
                                UPDATE webhook.delivery
                                SET due_at = now(), state = 'waiting', finished_at = NULL,
                                    attempts = CASE state WHEN 'waiting' THEN attempts ELSE 0 END
                                WHERE account_id = :account AND endpoint_id = :endpoint
                                  AND id = :id
                                """)
                        .param("account", account.value())
                        .param("endpoint", endpoint)
                        .param("id", id)
                        .update()
                == 1;
    }

    /**
     * Forgets what was answered to pushes that are forgotten: it names the follower, and may say
     * more.
     */
    void forget(AccountId account, List<UUID> pushes) {
        sql.sql(
                        """
                        UPDATE webhook.delivery SET response = NULL
                        WHERE account_id = :account AND event_id = ANY (:events)
                          AND endpoint_id IN (
                              SELECT id FROM webhook.endpoint WHERE account_id = :account)
                        """)
                .param("account", account.value())
                .param("events", pushes.stream().map(push -> "push_" + push).toArray(String[]::new))
                .update();
    }

    void forget(Delivery delivery) {
        sql.sql(
                        """
                        UPDATE webhook.delivery SET response = NULL
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", delivery.account().value())
                .param("id", delivery.id())
                .update();
    }

    /** A line of the log. */
    record Line(
            UUID id,
            String eventId,
            String kind,
            String state,
            int attempts,
            Instant createdAt,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant nextAttemptAt,
            @Nullable Integer durationMillis,
            @Nullable Integer status,
            @Nullable String response,
            @Nullable String problem) {}

    /** Newest first. */
    List<Line> log(Endpoint.Id endpoint, Optional<UUID> after, int most) {
        return sql.sql(
                        """
                        SELECT * FROM webhook.delivery
                        WHERE account_id = :account AND endpoint_id = :endpoint
                          AND (:after::uuid IS NULL OR id < :after)
                        ORDER BY id DESC LIMIT :most
                        """)
                .param("account", endpoint.account().value())
                .param("endpoint", endpoint.value())
                .param("after", after.orElse(null), Types.OTHER)
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    int prune(Duration age, int most) {
        return sql.sql(
                        """
                        DELETE FROM webhook.delivery WHERE (account_id, id) IN (
                            SELECT account_id, id FROM webhook.delivery
                            WHERE created_at < now() - :age * interval '1 second'
                            LIMIT :most FOR UPDATE SKIP LOCKED)
                        """)
                .param("age", age.toSeconds())
                .param("most", most)
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getObject("id", UUID.class),
                row.getObject("endpoint_id", UUID.class),
                row.getString("event_id"),
                row.getString("kind"),
                Optional.ofNullable(row.getObject("push_id", UUID.class)),
                Optional.ofNullable(row.getString("payload")),
                row.getInt("attempts"));
    }

    private static Line line(ResultSet row) throws SQLException {
        var waiting = row.getString("state").equals("waiting");
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("event_id"),
                row.getString("kind"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "last_attempt_at"),
                waiting ? instant(row, "due_at") : null,
                row.getObject("duration_millis", Integer.class),
                row.getObject("status", Integer.class),
                row.getString("response"),
                row.getString("problem"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
