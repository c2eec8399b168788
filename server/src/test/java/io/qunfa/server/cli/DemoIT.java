package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoIT {

    @TempDir Path temporary;

    @Test
    void one_command_ends_with_everybody_reached() throws Exception {
        try (var demo =
                Program.start(
                        temporary,
                        "demo",
                        "--once",
                        "--followers",
                        "25",
                        "--port",
                        Integer.toString(Program.freePort()),
                        "--sandbox-port",
                        Integer.toString(Program.freePort()))) {

            assertThat(demo.awaitEnd()).as(demo.output()).isZero();
            assertThat(demo.output())
                    .contains("Account connected, callback verified")
                    .containsPattern("Message id +1000000001\\R")
                    .containsPattern("Audience +25\\R")
                    .containsPattern("Delivered +25\\R")
                    .containsPattern("Failed +0\\R")
                    .containsPattern("Sign in +admin  [-a-z0-9]{23}\\R");
        }
        assertThat(temporary.resolve(".qunfa/demo/postgres/postmaster.pid"))
                .as("its database was stopped")
                .doesNotExist();
    }
}
