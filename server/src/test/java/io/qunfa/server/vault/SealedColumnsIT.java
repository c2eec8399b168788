package io.qunfa.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class SealedColumnsIT {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Columns of bytes that hold no secret that could be read back: digests, sets, bodies. */
    private static final Set<String> UNSEALED =
            Set.of(
                    "database.scheduled_task.task_data",
                    "access.api_token.digest",
                    "access.session_attributes.attribute_bytes",
                    "inbox.push.digest",
                    "inbox.push.body",
                    "web.site.secret",
                    "web.authorization.state",
                    "web.authorization.browser",
                    "web.ticket.ticket");

    private final Vault old = new Vault(ServerTest.KEY, RANDOM);
    private final Vault next = new Vault(Vault.newKey(RANDOM), RANDOM);
    private final Stage stage;
    private final DataSource database;
    private final JdbcClient jdbc;

    SealedColumnsIT(
            @Autowired Stages stages, @Autowired DataSource database, @Autowired JdbcClient jdbc) {
        this.stage = stages.withFollowers(1);
        this.database = database;
        this.jdbc = jdbc;
    }

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = database.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        // What was sealed anew would not open for the tests that follow.
        jdbc.sql("DELETE FROM audience.hash_key").update();
        jdbc.sql("DELETE FROM account.access_token").update();
        connection.close();
        stage.close();
    }

    @Test
    void everything_is_sealed_anew_once_however_often_it_is_called() throws SQLException {
        var columns = SealedColumns.of(connection);
        columns.requireOpenable(connection, old);

        assertThat(columns.reseal(connection, old, next)).isGreaterThanOrEqualTo(5);
        assertThat(columns.reseal(connection, old, next)).as("the second time").isZero();

        columns.requireOpenable(connection, next);
        assertThatExceptionOfType(SealedColumns.OtherKey.class)
                .isThrownBy(() -> columns.requireOpenable(connection, old));
        columns.reseal(connection, next, old);
    }

    @Test
    void a_key_that_fits_nothing_changes_nothing() throws SQLException {
        var columns = SealedColumns.of(connection);
        var wrong = new Vault(Vault.newKey(RANDOM), RANDOM);

        assertThatExceptionOfType(SealedColumns.OtherKey.class)
                .isThrownBy(() -> columns.reseal(connection, wrong, next))
                .withMessageContaining("account.access_token.token");

        columns.requireOpenable(connection, old);
    }

    @Test
    void every_column_that_is_named_like_a_secret_is_declared() throws SQLException {
        var declared =
                SealedColumns.of(connection).columns().stream()
                        .map(column -> column.table() + "." + column.name())
                        .toList();

        assertThat(declared)
                .contains(
                        "account.official_account.app_secret",
                        "account.official_account.callback_token",
                        "account.official_account.callback_aes_key",
                        "account.access_token.token",
                        "audience.hash_key.sealed",
                        "web.js_ticket.ticket",
                        "web.ticket.visitor");
        assertThat(named("token|secret|key|ticket|password|visitor|sealed"))
                .allSatisfy(
                        column ->
                                assertThat(UNSEALED.contains(column) || declared.contains(column))
                                        .as("%s is sealed and says so, or is none", column)
                                        .isTrue());
    }

    private java.util.List<String> named(String words) {
        return jdbc.sql(
                        """
                        SELECT table_schema || '.' || table_name || '.' || column_name
                        FROM information_schema.columns
                        WHERE data_type = 'bytea' AND column_name ~ :words
                          AND table_schema NOT IN ('pg_catalog', 'information_schema')
                        """)
                .param("words", words)
                .query(String.class)
                .list();
    }
}
