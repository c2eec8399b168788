package io.qunfa.server.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A data directory with a database in it, and the programs that make, start and stop its server.
 */
record Cluster(PostgresBinaries binaries, Path home) {

    static final String USER = "qunfa";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    Path directory() {
        return home.resolve("postgres");
    }

    boolean exists() {
        return Files.exists(directory().resolve("PG_VERSION"));
    }

    void checkVersion() {
        try {
            var found = Files.readString(directory().resolve("PG_VERSION")).strip();
            if (!found.equals(binaries.majorVersion())) {
                throw DatabaseException.otherVersion(directory(), found, binaries.majorVersion());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made beside its place and renamed, so that a half-made one is never taken for a database. */
    void initialize(String password) {
        var draft = home.resolve("postgres.new");
        try {
            FileSystemUtils.deleteRecursively(draft);
            var passwordFile = OwnerOnly.createTempFile(home, "password");
            try {
                Files.writeString(passwordFile, password);
                initdb(draft, passwordFile);
            } finally {
                Files.delete(passwordFile);
            }
            Files.move(draft, directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a database in " + directory(), e);
        }
    }

    private void initdb(Path draft, Path passwordFile) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-D", draft.toString(), "-U", USER, "-E", "UTF8"));
        arguments.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile));
        arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        // Only Linux is sure to know C.UTF-8 by itself; PostgreSQL's own provider knows it
        // anywhere.
        var linux = System.getProperty("os.name").equals("Linux");
        arguments.add("--locale=" + (linux ? "C.UTF-8" : "C"));
        run("initdb", START, arguments);
    }

    void start(int port, List<String> settings) {
        var options = new StringBuilder("-p ").append(port);
        options.append(" -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        settings.forEach(setting -> options.append(" -c ").append(setting));
        var log = home.resolve("postgres.log").toString();
        var arguments =
                List.of(
                        "-D",
                        directory().toString(),
                        "-l",
                        log,
                        "-o",
                        options.toString(),
                        "-t",
                        Long.toString(START.toSeconds()),
                        "-w",
                        "-s",
                        "start");
        try {
            run("pg_ctl", START, arguments);
        } catch (DatabaseException e) {
            throw DatabaseException.failed("start", e.getMessage() + lastLines(log));
        }
    }

    void stop() {
        var seconds = Long.toString(STOP.toSeconds());
        run(
                "pg_ctl",
                STOP,
                List.of(
                        "-D",
                        directory().toString(),
                        "-m",
                        "fast",
                        "-t",
                        seconds,
                        "-w",
                        "-s",
                        "stop"));
    }

    private static String lastLines(String log) {
        try {
            var lines = Files.readAllLines(Path.of(log));
            return "\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private void run(String program, Duration limit, List<String> arguments) {
        var command = new ArrayList<>(Rootless.prefix());
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        try {
            // The server inherits its starter's streams: a pipe would stay open as long as it runs.
            var output = OwnerOnly.createTempFile(home, program);
            try {
                var builder = new ProcessBuilder(command).redirectErrorStream(true);
                builder.environment().put("LC_ALL", "C");
                var process = builder.redirectOutput(output.toFile()).start();
                if (!process.waitFor(limit.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw DatabaseException.failed(program, "no answer within " + limit);
                }
                if (process.exitValue() != 0) {
                    throw DatabaseException.failed(program, Files.readString(output, UTF_8));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DatabaseException.failed(program, "interrupted");
        }
    }
}
