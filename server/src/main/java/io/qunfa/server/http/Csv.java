package io.qunfa.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows that spreadsheets read as texts, numbers and times, never as formulas: a cell that
 * could begin one gets an apostrophe before it. Times are those of one zone.
 */
public final class Csv {

    public static final String TYPE = "text/csv;charset=UTF-8";

    /** What tells Excel that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The wide ones begin a formula where Chinese or Japanese is written. */
    private static final String BEGINS_FORMULA = "=+-@\t\r\n＝＋－＠";

    /** Spreadsheets of every language take this for a time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Appendable out;
    private final DateTimeFormatter time;

    Csv(Appendable out, ZoneId zone) throws IOException {
        this.out = out;
        this.time = TIME.withZone(zone);
        out.append(BYTE_ORDER_MARK);
    }

    /** Begins a file that a browser keeps under this name. */
    public static Csv begin(HttpServletResponse response, String name, ZoneId zone)
            throws IOException {
        response.setContentType(TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new Csv(response.getWriter(), zone);
    }

    public void row(@Nullable Object... cells) throws IOException {
        out.append(Arrays.stream(cells).map(this::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            case Instant at -> time.format(at);
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        var safe =
                !text.isEmpty() && BEGINS_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(Csv::isSpecial)
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }

    private static boolean isSpecial(int character) {
        return character == ',' || character == '"' || character == '\r' || character == '\n';
    }
}
