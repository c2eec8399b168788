package io.qunfa.server.cli;

import io.qunfa.server.QunfaServer;
import io.qunfa.server.access.ApiTokens;
import io.qunfa.server.access.Operators;
import io.qunfa.server.access.Operators.SignIn;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.database.DataDirectory;
import io.qunfa.server.database.EmbeddedDatabase;
import io.qunfa.server.vault.SealedColumns;
import io.qunfa.server.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * A server in this process, with its data directory and its database. Closing it stops them in the
 * opposite order; so does the end of the process.
 */
final class RunningServer implements AutoCloseable {

    static final String TOKEN_FILE = "cli.token";

    private static final String KEY_FILE = "key";

    private final DataDirectory data;
    private final ConfigurableApplicationContext context;
    private final Lifetime lifetime;

    private RunningServer(
            DataDirectory data, ConfigurableApplicationContext context, Lifetime lifetime) {
        this.data = data;
        this.context = context;
        this.lifetime = lifetime;
    }

    /** The parts of a start, told as they are done. */
    interface Progress {
        void databaseRuns(boolean adopted);
    }

    /** Complains about everything that can be known to be wrong before anything is started. */
    static void check(ServerOptions options) {
        Ports.requireFree(options.address(), options.port(), "--port");
        options.database().ifPresent(ExternalDatabase::check);
    }

    static RunningServer start(DataDirectory data, ServerOptions options, Progress progress) {
        var lifetime = new Lifetime();
        lifetime.onEnd(data::close);
        var database = options.database().isPresent() ? null : startDatabase(data, lifetime);
        progress.databaseRuns(database != null && database.adopted());
        var properties = properties(options, data, database);
        requireKey(properties);
        options.log().ifPresent(file -> data.createPrivate(file.getFileName().toString()));
        try {
            var context = lifetime.begin(() -> startServer(options, properties, lifetime));
            var server = new RunningServer(data, context, lifetime);
            server.checkClock(options);
            return server;
        } catch (PortInUseException e) {
            throw new UserError(
                    "Port %d is in use. Choose another with --port.".formatted(e.getPort()));
        }
    }

    /** It is stopped too if it has only half started. */
    private static EmbeddedDatabase startDatabase(DataDirectory data, Lifetime lifetime) {
        lifetime.onEnd(() -> EmbeddedDatabase.stop(data));
        return lifetime.begin(() -> EmbeddedDatabase.start(data));
    }

    private static ConfigurableApplicationContext startServer(
            ServerOptions options, Map<String, Object> properties, Lifetime lifetime) {
        var context = spring(options, properties).run();
        lifetime.onEnd(context::close);
        return context;
    }

    /** Secrets that do not open are told now, and not when the first of them is needed. */
    private static void requireKey(Map<String, Object> properties) {
        var vault = vault(properties);
        try (var connection = connect(properties)) {
            SealedColumns.of(connection).requireOpenable(connection, vault);
        } catch (SealedColumns.OtherKey e) {
            throw new UserError(
                    "The secrets in the database were sealed with another key: %s does not open. Start it with the key they were made with, in QUNFA_KEY or in the file key of the data directory."
                            .formatted(e.getMessage()));
        } catch (SQLException e) {
            throw new UserError("The database cannot be used: " + e.getMessage());
        }
    }

    private static Vault vault(Map<String, Object> properties) {
        var key = properties.getOrDefault("qunfa.key", System.getenv("QUNFA_KEY"));
        try {
            return new Vault(key.toString(), new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new UserError("The master key is not one: " + e.getMessage());
        }
    }

    private static Connection connect(Map<String, Object> properties) throws SQLException {
        return DriverManager.getConnection(
                (String) properties.get("spring.datasource.url"),
                (String) properties.get("spring.datasource.username"),
                (String) properties.get("spring.datasource.password"));
    }

    /** A real account must never live by a clock that can be turned. */
    private void checkClock(ServerOptions options) {
        var real =
                options.clock().isEmpty()
                        ? Optional.<Account>empty()
                        : context.getBean(Accounts.class).all().stream()
                                .filter(account -> !account.sandbox())
                                .findAny();
        if (real.isPresent()) {
            throw new UserError(
                    "--clock needs a server with sandbox accounts only, and %s is not one."
                            .formatted(real.get().name()));
        }
    }

    private static SpringApplication spring(ServerOptions options, Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("qunfa", properties));
        var application = new SpringApplication(QunfaServer.class);
        application.setEnvironment(environment);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        options.clock()
                .ifPresent(
                        clock ->
                                application.addInitializers(
                                        context ->
                                                ((GenericApplicationContext) context)
                                                        .registerBean(
                                                                "clock",
                                                                InstantSource.class,
                                                                () -> clock)));
        return application;
    }

    private static Map<String, Object> properties(
            ServerOptions options, DataDirectory data, @Nullable EmbeddedDatabase database) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", options.port());
        properties.put("qunfa.data", data.path().toString());
        properties.put("server.address", options.address().getHostAddress());
        if (System.getenv("QUNFA_KEY") == null) {
            properties.put("qunfa.key", key(data));
        }
        options.clock().ifPresent(_ -> properties.put("qunfa.clock", "sandbox"));
        options.sandbox()
                .ifPresent(
                        running -> properties.put("qunfa.sandbox", running.address().toString()));
        options.log()
                .ifPresent(
                        file -> {
                            properties.put("logging.file.name", file.toString());
                            properties.put("logging.threshold.console", "off");
                        });
        if (database != null) {
            properties.put("spring.datasource.url", database.url());
            properties.put("spring.datasource.username", database.user());
            properties.put("spring.datasource.password", database.password());
        }
        options.database().ifPresent(external -> put(properties, external));
        return properties;
    }

    private static void put(Map<String, Object> properties, ExternalDatabase database) {
        properties.put("spring.datasource.url", database.url());
        if (database.user() != null) {
            properties.put("spring.datasource.username", database.user());
        }
        if (database.password() != null) {
            properties.put("spring.datasource.password", database.password());
        }
    }

    private static String key(DataDirectory data) {
        if (data.read(RotateKeyCommand.NEXT).isPresent()) {
            throw new UserError(
                    "A change of the key was interrupted. Finish it with ./qunfa rotate-key.");
        }
        return data.read(KEY_FILE)
                .orElseGet(
                        () -> {
                            var key = Vault.newKey(new SecureRandom());
                            data.writeSecret(KEY_FILE, key);
                            return key;
                        });
    }

    /** How to sign in, if this was the first start. */
    Optional<SignIn> firstSignIn() {
        var first = context.getBean(Operators.class).createFirst();
        first.ifPresent(
                signIn ->
                        data.writeSecret(
                                TOKEN_FILE,
                                context.getBean(ApiTokens.class)
                                        .issue(signIn.operator().id(), "command line")));
        return first;
    }

    /** The API token of the command line on this machine. */
    String token() {
        return data.read(TOKEN_FILE)
                .orElseThrow(
                        () -> new UserError("There is no API token in %s.".formatted(data.path())));
    }

    URI address() {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        lifetime.end();
    }
}
