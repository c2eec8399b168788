package io.qunfa.server.cli;

import io.qunfa.server.database.DataDirectory;
import io.qunfa.server.database.EmbeddedDatabase;
import io.qunfa.server.vault.SealedColumns;
import io.qunfa.server.vault.Vault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Seals every secret of a stopped server with a new key. Whatever interrupts it, calling it again
 * goes on: what the new key opens already is left as it is, and the old key goes last.
 */
@Command(
        name = "rotate-key",
        description =
                "Seals the secrets in the database of a stopped server with a new key. Interrupted, it goes on when it is called again.",
        mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {

    static final String KEY = "key";
    static final String NEXT = "key.next";
    static final String PREVIOUS = "key.previous";

    @Spec private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".qunfa",
            description = "Where the database and the keys are kept (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--db",
            paramLabel = "URL",
            defaultValue = "${env:QUNFA_DB}",
            description =
                    "An external PostgreSQL, of which every server has been stopped: postgresql://user:password@host/name.")
    private @Nullable String database;

    /** Where the keys come from and where they stay. */
    private record Keys(String old, String next, boolean inEnvironment) {}

    @Override
    public Integer call() {
        try (var directory = DataDirectory.open(data)) {
            var keys = keys(directory);
            var count = reseal(directory, keys);
            if (!keys.inEnvironment) {
                directory.writeSecret(PREVIOUS, keys.old);
                directory.writeSecret(KEY, keys.next);
                directory.delete(NEXT);
            }
            report(directory, keys, count);
            return 0;
        }
    }

    private static Keys keys(DataDirectory directory) {
        var old = System.getenv("QUNFA_KEY");
        if (old != null) {
            var next = System.getenv("QUNFA_NEW_KEY");
            if (next == null) {
                throw new UserError(
                        "The key is in QUNFA_KEY, so the new one has to be in QUNFA_NEW_KEY: 32 random bytes in Base64.");
            }
            return new Keys(old, next, true);
        }
        var kept =
                directory
                        .read(KEY)
                        .orElseThrow(
                                () ->
                                        new UserError(
                                                "There is no key in %s."
                                                        .formatted(directory.path())));
        var next =
                directory
                        .read(NEXT)
                        .orElseGet(
                                () -> {
                                    var made = Vault.newKey(new SecureRandom());
                                    directory.writeSecret(NEXT, made);
                                    return made;
                                });
        return new Keys(kept, next, false);
    }

    private int reseal(DataDirectory directory, Keys keys) {
        var external =
                Optional.ofNullable(database)
                        .filter(url -> !url.isBlank())
                        .map(ExternalDatabase::parse);
        try {
            if (external.isPresent()) {
                var db = external.get();
                return reseal(
                        DriverManager.getConnection(db.url(), db.user(), db.password()), keys);
            }
            try (var embedded = EmbeddedDatabase.start(directory)) {
                return reseal(
                        DriverManager.getConnection(
                                embedded.url(), embedded.user(), embedded.password()),
                        keys);
            }
        } catch (SQLException e) {
            throw new UserError("The database cannot be used: " + e.getMessage());
        } catch (SealedColumns.OtherKey e) {
            throw new UserError(
                    "%s was sealed with another key than this one; nothing of it was changed."
                            .formatted(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new UserError("A key is not one: " + e.getMessage());
        }
    }

    private static int reseal(Connection connection, Keys keys) throws SQLException {
        try (connection) {
            return SealedColumns.of(connection)
                    .reseal(
                            connection,
                            new Vault(keys.old, new SecureRandom()),
                            new Vault(keys.next, new SecureRandom()));
        }
    }

    private void report(DataDirectory directory, Keys keys, int count) {
        var out = spec.commandLine().getOut();
        out.printf("%d secrets are sealed with the new key.%n", count);
        out.println(
                keys.inEnvironment
                        ? "Start the servers with the new key in QUNFA_KEY. Backups of before open with the old one."
                        : "Backups of before open with %s; delete it when they are gone."
                                .formatted(directory.resolve(PREVIOUS)));
        out.flush();
    }
}
