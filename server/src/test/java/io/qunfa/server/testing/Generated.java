package io.qunfa.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of the repository that are made from the code. A test compares them, and writes them when
 * Maven is called with {@code -Dqunfa.update}.
 */
public final class Generated {

    private Generated() {}

    public static void check(Path file, String content) {
        try {
            if (System.getProperty("qunfa.update") != null) {
                Files.writeString(file, content);
            }
            assertThat(file).exists();
            assertThat(content)
                    .as("%s is out of date; refresh it with -Dqunfa.update", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
