package io.qunfa.sandbox;

import io.qunfa.sandbox.world.Snapshot;
import io.qunfa.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final AtomicLong touched = new AtomicLong();
    private volatile boolean closed;
    private volatile long saved;

    private WorldFile(Path file, World world) {
        this.file = file;
        this.world = world;
    }

    /**
     * Continues the world of the file, if there is one. Its clock does not fall behind {@code now}.
     *
     * @throws UncheckedIOException if the file is no snapshot, or cannot be read or written
     */
    static WorldFile open(Path file, World world, Instant now) {
        var kept = new WorldFile(file, world);
        try {
            if (Files.exists(file)) {
                kept.read(now);
            } else {
                kept.write();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the world in " + file, e);
        }
        Thread.ofVirtual().name("sandbox-world-file").start(kept::writeChanges);
        return kept;
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
        try (var out = Files.newOutputStream(fresh)) {
            Snapshot.write(world, out);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        closed = true;
        writeOrComplain();
    }
}
