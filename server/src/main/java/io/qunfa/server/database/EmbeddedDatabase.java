package io.qunfa.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The PostgreSQL in a data directory. It is made on first use, started if it does not run, adopted
 * if it does because its last server was killed, and stopped by {@link #close}.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    static final String NAME = "qunfa";

    private static final String PASSWORD_FILE = "postgres.password";
    private static final int START_ATTEMPTS = 3;
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration PROBE = Duration.ofMillis(20);
    private static final String UNKNOWN_DATABASE = "3D000";
    private static final List<String> DURABLE =
            List.of(
                    "fsync=on",
                    "synchronous_commit=on",
                    "wal_init_zero=off",
                    "full_page_writes=on",
                    "password_encryption=scram-sha-256",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "log_statement=none",
                    "log_min_error_statement=panic",
                    "log_parameter_max_length_on_error=0");

    private final Cluster cluster;
    private final String password;
    private final int port;
    private final boolean adopted;

    private EmbeddedDatabase(Cluster cluster, String password, int port, boolean adopted) {
        this.cluster = cluster;
        this.password = password;
        this.port = port;
        this.adopted = adopted;
    }

    public static EmbeddedDatabase start(DataDirectory data) {
        return start(data, DURABLE);
    }

    static EmbeddedDatabase start(DataDirectory data, List<String> settings) {
        var binaries = PostgresBinaries.unpack(data.resolve("cache"));
        var cluster = new Cluster(binaries, data.path());
        var password = password(data);
        if (cluster.exists()) {
            cluster.checkVersion();
        } else {
            cluster.initialize(password);
        }
        var running = Postmaster.of(cluster.directory());
        var port = running.map(Postmaster::port).orElseGet(() -> start(cluster, settings));
        var database = new EmbeddedDatabase(cluster, password, port, running.isPresent());
        database.awaitReady();
        return database;
    }

    /** Stops what runs, also if a killed server has left it or its start was cut off. */
    public static void stop(DataDirectory data) {
        var binaries = PostgresBinaries.unpack(data.resolve("cache"));
        var cluster = new Cluster(binaries, data.path());
        if (cluster.exists() && Postmaster.of(cluster.directory()).isPresent()) {
            cluster.stop();
        }
    }

    private static String password(DataDirectory data) {
        return data.read(PASSWORD_FILE)
                .orElseGet(
                        () -> {
                            var bytes = new byte[24];
                            new SecureRandom().nextBytes(bytes);
                            var password = HexFormat.of().formatHex(bytes);
                            data.writeSecret(PASSWORD_FILE, password);
                            return password;
                        });
    }

    /**
     * Another program may take the free port before PostgreSQL does; then the next one is tried.
     */
    private static int start(Cluster cluster, List<String> settings) {
        Postmaster.removeStale(cluster.directory());
        for (int attempt = 1; ; attempt++) {
            var port = freePort();
            try {
                cluster.start(port, settings);
                return port;
            } catch (DatabaseException e) {
                if (attempt == START_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An adopted database may still be recovering from the crash that killed its server. */
    private void awaitReady() {
        var deadline = System.nanoTime() + READY.toNanos();
        while (true) {
            try {
                createDatabase();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw DatabaseException.unreachable(
                            "The database in %s does not answer on port %d: %s"
                                    .formatted(cluster.directory(), port, e.getMessage()),
                            e);
                }
                LockSupport.parkNanos(PROBE.toNanos());
            }
        }
    }

    private void createDatabase() throws SQLException {
        try (var connection = connect(NAME)) {
            connection.isValid(1);
        } catch (SQLException e) {
            if (!UNKNOWN_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
            try (var connection = connect("postgres");
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + NAME);
            }
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), user(), password);
    }

    public String url() {
        return url(NAME);
    }

    String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    /** Whether it was running already, left behind by a server that was killed. */
    public boolean adopted() {
        return adopted;
    }

    @Override
    public void close() {
        if (Postmaster.of(cluster.directory()).isPresent()) {
            cluster.stop();
        }
    }

    @Override
    public String toString() {
        return "EmbeddedDatabase[%s, port %d]".formatted(cluster.directory(), port);
    }
}
