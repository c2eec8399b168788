package io.qunfa.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1+1", "＠SUM(A1)"})
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

    @Test
    void a_time_is_that_of_the_zone_and_a_time_to_spreadsheets() throws IOException {
        assertThat(row(Instant.parse("2026-11-25T16:04:05.678Z")))
                .isEqualTo("2026-11-26 00:04:05\r\n");
    }

    private static String row(@Nullable Object... cells) throws IOException {
        var out = new StringBuilder();
        new Csv(out, ZoneId.of("Asia/Shanghai")).row(cells);
        assertThat(out).startsWith("\uFEFF");
        return out.substring(1);
    }
}
