package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PlaceholdersTest {

    private static final Instant MORNING = Instant.parse("2026-11-25T01:05:00Z");

    @Test
    void everything_that_can_be_known_is_filled_in() {
        var filled = placeholders().fill("{daypart}好！{account}收到“{keyword}”，{date} {time}。");

        assertThat(filled).isEqualTo("早上好！茶馆收到“价格”，11月25日 09:05。");
    }

    @Test
    void what_nobody_can_fill_in_stays_as_it_is_and_is_told() {
        assertThat(placeholders().fill("亲爱的{nickname}")).isEqualTo("亲爱的{nickname}");
        assertThat(Placeholders.unknown("{nickname} {time} {nickname}"))
                .containsExactly("{nickname}");
    }

    @Test
    void a_text_that_grew_too_long_is_cut_between_characters() {
        var filled = placeholders().fill("😀".repeat(510) + "{account}");

        assertThat(filled.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(Answer.MAX_TEXT_BYTES);
        assertThat(filled).endsWith("茶馆");
        var cut = placeholders().fill("😀".repeat(511) + "{account}");
        assertThat(cut).endsWith("茶").doesNotContain("馆");
    }

    @Test
    void a_text_is_never_filled_to_nothing() {
        assertThat(Placeholders.of("", "", MORNING).fill("{keyword}")).isEqualTo("{keyword}");
    }

    private static Placeholders placeholders() {
        return Placeholders.of("茶馆", "价格", MORNING);
    }
}
