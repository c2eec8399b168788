package io.qunfa.server.broadcast;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows that spreadsheets read as text and numbers, never as formulas: a cell that could
 * begin one gets an apostrophe before it.
 */
final class Csv {

    /** What tells Excel that the file is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String BEGINS_FORMULA = "=+-@\t\r\n";

    private final Appendable out;

    Csv(Appendable out) throws IOException {
        this.out = out;
        out.append(BYTE_ORDER_MARK);
    }

    void row(@Nullable Object... cells) throws IOException {
        out.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
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
