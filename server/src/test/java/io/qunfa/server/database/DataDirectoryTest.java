package io.qunfa.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    @TempDir Path temporary;

    @Test
    void a_second_owner_is_told_who_the_first_is() {
        var path = temporary.resolve("data");
        try (var first = DataDirectory.open(path)) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> DataDirectory.open(path))
                    .withMessageContaining(
                            "in use by another Qunfa (process %d)"
                                    .formatted(ProcessHandle.current().pid()))
                    .withMessageContaining(first.path().toString());
        }
    }

    @Test
    void it_is_free_again_when_its_owner_has_gone() {
        DataDirectory.open(temporary).close();

        DataDirectory.open(temporary).close();
    }

    @Test
    void it_cannot_lie_below_a_file() throws IOException {
        var file = Files.createFile(temporary.resolve("notes.txt"));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DataDirectory.open(file.resolve("a/b")))
                .withMessageContaining("cannot be made: %s is a file".formatted(file));
    }

    @Test
    void it_cannot_be_a_file() throws IOException {
        var file = Files.createFile(temporary.resolve("notes.txt"));

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> DataDirectory.open(file))
                .withMessageContaining("is a file");
    }

    @Test
    void nobody_else_reads_its_secrets() throws IOException {
        try (var data = DataDirectory.open(temporary.resolve("data"))) {
            data.writeSecret("key", "0123");

            assertThat(data.read("key")).contains("0123");
            assertThat(permissions(data.resolve("key"))).isEqualTo("rw-------");
            assertThat(permissions(data.path())).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("qunfa.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void what_others_could_read_they_cannot_any_more() throws IOException {
        var log = Files.createFile(temporary.resolve("server.log"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(log, "a line");

        try (var data = DataDirectory.open(temporary)) {
            data.createPrivate("server.log");
        }

        assertThat(permissions(log)).isEqualTo("rw-------");
        assertThat(log).hasContent("a line");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
