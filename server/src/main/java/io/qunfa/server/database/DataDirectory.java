package io.qunfa.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory that one running Qunfa owns: its database, its key, its tokens. Whoever holds this
 * object holds the lock; the operating system gives it back when the process dies.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "qunfa.lock";
    private static final int LONGEST_OWNER = 20;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    public static DataDirectory open(Path path) {
        var directory = path.toAbsolutePath().normalize();
        create(directory);
        return new DataDirectory(directory, lock(directory));
    }

    private static void create(Path directory) {
        for (Path up = directory; up != null; up = up.getParent()) {
            if (Files.exists(up)) {
                if (!Files.isDirectory(up)) {
                    throw DatabaseException.notADirectory(directory, up);
                }
                break;
            }
        }
        try {
            OwnerOnly.createDirectories(directory);
        } catch (IOException e) {
            throw DatabaseException.notWritable(directory);
        }
    }

    private static FileChannel lock(Path directory) {
        var file = directory.resolve(LOCK);
        FileChannel channel;
        try {
            channel = OwnerOnly.open(file);
        } catch (IOException e) {
            throw DatabaseException.notWritable(directory);
        }
        try {
            if (tryLock(channel) == null) {
                var owner = read(channel);
                channel.close();
                throw DatabaseException.inUse(directory, owner);
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // One byte far beyond the text, so that systems with mandatory locks let others read.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST_OWNER);
        channel.read(buffer, 0);
        var owner = UTF_8.decode(buffer.flip()).toString().strip();
        return owner.isEmpty() ? "unknown" : owner;
    }

    /** Forgets everything in a directory that nobody uses, its database included. */
    public static void wipe(Path path) {
        requireOurs(path);
        try (var data = open(path)) {
            EmbeddedDatabase.stop(data);
            data.deleteContents();
        }
    }

    private static void requireOurs(Path path) {
        if (!Files.isDirectory(path) || Files.exists(path.resolve(LOCK))) {
            return;
        }
        try (var files = Files.newDirectoryStream(path)) {
            if (files.iterator().hasNext()) {
                throw DatabaseException.notOurs(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + path, e);
        }
    }

    private void deleteContents() {
        try (var files = Files.newDirectoryStream(path)) {
            for (var file : files) {
                if (!file.endsWith(LOCK)) {
                    FileSystemUtils.deleteRecursively(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + path, e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Reads a small file of this directory, if it is there. */
    public Optional<String> read(String name) {
        return peek(path, name);
    }

    /** Reads a small file of a directory that another process may own. */
    public static Optional<String> peek(Path directory, String name) {
        var file = directory.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Makes a file, if it is not there, that only the owner of this process may read. */
    public void createPrivate(String name) {
        try {
            OwnerOnly.open(resolve(name)).close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + resolve(name), e);
        }
    }

    /** Writes a small file that only the owner of this process may read, all of it or nothing. */
    public void writeSecret(String name, String content) {
        var file = resolve(name);
        try {
            var draft = OwnerOnly.createTempFile(path, name);
            Files.writeString(draft, content + "\n");
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void delete(String name) {
        var file = resolve(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + path, e);
        }
    }
}
