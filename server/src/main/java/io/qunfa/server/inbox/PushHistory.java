package io.qunfa.server.inbox;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.LastPush;
import io.qunfa.server.inbox.PushStore.PushId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was received, for people to read. */
@Component
final class PushHistory implements LastPush {

    /** Whoever has so many waiting needs no exact number, and not the time to count them. */
    static final int MOST_COUNTED = 10_000;

    private static final String COLUMNS =
            "id, kind, sender, state, attempts, problem, received_at, processed_at, reply, body";

    private final JdbcClient sql;

    PushHistory(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A received push.
     *
     * @param kind empty for what was received before kinds were kept
     * @param sender empty once they are forgotten
     * @param reply what was answered, in clear text
     * @param text what it says in a few words
     */
    record Received(
            UUID id,
            String kind,
            Optional<String> sender,
            String state,
            int attempts,
            Optional<String> problem,
            Instant receivedAt,
            Optional<Instant> processedAt,
            Optional<String> reply,
            Optional<String> text) {}

    /** Which pushes are asked for. */
    record Filter(
            @Nullable String kind,
            @Nullable String sender,
            @Nullable String state,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable UUID after) {

        /** By time of arrival if a time is asked for, which an index of its own then finds. */
        private boolean isByTime() {
            return from != null || until != null;
        }

        private String order() {
            return isByTime() ? "received_at DESC, id DESC" : "id DESC";
        }

        private String onlyAfter() {
            return isByTime()
                    ? """
                      (received_at, id) < (
                          SELECT received_at, id FROM inbox.push
                          WHERE account_id = :account AND id = :after)
                      """
                    : "id < :after";
        }
    }

    /**
     * How the inbox is.
     *
     * @param waiting at most {@link #MOST_COUNTED}
     */
    record Health(Optional<Instant> lastReceivedAt, long waiting, long failed) {}

    /** Newest first. */
    List<Received> page(AccountId account, Filter filter, int most) {
        var conditions = new ArrayList<String>(List.of("account_id = :account"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("account", account.value());
        parameters.put("most", most);
        add(filter.kind(), "kind", "kind = :kind", conditions, parameters);
        add(filter.sender(), "sender", "sender = :sender", conditions, parameters);
        add(filter.state(), "state", "state = :state", conditions, parameters);
        add(filter.after(), "after", filter.onlyAfter(), conditions, parameters);
        add(timestamp(filter.from()), "from", "received_at >= :from", conditions, parameters);
        add(timestamp(filter.until()), "until", "received_at < :until", conditions, parameters);
        return sql.sql(
                        "SELECT %s FROM inbox.push WHERE %s ORDER BY %s LIMIT :most"
                                .formatted(
                                        COLUMNS, String.join(" AND ", conditions), filter.order()))
                .params(parameters)
                .query((row, _) -> received(row))
                .list();
    }

    private static void add(
            @Nullable Object value,
            String name,
            String condition,
            List<String> conditions,
            Map<String, Object> parameters) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
    }

    Optional<Received> find(PushId id) {
        return sql.sql(
                        "SELECT %s FROM inbox.push WHERE account_id = :account AND id = :id"
                                .formatted(COLUMNS))
                .param("account", id.account().value())
                .param("id", id.value())
                .query((row, _) -> received(row))
                .optional();
    }

    /** The push as XML, unless it is forgotten. */
    Optional<byte[]> body(PushId id) {
        return sql.sql(
                        """
                        SELECT body FROM inbox.push
                        WHERE account_id = :account AND id = :id AND body IS NOT NULL
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .query(byte[].class)
                .optional();
    }

    @Override
    public Optional<Instant> of(AccountId account) {
        return sql.sql(
                        """
                        SELECT received_at FROM inbox.push WHERE account_id = :account
                        ORDER BY id DESC LIMIT 1
                        """)
                .param("account", account.value())
                .query((row, _) -> row.getTimestamp("received_at").toInstant())
                .optional();
    }

    Health health(AccountId account) {
        return sql.sql(
                        """
                        SELECT (SELECT received_at FROM inbox.push WHERE account_id = :account
                                ORDER BY id DESC LIMIT 1) AS last,
                               (SELECT count(*) FROM (
                                    SELECT FROM inbox.push
                                    WHERE account_id = :account AND state = 'waiting'
                                    LIMIT :most) AS counted) AS waiting,
                               (SELECT count(*) FROM inbox.push
                                WHERE account_id = :account AND state = 'failed') AS failed
                        """)
                .param("account", account.value())
                .param("most", MOST_COUNTED)
                .query(
                        (row, _) ->
                                new Health(
                                        instant(row, "last"),
                                        row.getLong("waiting"),
                                        row.getLong("failed")))
                .single();
    }

    private static Received received(ResultSet row) throws SQLException {
        return new Received(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                Optional.ofNullable(row.getString("sender")),
                row.getString("state"),
                row.getInt("attempts"),
                Optional.ofNullable(row.getString("problem")),
                row.getTimestamp("received_at").toInstant(),
                instant(row, "processed_at"),
                Optional.ofNullable(row.getString("reply")),
                Optional.ofNullable(row.getBytes("body")).flatMap(PushWords::of));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
