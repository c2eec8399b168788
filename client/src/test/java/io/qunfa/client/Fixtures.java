package io.qunfa.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** The samples of the wire at the root of the repository. */
public final class Fixtures {

    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "..", "fixtures");

    private Fixtures() {}

    public static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public static JsonNode json(String file) {
        return Json.MAPPER.readTree(bytes(file));
    }
}
