package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class StartTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_time_that_comes_once_is_meant() {
        var start = Start.of(LocalDateTime.parse("2026-12-01T20:00"), BeijingTime.ZONE, false);

        assertThat(start.at()).isEqualTo(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(start.fold()).isEqualTo(Start.Fold.NONE);
    }

    @Test
    void a_time_that_clocks_jump_over_is_as_long_after_the_jump() {
        var start = Start.of(LocalDateTime.parse("2027-03-28T02:30"), BERLIN, false);

        assertThat(start.fold()).isEqualTo(Start.Fold.GAP);
        assertThat(start.at()).isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(start.at().atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(3, 30));
    }

    @Test
    void of_a_time_that_comes_twice_either_can_be_meant() {
        var local = LocalDateTime.parse("2026-10-25T02:30");

        assertThat(Start.of(local, BERLIN, false).at())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(Start.of(local, BERLIN, true).at())
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(Start.of(local, BERLIN, true).fold()).isEqualTo(Start.Fold.OVERLAP_LATER);
    }

    @Test
    void a_moment_knows_whether_its_time_comes_twice() {
        assertThat(Start.at(Instant.parse("2026-10-25T01:30:00Z"), BERLIN).fold())
                .isEqualTo(Start.Fold.OVERLAP_LATER);
        assertThat(Start.at(Instant.parse("2026-10-25T00:30:00Z"), BERLIN).fold())
                .isEqualTo(Start.Fold.OVERLAP_EARLIER);
        assertThat(Start.at(Instant.parse("2026-10-25T02:30:00Z"), BERLIN).fold())
                .isEqualTo(Start.Fold.NONE);
    }
}
