package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.cli.EngineProcess;
import io.qunfa.server.database.TestDatabase;
import io.qunfa.server.testing.ServerTest;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Starts {@link EngineProcess}. One of them rehearses, and at its end the Java machine keeps the
 * classes that it has loaded and linked, for the others to begin with. It does so with jars only,
 * so directories on the class path are packed first.
 */
final class EngineLauncher implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> QUICK =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx128m",
                    // What was kept is taken as it is, at the address that it was made for.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");

    private static final Executor TASKS =
            task -> Thread.ofVirtual().name("engine-output").start(task);

    private final Path data;
    private final String classPath;
    private final List<String> components = EngineProcess.components();
    private final List<Process> started = new ArrayList<>();
    private int number;
    private @Nullable Engine rehearsal;

    EngineLauncher(Path data) {
        this.data = data;
        this.classPath = packed(data);
    }

    /**
     * Lets one engine work, unless that was done. What it leaves behind is made while others are at
     * work already, and of use to those started later.
     */
    void rehearse(String platform, Runnable work) {
        if (rehearsal == null) {
            var engine = launch(List.of("-XX:AOTCacheOutput=" + kept()), "", platform);
            engine.awaitReady();
            engine.begin();
            work.run();
            engine.leave();
            rehearsal = engine;
        }
    }

    private Path kept() {
        return data.resolve("engine.aot");
    }

    /** On its way to be ready, and halting at this point once it has begun. */
    Engine launch(String point, String platform) {
        var kept = rehearsal != null && rehearsal.isDead();
        return launch(kept ? List.of("-XX:AOTCache=" + kept()) : List.of(), point, platform);
    }

    private Engine launch(List<String> keeping, String point, String platform) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK);
        command.addAll(keeping);
        command.add("-Dqunfa.key=" + ServerTest.KEY);
        command.add("-Dqunfa.data=" + own());
        command.add("-Dqunfa.db=" + TestDatabase.currentAddress());
        command.add("-Dqunfa.sandbox=" + platform);
        command.add("-Dqunfa.crash-at=" + point);
        command.add("-cp");
        command.add(classPath);
        command.add(EngineProcess.class.getName());
        command.addAll(components);
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(
                                    ProcessBuilder.Redirect.appendTo(
                                            new File("target", "engines.log")))
                            .start();
            started.removeIf(earlier -> !earlier.isAlive());
            started.add(process);
            return new Engine(process, point);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every node has a directory of its own. */
    private Path own() {
        try {
            return Files.createDirectory(data.resolve("node-" + number++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        started.forEach(process -> process.onExit().join());
    }

    private static String packed(Path data) {
        var number = 0;
        var packed = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(part);
            if (Files.isDirectory(path)) {
                packed.add(pack(path, data.resolve("classes-" + number++ + ".jar")).toString());
            } else if (Files.exists(path)) {
                packed.add(path.toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, packed);
    }

    private static Path pack(Path directory, Path jar) {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(directory)) {
            out.setLevel(0);
            for (var file : files.toList()) {
                var name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (name.isEmpty()) {
                    continue;
                }
                out.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One process. */
    static final class Engine implements AutoCloseable {

        private final Process process;
        private final String point;
        private final CompletableFuture<Boolean> ready;
        private long begunAt;

        Engine(Process process, String point) {
            this.process = process;
            this.point = point;
            this.ready = CompletableFuture.supplyAsync(this::saysReady, TASKS);
        }

        private boolean saysReady() {
            return process.inputReader(UTF_8).lines().anyMatch(EngineProcess.READY::equals);
        }

        String point() {
            return point.split(":", 2)[0];
        }

        /** What stands behind the point. */
        int number() {
            return Integer.parseInt(point.split(":", 2)[1]);
        }

        /** Whether it may begin. */
        boolean isReady() {
            if (ready.isDone() && !ready.join()) {
                throw new AssertionError("not ready; see target/engines.log: " + point);
            }
            return ready.isDone();
        }

        void awaitReady() {
            ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(isReady()).isTrue();
        }

        /** Lets it begin. */
        void begin() {
            begunAt = System.nanoTime();
            try {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** How long it has been at work. */
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begunAt);
        }

        /** Lets it end by itself, which takes a while. */
        void leave() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isDead() {
            return !process.isAlive();
        }

        private boolean awaitEnd(Duration patience) {
            try {
                return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        /** Lets it go on after it has frozen. */
        void thaw() throws IOException {
            new ProcessBuilder("kill", "-CONT", Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        }

        void kill() {
            process.destroyForcibly();
            if (!awaitEnd(PATIENCE)) {
                throw new AssertionError("not to be killed: " + this);
            }
        }

        @Override
        public void close() {
            kill();
        }

        @Override
        public String toString() {
            return point;
        }
    }
}
