package io.qunfa.server.database;

import java.nio.file.Path;

/** Why there is no database to work with. The message is written for the person at the terminal. */
public final class DatabaseException extends RuntimeException {

    private DatabaseException(String message) {
        super(message);
    }

    private DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    static DatabaseException notADirectory(Path wanted, Path file) {
        return new DatabaseException(
                wanted.equals(file)
                        ? "The data directory %s is a file. Choose another with --data."
                                .formatted(wanted)
                        : "The data directory %s cannot be made: %s is a file. Choose another with --data."
                                .formatted(wanted, file));
    }

    static DatabaseException notWritable(Path directory) {
        return new DatabaseException(
                "The data directory %s is not writable. Choose another with --data."
                        .formatted(directory));
    }

    static DatabaseException notOurs(Path directory) {
        return new DatabaseException(
                "%s holds files that are not Qunfa's, so it is not emptied. Choose another directory with --data."
                        .formatted(directory));
    }

    static DatabaseException inUse(Path directory, String owner) {
        return new DatabaseException(
                "The data directory %s is in use by another Qunfa (process %s). Stop that one, or choose another directory with --data."
                        .formatted(directory, owner));
    }

    static DatabaseException noBinaries(String platform) {
        return new DatabaseException(
                "This build of Qunfa brings no PostgreSQL for %s. Use an external one with --db."
                        .formatted(platform));
    }

    static DatabaseException otherVersion(Path directory, String found, String brought) {
        return new DatabaseException(
                "The database in %s was made by PostgreSQL %s; this Qunfa brings %s. Dump it with the older Qunfa and restore it here."
                        .formatted(directory, found, brought));
    }

    static DatabaseException refusesRoot() {
        return new DatabaseException(
                "PostgreSQL does not run as root, and this machine has no user namespaces to run it in. Start Qunfa as an ordinary user, or use an external database with --db.");
    }

    static DatabaseException failed(String command, String output) {
        return new DatabaseException(
                "PostgreSQL's %s failed: %s".formatted(command, output.strip()));
    }

    static DatabaseException unreachable(String what, Throwable cause) {
        return new DatabaseException(what, cause);
    }
}
