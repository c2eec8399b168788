package io.qunfa.server.database;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that nobody else on the machine can read, where the system knows that. */
public final class OwnerOnly {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, permissions("rwx------"));
    }

    static Path createTempFile(Path directory, String prefix) throws IOException {
        return Files.createTempFile(directory, prefix, ".new", permissions("rw-------"));
    }

    static Path createTempDirectory(Path directory, String prefix) throws IOException {
        return Files.createTempDirectory(directory, prefix, permissions("rwx------"));
    }

    /** Opens a file, whether it is there or not. */
    public static FileChannel open(Path file) throws IOException {
        var options = Set.of(CREATE, READ, WRITE);
        var channel = FileChannel.open(file, options, permissions("rw-------"));
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return channel;
    }

    private static FileAttribute<?>[] permissions(String mode) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        var permissions = PosixFilePermissions.fromString(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
