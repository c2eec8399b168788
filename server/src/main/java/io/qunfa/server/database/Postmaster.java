package io.qunfa.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server of a database directory.
 *
 * @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">file layout</a>
 */
record Postmaster(long pid, int port, boolean ready) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty if no server runs, or if the file is what a dead one left behind. */
    static Optional<Postmaster> of(Path cluster) {
        return read(cluster).filter(Postmaster::isAlive);
    }

    /**
     * Removes the file of a dead server whose number now belongs to another program. PostgreSQL
     * itself would take that program for its server and refuse to start.
     */
    static void removeStale(Path cluster) {
        var stale = read(cluster).filter(found -> !found.isAlive());
        if (stale.map(found -> ProcessHandle.of(found.pid).isPresent()).orElse(false)) {
            try {
                Files.delete(cluster.resolve("postmaster.pid"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Optional<Postmaster> read(Path cluster) {
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                return Optional.empty();
            }
            var ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.getFirst().strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip()),
                            ready));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number that was given to another program since then does not count. */
    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        process ->
                                process.info()
                                        .command()
                                        .map(command -> command.contains("postgres"))
                                        .orElse(true))
                .isPresent();
    }
}
