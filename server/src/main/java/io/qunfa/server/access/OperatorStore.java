package io.qunfa.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of operators, and their sessions. */
@Component
final class OperatorStore {

    private static final String COLUMNS =
            "operator_id, name, administrator, disabled_at, created_at, password_hash";

    private final JdbcClient jdbc;

    OperatorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An operator with all that is known, the password's hash included. */
    record Row(Operators.Profile profile, String hash) {}

    /** Until the transaction ends nobody else can add or change one. */
    void lock() {
        jdbc.sql("LOCK TABLE access.operator IN SHARE ROW EXCLUSIVE MODE").update();
    }

    boolean isEmpty() {
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM access.operator)")
                .query(Boolean.class)
                .single();
    }

    /** False if the name is taken. */
    boolean insert(Operator operator, String hash, boolean administrator) {
        return jdbc.sql(
                                """
                                INSERT INTO access.operator (operator_id, name, password_hash, administrator)
                                VALUES (:id, :name, :hash, :administrator)
                                ON CONFLICT (name) DO NOTHING
                                """)
                        .param("id", operator.id().value())
                        .param("name", operator.name())
                        .param("hash", hash)
                        .param("administrator", administrator)
                        .update()
                == 1;
    }

    Optional<Row> find(String name) {
        return jdbc.sql("SELECT %s FROM access.operator WHERE name = :name".formatted(COLUMNS))
                .param("name", name)
                .query((row, _) -> row(row))
                .optional();
    }

    Optional<Row> find(OperatorId id) {
        return jdbc.sql("SELECT %s FROM access.operator WHERE operator_id = :id".formatted(COLUMNS))
                .param("id", id.value())
                .query((row, _) -> row(row))
                .optional();
    }

    /** In the order in which they were made. */
    List<Operators.Profile> page(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        SELECT %s FROM access.operator
                        WHERE :after::uuid IS NULL OR operator_id > :after
                        ORDER BY operator_id LIMIT :limit
                        """
                                .formatted(COLUMNS))
                .param("after", after, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> row(row).profile())
                .list();
    }

    boolean administers(OperatorId id) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM access.operator
                            WHERE operator_id = :id AND administrator AND disabled_at IS NULL)
                        """)
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    boolean hasAdministrator() {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM access.operator WHERE administrator AND disabled_at IS NULL)
                        """)
                .query(Boolean.class)
                .single();
    }

    void administrator(OperatorId id, boolean administrator) {
        jdbc.sql("UPDATE access.operator SET administrator = :value WHERE operator_id = :id")
                .param("value", administrator)
                .param("id", id.value())
                .update();
    }

    void disabled(OperatorId id, @Nullable Instant at) {
        jdbc.sql("UPDATE access.operator SET disabled_at = :at WHERE operator_id = :id")
                .param(
                        "at",
                        at == null ? null : at.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", id.value())
                .update();
    }

    void password(OperatorId id, String hash) {
        jdbc.sql("UPDATE access.operator SET password_hash = :hash WHERE operator_id = :id")
                .param("hash", hash)
                .param("id", id.value())
                .update();
    }

    /** Signs an operator out everywhere but in one session. */
    void endSessions(String name, String kept) {
        jdbc.sql("DELETE FROM access.session WHERE principal_name = :name AND session_id <> :kept")
                .param("name", name)
                .param("kept", kept)
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        var disabledAt = row.getObject("disabled_at", OffsetDateTime.class);
        return new Row(
                new Operators.Profile(
                        new Operator(
                                new OperatorId(row.getObject("operator_id", UUID.class)),
                                row.getString("name")),
                        row.getBoolean("administrator"),
                        Optional.ofNullable(disabledAt).map(OffsetDateTime::toInstant),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()),
                row.getString("password_hash"));
    }
}
