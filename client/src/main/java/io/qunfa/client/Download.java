package io.qunfa.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Receives a file. The platform answers errors, and videos, with JSON in its place; the two are
 * told apart by content, because their content types cannot be relied on.
 */
final class Download {

    private static final int MAX_JSON_BYTES = 64 * 1024;
    private static final int FIRST_REDIRECT = 300;

    private Download() {}

    /** The answer, empty if it was a file, which is then at {@code target}, whole. */
    static Answer receive(ClassicHttpResponse response, Path target) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            throw new Answer.Unintelligible("an answer without content");
        }
        try (var content = entity.getContent()) {
            var head = content.readNBytes(MAX_JSON_BYTES + 1);
            var json = json(head);
            if (json != null) {
                return new Answer(json);
            }
            if (response.getCode() >= FIRST_REDIRECT) {
                throw new Answer.Unintelligible("HTTP status " + response.getCode());
            }
            save(head, content, target);
            return new Answer(Json.object());
        }
    }

    private static @Nullable JsonNode json(byte[] head) {
        if (head.length == 0 || head.length > MAX_JSON_BYTES || head[0] != '{') {
            return null;
        }
        var json = Answer.parse(head);
        return json != null && json.isObject() ? json : null;
    }

    private static void save(byte[] head, InputStream rest, Path target) throws IOException {
        var whole = false;
        try (var out = Files.newOutputStream(target)) {
            out.write(head);
            rest.transferTo(out);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(target);
            }
        }
    }
}
