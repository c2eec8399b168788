package io.qunfa.server.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The number of the last call that this node was about to make, or of a later one of another node,
 * in a file beside the database. It is written before this node's call, so that a database that is
 * put back can be told by it.
 */
final class IntentMarker {

    private static final String NAME = "intents";

    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private long written;

    /**
     * @param directory of this node's data; empty for none, and then nothing is noted
     */
    IntentMarker(String directory) {
        this.file = directory.isEmpty() ? null : Path.of(directory, NAME);
    }

    Optional<Long> read() {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls overlap, and their numbers may come in any order: the highest stays. */
    void note(long intent) {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            if (intent > written) {
                replace(file, intent);
                written = intent;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A file that is half written would say something else. */
    private static void replace(Path file, long intent) {
        try {
            var next = file.resolveSibling(NAME + ".next");
            try (var out = OwnerOnly.open(next)) {
                out.truncate(0);
                out.write(UTF_8.encode(Long.toString(intent)));
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
