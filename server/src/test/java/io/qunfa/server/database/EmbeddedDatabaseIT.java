package io.qunfa.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Its own databases, because it starts and stops them. */
final class EmbeddedDatabaseIT {

    @TempDir Path temporary;

    @Test
    void it_is_durable_and_behind_a_password() throws IOException, SQLException {
        try (var data = DataDirectory.open(temporary);
                var database = EmbeddedDatabase.start(data)) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(database, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(database, "SHOW data_directory"))
                    .isEqualTo(temporary.toRealPath().resolve("postgres").toString());
            assertThat(query(database, "SELECT datlocale FROM pg_database WHERE datname = 'qunfa'"))
                    .isEqualTo("C.UTF-8");
            assertThat(query(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(
                            query(
                                    database,
                                    "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid"
                                            + " WHERE rolname = 'qunfa'"))
                    .isEqualTo("t");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.url(), "qunfa", "wrong"))
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    void its_password_is_for_the_owners_eyes_only() throws IOException {
        try (var data = DataDirectory.open(temporary);
                var database = EmbeddedDatabase.start(data)) {
            var file = data.resolve("postgres.password");

            assertThat(Files.readString(file).strip()).isEqualTo(database.password());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void what_was_written_is_there_after_a_restart() throws SQLException {
        try (var data = DataDirectory.open(temporary)) {
            try (var database = EmbeddedDatabase.start(data)) {
                execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
            }
            try (var database = EmbeddedDatabase.start(data)) {
                assertThat(database.adopted()).isFalse();
                assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void a_database_whose_server_died_is_adopted() throws SQLException {
        EmbeddedDatabase orphan;
        try (var data = DataDirectory.open(temporary)) {
            orphan = EmbeddedDatabase.start(data);
            execute(orphan, "CREATE TABLE kept AS SELECT 42 AS answer");
        }

        try (var data = DataDirectory.open(temporary);
                var database = EmbeddedDatabase.start(data)) {
            assertThat(database.adopted()).isTrue();
            assertThat(database.url()).isEqualTo(orphan.url());
            assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThatExceptionOfType(SQLException.class)
                .as("the adopted database is stopped too")
                .isThrownBy(() -> query(orphan, "SELECT 1"));
    }

    @Test
    void a_database_that_crashed_itself_recovers() throws SQLException {
        try (var data = DataDirectory.open(temporary)) {
            var crashed = EmbeddedDatabase.start(data);
            execute(crashed, "CREATE TABLE kept AS SELECT 42 AS answer");
            var postmaster = Postmaster.of(temporary.resolve("postgres")).orElseThrow();
            var process = ProcessHandle.of(postmaster.pid()).orElseThrow();
            process.destroyForcibly();
            process.onExit().orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();

            try (var database = EmbeddedDatabase.start(data)) {
                assertThat(database.adopted()).isFalse();
                assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
            }
        }
    }

    @Test
    void a_process_that_was_given_the_dead_servers_number_is_not_mistaken_for_it()
            throws IOException, SQLException {
        try (var data = DataDirectory.open(temporary)) {
            EmbeddedDatabase.start(data).close();
            var stale =
                    "%d\n%s\n0\n1\n\n127.0.0.1\n"
                            .formatted(ProcessHandle.current().pid(), temporary);
            Files.writeString(temporary.resolve("postgres/postmaster.pid"), stale);

            try (var database = EmbeddedDatabase.start(data)) {
                assertThat(query(database, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_database_of_another_major_version_is_refused() throws IOException {
        try (var data = DataDirectory.open(temporary)) {
            Files.createDirectories(temporary.resolve("postgres"));
            Files.writeString(temporary.resolve("postgres/PG_VERSION"), "17\n");

            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(data))
                    .withMessageContaining("PostgreSQL 17; this Qunfa brings 18");
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
