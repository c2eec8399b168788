package io.qunfa.client.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Everything the platform is known to push, as the beginning of what the fuzzer makes. */
final class Pushes {

    private static final Path FIXTURES = Path.of("fixtures", "callback");

    private Pushes() {}

    static Stream<byte[]> all() throws IOException {
        try (var files = Files.list(directory())) {
            return files
                    .filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .map(Pushes::read)
                    .toList()
                    .stream();
        }
    }

    /** The fuzzer runs in the module's target, so that what it learns stays out of the sources. */
    private static Path directory() {
        for (var up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve(FIXTURES))) {
                return up.resolve(FIXTURES);
            }
        }
        throw new IllegalStateException("no " + FIXTURES);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
