package io.qunfa.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * One PostgreSQL for all tests of a Maven run, migrated once. {@link #useClone} makes a fresh copy
 * and points the one data source at it, so that one Spring context serves all tests.
 */
public final class TestDatabase {

    private static final Path DIRECTORY =
            Path.of("target", "test-postgres-" + ProcessHandle.current().pid());
    private static final int CONNECTIONS = 10;

    /** Nothing here must survive a power cut; it may be forgotten for speed in tests only. */
    private static final List<String> FAST =
            List.of(
                    "fsync=off",
                    "synchronous_commit=off",
                    "full_page_writes=off",
                    "autovacuum=off",
                    "timezone=UTC");

    private static final DataDirectory DATA = DataDirectory.open(DIRECTORY);
    private static final EmbeddedDatabase DATABASE = EmbeddedDatabase.start(DATA, FAST);
    private static final AtomicInteger CLONES = new AtomicInteger();
    private static final RepointedDataSource CURRENT = new RepointedDataSource();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestDatabase::stop));
        SchemaMigrations.migrate(
                new DriverManagerDataSource(DATABASE.url(), DATABASE.user(), DATABASE.password()));
    }

    private TestDatabase() {}

    /** The database of the test class that runs now. */
    public static DataSource current() {
        return CURRENT;
    }

    /** Points {@link #current} at a fresh copy of the migrated database. */
    public static void useClone() {
        CURRENT.pointAt(pool(DATABASE.url(newClone())));
    }

    /** A fresh copy in place of the one in use, which is of no use to anybody any more. */
    public static void replaceClone() {
        var url = CURRENT.url();
        useClone();
        execute("DROP DATABASE %s WITH (FORCE)".formatted(url.substring(url.lastIndexOf('/') + 1)));
    }

    /**
     * A fresh copy of the migrated database, as {@code --db} takes it. What was committed there
     * survives {@link #crash}.
     */
    public static String cloneAddress() {
        var clone = newClone();
        execute("ALTER DATABASE %s SET synchronous_commit = on".formatted(clone));
        return address(DATABASE.url(clone));
    }

    /** {@link #current}, for a process of its own. */
    public static String currentAddress() {
        return address(CURRENT.url());
    }

    private static String address(String url) {
        return url.replace(
                "jdbc:postgresql://",
                "postgresql://%s:%s@".formatted(DATABASE.user(), DATABASE.password()));
    }

    /** Kills one of PostgreSQL's processes, so that it ends all others and recovers. */
    public static void crash() throws IOException {
        try (var connection = admin();
                var statement = connection.createStatement();
                var own = statement.executeQuery("SELECT pg_backend_pid()")) {
            own.next();
            new ProcessBuilder("kill", "-KILL", Integer.toString(own.getInt(1)))
                    .start()
                    .onExit()
                    .join();
        } catch (SQLException e) {
            // It is gone in the middle of this, which is what was wanted.
        }
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(
                DATABASE.url("postgres"), DATABASE.user(), DATABASE.password());
    }

    private static String newClone() {
        var name = "clone_" + CLONES.incrementAndGet();
        execute("CREATE DATABASE %s TEMPLATE %s".formatted(name, EmbeddedDatabase.NAME));
        return name;
    }

    private static void execute(String command) {
        try (var connection = admin();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot clone the migrated database", e);
        }
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(DATABASE.user());
        config.setPassword(DATABASE.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static void stop() {
        CURRENT.close();
        DATABASE.close();
        DATA.close();
        FileSystemUtils.deleteRecursively(DIRECTORY.toFile());
    }

    private static final class RepointedDataSource extends AbstractDataSource
            implements AutoCloseable {

        private volatile @Nullable HikariDataSource target;

        void pointAt(HikariDataSource next) {
            close();
            target = next;
        }

        String url() {
            return Objects.requireNonNull(target, "no test has asked for a database").getJdbcUrl();
        }

        @Override
        public Connection getConnection() throws SQLException {
            var now = target;
            if (now == null) {
                throw new SQLException("no test has asked for a database");
            }
            return now.getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }

        @Override
        public void close() {
            var old = target;
            if (old != null) {
                old.close();
            }
        }
    }
}
