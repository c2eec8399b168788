package io.qunfa.sandbox;

import io.qunfa.sandbox.world.Snapshot;
import io.qunfa.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Keeps a world in a file: reads it at start, writes it at the end and while it changes. */
final class WorldFile implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Path file;
    private final World world;
    private final FileChannel lock;
    private final boolean goesOn;
    private final AtomicLong touched = new AtomicLong();
    private volatile boolean closed;
    private volatile long saved;

    private WorldFile(Path file, World world, FileChannel lock) {
        this.file = file;
        this.world = world;
        this.lock = lock;
        this.goesOn = Files.exists(file);
    }

    /**
     * Continues the world of the file, if there is one. Its clock does not fall behind {@code now}.
     *
     * @throws UncheckedIOException if the file is no snapshot, cannot be read or written, or is
     *     another sandbox's
     */
    static WorldFile open(Path file, World world, Instant now) {
        var kept = new WorldFile(file, world, lock(file));
        try {
            if (kept.goesOn) {
                kept.read(now);
            } else {
                kept.write();
            }
        } catch (IOException e) {
            kept.unlock();
            throw new UncheckedIOException(
                    "cannot keep the world in %s: %s".formatted(file, e.getMessage()), e);
        }
        Thread.ofVirtual().name("sandbox-world-file").start(kept::writeChanges);
        return kept;
    }

    /** The lock is a file beside: the world's own is another after each writing. */
    private static FileChannel lock(Path file) {
        try {
            var channel = PrivateFile.open(file.resolveSibling(file.getFileName() + ".lock"));
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot keep a world in %s: %s".formatted(file, e.getMessage()), e);
        }
        var reason =
                "the world in %s is another sandbox's: end that one, or name another file"
                        .formatted(file);
        throw new UncheckedIOException(reason, new IOException(reason));
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            System.getLogger(WorldFile.class.getName())
                    .log(System.Logger.Level.ERROR, "the lock was not released", e);
        }
    }

    /** Whether the world was there before. */
    boolean goesOn() {
        return goesOn;
    }

    private void read(Instant now) throws IOException {
        try (var in = Files.newInputStream(file)) {
            Snapshot.read(world, in);
        }
        if (world.clock().instant().isBefore(now)) {
            world.clock().set(now);
        }
    }

    /** Something may have changed. */
    void touch() {
        touched.incrementAndGet();
    }

    private long changes() {
        return touched.get() + world.clock().happened();
    }

    private void writeChanges() {
        while (!closed) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (changes() != saved && !closed) {
                writeOrComplain();
            }
        }
    }

    private void writeOrComplain() {
        try {
            write();
        } catch (IOException e) {
            System.getLogger(WorldFile.class.getName())
                    .log(System.Logger.Level.ERROR, "the world was not written to " + file, e);
        }
    }

    private synchronized void write() throws IOException {
        saved = changes();
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out = PrivateFile.create(fresh)) {
            Snapshot.write(world, out);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        closed = true;
        writeOrComplain();
        unlock();
    }
}
