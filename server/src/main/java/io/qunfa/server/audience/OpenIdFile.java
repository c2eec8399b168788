package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.server.http.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file that names followers, one a line: plain, as the first column of CSV, or as NDJSON. It is
 * read while it comes, and never held.
 */
final class OpenIdFile {

    /** More than any account has followers. */
    static final int MOST_LINES = 20_000_000;

    private static final int LONGEST_LINE = 4_096;
    private static final int SHOWN = 80;
    private static final Set<String> TITLES = Set.of("openid", "open_id", "open id");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BufferedReader lines;
    private final char[] buffer = new char[LONGEST_LINE];
    private int number;

    OpenIdFile(InputStream body) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    /**
     * Reads all of it, in parts of this size.
     *
     * @return how many were named
     * @throws Problem that says which line is none
     */
    long read(int size, Consumer<List<OpenId>> parts) throws IOException {
        var part = new ArrayList<OpenId>(size);
        var named = 0L;
        for (var line = next(); line != null; line = next()) {
            var openId = openId(line);
            if (openId.isEmpty()) {
                continue;
            }
            part.add(openId.get());
            named++;
            if (part.size() == size) {
                parts.accept(part);
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            parts.accept(part);
        }
        return named;
    }

    /** The next line; no file without line breaks fills the memory. */
    private @Nullable String next() throws IOException {
        var length = 0;
        var read = lines.read();
        if (read < 0) {
            return null;
        }
        if (++number > MOST_LINES) {
            throw new Problem(
                    HttpStatus.CONTENT_TOO_LARGE, "list-too-long", Map.of("most", MOST_LINES));
        }
        while (read >= 0 && read != '\n') {
            if (length == LONGEST_LINE) {
                throw unreadable(new String(buffer, 0, SHOWN) + "…");
            }
            buffer[length++] = (char) read;
            read = lines.read();
        }
        return new String(buffer, 0, length).strip();
    }

    private Optional<OpenId> openId(String line) {
        var bare = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        var value = bare.startsWith("{") ? member(bare) : column(bare);
        if (number == 1 && TITLES.contains(value.toLowerCase(java.util.Locale.ROOT))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenId(value));
        } catch (IllegalArgumentException _) {
            throw unreadable(bare);
        }
    }

    private String member(String line) {
        try {
            var object = JSON.readTree(line);
            return object.path("openid").asString(object.path("openId").asString(""));
        } catch (JacksonException _) {
            throw unreadable(line);
        }
    }

    private static String column(String line) {
        var first = line.split("[,;\t]", 2)[0].strip();
        var quoted = first.length() > 1 && first.startsWith("\"") && first.endsWith("\"");
        return quoted ? first.substring(1, first.length() - 1) : first;
    }

    private Problem unreadable(String line) {
        var shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "list-line-unreadable",
                Map.of("line", number, "value", shown));
    }
}
