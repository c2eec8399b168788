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
     * @param account null for what concerns no account
     * @param action null for all
     * @param after the last entry of the page before
     */
    List<Entry> page(
            @Nullable UUID account, @Nullable String action, @Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        SELECT a.audit_id, a.at, a.operator_id, o.name, a.action, a.details
                        FROM access.audit a LEFT JOIN access.operator o USING (operator_id)
                        WHERE %s
                          AND (:action::text IS NULL OR a.action = :action)
                          AND (:after::uuid IS NULL OR a.audit_id < :after)
                        ORDER BY a.audit_id DESC LIMIT :limit
                        """
                                .formatted(
                                        account == null
                                                ? "a.account_id IS NULL"
                                                : "a.account_id = :account"))
                .param("account", account, Types.OTHER)
                .param("action", action, Types.VARCHAR)
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> entry(row))
                .list();
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
