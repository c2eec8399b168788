package io.qunfa.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per version and user from the archive on the classpath.
 *
 * @param version the version of the archive, such as 18.6.0
 * @param home the directory that holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(String version, Path home) {

    static PostgresBinaries unpack(Path fallbackCache) {
        var version = packagedVersion();
        var platform = Platform.current();
        var cache = userCache().filter(PostgresBinaries::usable).orElse(fallbackCache);
        var home = cache.resolve("postgresql-%s-%s".formatted(version, platform.archive()));
        if (!Files.isDirectory(home)) {
            unpack(platform, cache, home);
        }
        return new PostgresBinaries(version, home);
    }

    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    Path program(String name) {
        var suffix = Platform.current().windows() ? ".exe" : "";
        return home.resolve("bin").resolve(name + suffix);
    }

    private static String packagedVersion() {
        var properties = new Properties();
        try (var in = PostgresBinaries.class.getResourceAsStream("postgresql.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    private static Optional<Path> userCache() {
        var configured = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).map(Path::of);
        return configured
                .filter(Path::isAbsolute)
                .or(() -> Optional.of(Path.of(System.getProperty("user.home"), ".cache")))
                .map(directory -> directory.resolve("qunfa"));
    }

    private static boolean usable(Path cache) {
        try {
            OwnerOnly.createDirectories(cache);
            return Files.isWritable(cache);
        } catch (IOException e) {
            return false;
        }
    }

    /** Unpacks beside the goal and renames, so that two processes may do it at the same time. */
    private static void unpack(Platform platform, Path cache, Path home) {
        try (var archive = platform.open()) {
            OwnerOnly.createDirectories(cache);
            var draft = OwnerOnly.createTempDirectory(cache, "unpacking");
            unpack(archive, draft);
            try {
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                FileSystemUtils.deleteRecursively(draft);
                if (!Files.isDirectory(home)) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL to " + home, e);
        }
    }

    private static void unpack(InputStream archive, Path home) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new BufferedInputStream(new XZInputStream(archive), 1 << 16))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, home);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path home)
            throws IOException {
        var target = entry.resolveIn(home);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if (home.resolve("bin").equals(target.getParent())) {
            target.toFile().setExecutable(true);
        }
    }

    /** What the archive for this machine is called. */
    private record Platform(String system, String architecture) {

        static Platform current() {
            var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            var system =
                    name.startsWith("windows")
                            ? "windows"
                            : name.startsWith("mac") ? "darwin" : "linux";
            var arch = System.getProperty("os.arch");
            return new Platform(system, arch.equals("aarch64") ? "arm_64" : "x86_64");
        }

        boolean windows() {
            return system.equals("windows");
        }

        String archive() {
            return system + "-" + architecture;
        }

        InputStream open() {
            @Nullable InputStream in =
                    PostgresBinaries.class.getResourceAsStream("/postgres-" + archive() + ".txz");
            if (in == null) {
                throw DatabaseException.noBinaries(archive());
            }
            return in;
        }
    }
}
