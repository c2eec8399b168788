package io.qunfa.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that only their owner may read: a world holds secrets, and so does what happened in it. */
final class PrivateFile {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<OpenOption> NEW_OR_OLD =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private PrivateFile() {}

    /** Begins the file anew. */
    static OutputStream create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Channels.newOutputStream(FileChannel.open(file, NEW, ownerOnly(file)));
    }

    /** Opens the file, whether it is there or not. */
    static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, NEW_OR_OLD, ownerOnly(file));
    }

    /** Nothing where the file system has no such permissions. */
    private static FileAttribute<?>[] ownerOnly(Path file) {
        return knowsPermissions(file.getFileSystem())
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean knowsPermissions(FileSystem files) {
        return files.supportedFileAttributeViews().contains("posix");
    }
}
