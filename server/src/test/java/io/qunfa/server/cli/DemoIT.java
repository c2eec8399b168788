package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
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
        assertThat(readableByOthers(temporary.resolve(".qunfa/demo"))).isEmpty();
    }

    private static List<Path> readableByOthers(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("cache"))
                    .filter(
                            file ->
                                    !PosixFilePermissions.toString(permissions(file))
                                            .endsWith("------"))
                    .toList();
        }
    }

    private static Set<PosixFilePermission> permissions(Path file) {
        try {
            return Files.getPosixFilePermissions(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
