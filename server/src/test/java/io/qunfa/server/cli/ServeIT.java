package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeIT {

    @TempDir Path temporary;

    private final String port = Integer.toString(Program.freePort());

    @Test
    void a_killed_server_finds_its_database_running_and_its_operator_in_it() throws Exception {
        var pidFile = temporary.resolve(".qunfa/postgres/postmaster.pid");
        try (var killed = serve()) {
            killed.awaitOutput("Ready.");
            assertThat(killed.output()).contains("Password", "shown this once");
            killed.kill();
        }
        var postmaster = Files.readAllLines(pidFile).getFirst();

        try (var server = serve()) {
            server.awaitOutput("Ready.");

            assertThat(Files.readAllLines(pidFile).getFirst()).isEqualTo(postmaster);
            assertThat(server.output()).doesNotContain("Password");
            assertThat(Program.statusOf("http://127.0.0.1:%s/actuator/health".formatted(port)))
                    .isEqualTo(200);
            assertSecondIsRefused();
            server.stop();
        }
        assertThat(pidFile).as("a clean stop stops the database").doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qunfa.lock", "postgres.new/PG_VERSION", "postgres/postmaster.pid"})
    void a_start_that_is_cut_off_leaves_no_database_running(String begun) throws Exception {
        var data = temporary.resolve(".qunfa");
        try (var server = serve()) {
            Program.await(() -> Files.exists(data.resolve(begun)));

            server.stop();

            assertThat(server.output()).isEmpty();
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(
                        ProcessHandle.allProcesses()
                                .flatMap(process -> process.info().commandLine().stream())
                                .filter(command -> command.contains(data.toString())))
                .isEmpty();
    }

    @Test
    void a_database_that_was_sealed_with_another_key_is_refused_before_anything_is_served()
            throws Exception {
        var database = TestDatabase.cloneAddress();
        seal(database, new Vault(Vault.newKey(new SecureRandom()), new SecureRandom()));

        try (var server = Program.start(temporary, "serve", "--port", port, "--db", database)) {

            assertThat(server.awaitEnd()).isEqualTo(1);
            assertThat(server.output())
                    .hasLineCount(1)
                    .contains("sealed with another key: audience.hash_key.sealed does not open");
        }
    }

    private static void seal(String address, Vault vault) throws SQLException {
        var database = ExternalDatabase.parse(address);
        var account = UUID.randomUUID();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO audience.hash_key (account_id, sealed) VALUES (?, ?)")) {
            insert.setObject(1, account);
            insert.setBytes(2, vault.seal("a key", "audience.hash_key " + account));
            insert.executeUpdate();
        }
    }

    private void assertSecondIsRefused() throws Exception {
        try (var second =
                Program.start(temporary, "serve", "--port", Integer.toString(Program.freePort()))) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .hasLineCount(1)
                    .contains("in use by another Qunfa (process ");
        }
    }

    private Program serve() throws Exception {
        return Program.start(temporary, "serve", "--port", port);
    }
}
