package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {

    private static final Instant NOON = Instant.parse("2026-12-01T04:00:00Z");
    private static final Pace DOCUMENTED = new Pace(Pace.DOCUMENTED);

    @Test
    void a_hundred_calls_at_sixty_a_minute_take_a_hundred_seconds_and_not_a_second_more() {
        var calls = calls(100, new Random(1));

        assertThat(Duration.between(calls.getFirst(), calls.getLast()))
                .isBetween(Duration.ofSeconds(99), Duration.ofSeconds(101));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void no_minute_wherever_it_begins_has_more_calls_than_the_platform_allows(long seed) {
        var calls = calls(2_000, new Random(seed));

        for (var i = 60; i < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i - 60), calls.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void who_was_idle_gains_nothing() {
        assertThat(DOCUMENTED.after(Instant.EPOCH, NOON)).isAfter(NOON.plusMillis(800));
    }

    @Test
    void a_pace_is_within_reason() {
        assertThatThrownBy(() -> new Pace(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Each is made a little late, now and then very late. */
    private static List<Instant> calls(int count, Random random) {
        var calls = new ArrayList<Instant>();
        var due = NOON;
        for (var i = 0; i < count; i++) {
            var late = random.nextInt(50) == 0 && count > 100 ? 3_000 : random.nextInt(100);
            var now = due.plusMillis(late);
            calls.add(now);
            due = DOCUMENTED.after(due, now);
        }
        return calls;
    }
}
