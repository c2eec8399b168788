package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
