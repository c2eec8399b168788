package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void what_could_begin_a_formula_is_a_text(String content) throws IOException {
        assertThat(row(content)).isEqualTo("'" + content + "\r\n");
    }

    @Test
    void what_holds_separators_is_quoted() throws IOException {
        assertThat(row("a,b", "say \"hi\"", "two\nlines"))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
    }

    @Test
    void numbers_stay_numbers_and_nothing_stays_empty() throws IOException {
        assertThat(row(-5, null, 0L)).isEqualTo("-5,,0\r\n");
    }

    private static String row(@Nullable Object... cells) throws IOException {
        var out = new StringBuilder();
        new Csv(out).row(cells);
        assertThat(out).startsWith("\uFEFF");
        return out.substring(1);
    }
}
