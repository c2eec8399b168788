package io.qunfa.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link Audit} has written, the newest first. */
@Component
final class AuditTrail {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One thing that was done.
     *
     * @param by empty if this server did it by itself
     */
    record Entry(
            UUID id,
            Instant at,
            Optional<Operator> by,
            String action,
            Map<String, Object> details) {}

    /**
     * A page of the trail.
     *
     * @param after the last entry of the page before
     */
    List<Entry> page(AuditFilter filter, @Nullable UUID after, int limit) {
        var where = filter.where();
        return jdbc.sql(
                        """
                        SELECT a.audit_id, a.at, a.operator_id, o.name, a.action, a.details
                        FROM access.audit a LEFT JOIN access.operator o USING (operator_id)
                        WHERE %s
                          AND (:after::uuid IS NULL OR a.audit_id < :after)
                        ORDER BY a.audit_id DESC LIMIT :limit
                        """
                                .formatted(where.sql()))
                .params(where.parameters())
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
    }

    /** What was ever done with it, found by jumping from each to the next in the index. */
    List<String> actions(@Nullable UUID account) {
        return jdbc.sql(distinct("action", account))
                .param("account", account, Types.OTHER)
                .query(String.class)
                .list();
    }

    /** Who ever did something with it. */
    List<Operator> operators(@Nullable UUID account) {
        return jdbc.sql(
                        """
                        SELECT o.operator_id, o.name
                        FROM (%s) AS known (operator_id) JOIN access.operator o USING (operator_id)
                        ORDER BY o.name, o.operator_id
                        """
                                .formatted(distinct("operator_id", account)))
                .param("account", account, Types.OTHER)
                .query(
                        (row, _) ->
                                new Operator(
                                        new OperatorId(row.getObject("operator_id", UUID.class)),
                                        row.getString("name")))
                .list();
    }

    private static String distinct(String column, @Nullable UUID account) {
        return """
               WITH RECURSIVE known (value) AS (
                   (SELECT a.%1$s FROM access.audit a
                    WHERE %2$s AND a.%1$s IS NOT NULL ORDER BY a.%1$s LIMIT 1)
                   UNION ALL
                   SELECT (SELECT a.%1$s FROM access.audit a
                           WHERE %2$s AND a.%1$s > known.value ORDER BY a.%1$s LIMIT 1)
                   FROM known WHERE known.value IS NOT NULL)
               SELECT value FROM known WHERE value IS NOT NULL
               """
                .formatted(column, AuditFilter.ofAccount(account));
    }

    private Entry entry(ResultSet row) throws SQLException {
        var by = row.getObject("operator_id", UUID.class);
        return new Entry(
                row.getObject("audit_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                by == null
                        ? Optional.empty()
                        : Optional.of(new Operator(new OperatorId(by), row.getString("name"))),
                row.getString("action"),
                json.readValue(row.getString("details"), new TypeReference<>() {}));
    }
}
