package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One address of the control surface, a line of {@code control.tsv}.
 *
 * @param body JSON, {@code -} for none, {@code file} for bytes
 */
record DescribedControl(String method, String path, String summary, String body) {

    private static final Path TABLE = Path.of("src/test/resources/io/qunfa/sandbox/control.tsv");

    static List<DescribedControl> all() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new DescribedControl(cells[0], cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A runner of collections would wait for its end. */
    boolean isEndless() {
        return path.equals("/_sandbox/events");
    }

    /** Whether later calls may miss what was there before. */
    boolean takesAway() {
        return method.equals("DELETE") || body.equals("file") || path.endsWith("/reset");
    }

    boolean takesJson() {
        return body.startsWith("{");
    }

    JsonNode example() {
        return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
