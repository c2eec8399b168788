package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgDataId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReadingDaysTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    @Test
    void it_is_asked_about_in_the_mornings_of_a_week_and_twice_more() {
        var asked = new ArrayList<LocalDate>();
        var at = Instant.parse("2026-12-01T12:00:00Z");
        for (var next = ReadingDays.next(DAY, at);
                next.isPresent();
                next = ReadingDays.next(DAY, at)) {
            at = next.get();
            asked.add(BeijingTime.day(at));
        }

        assertThat(at).isEqualTo(Instant.parse("2026-12-31T01:00:00Z"));
        assertThat(asked.stream().map(LocalDate::getDayOfMonth))
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 15, 31);
    }

    @Test
    void who_is_refused_asks_some_times_and_then_on_the_next_morning() {
        var morning = Instant.parse("2026-12-02T01:00:00Z");

        assertThat(ReadingDays.afterFailure(DAY, 1, morning))
                .contains(morning.plus(Duration.ofHours(1)));
        assertThat(ReadingDays.afterFailure(DAY, 4, morning))
                .contains(morning.plus(Duration.ofDays(1)));
        assertThat(ReadingDays.afterFailure(DAY, 4, Instant.parse("2027-01-02T01:00:00Z")))
                .isEmpty();
    }

    @Test
    void a_name_has_a_number_and_a_position_or_is_none() {
        assertThat(ArticleName.parse("2247484106_2"))
                .contains(new ArticleName(new MsgDataId(2247484106L), 2));
        assertThat(ArticleName.parse("2247484106")).isEmpty();
        assertThat(ArticleName.parse("0_1")).isEmpty();
        assertThat(ArticleName.parse("99999999999999999999_1")).isEmpty();
    }

    @Test
    void a_long_address_tells_the_number_and_a_short_one_does_not() {
        assertThat(ArticleName.inAddresses(at("http://mp.weixin.qq.com/s?__biz=M&mid=22&idx=1#rd")))
                .contains(new MsgDataId(22));
        assertThat(ArticleName.inAddresses(at("http://mp.weixin.qq.com/s/VgyFDJOHQCyBecF4PYqLjA")))
                .isEmpty();
    }

    private static ArticleResults at(String url) {
        return new ArticleResults(0, List.of(new ArticleResult(1, url, null)));
    }
}
