package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class RecurrenceTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_day_on_which_clocks_jump_over_the_time_has_its_run_all_the_same() {
        var daily = new Recurrence("30 2 * * *", BERLIN);

        var runs = daily.next(Instant.parse("2027-03-27T12:00:00Z"), 2);

        assertThat(runs.get(0).fold()).isEqualTo(Start.Fold.GAP);
        assertThat(runs.get(0).at()).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(runs.get(1).at()).isEqualTo(Instant.parse("2027-03-29T00:30:00Z"));
    }

    @Test
    void a_time_that_comes_twice_has_one_run() {
        var daily = new Recurrence("30 2 * * *", BERLIN);

        var runs = daily.next(Instant.parse("2026-10-24T12:00:00Z"), 2);

        assertThat(runs.get(0).at()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(runs.get(1).at()).isEqualTo(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void the_last_day_of_a_month_is_the_last_day() {
        var monthly = new Recurrence("0 0 9 L * *", BeijingTime.ZONE);

        var runs = monthly.next(Instant.parse("2027-01-15T00:00:00Z"), 2);

        assertThat(runs.get(0).local().toString()).isEqualTo("2027-01-31T09:00");
        assertThat(runs.get(1).local().toString()).isEqualTo("2027-02-28T09:00");
    }

    @Test
    void what_is_no_expression_is_refused() {
        for (var cron : new String[] {"", "x", "99 * * * *", "* * *"}) {
            assertThatThrownBy(() -> new Recurrence(cron, BERLIN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
