package io.qunfa.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");

    private final VirtualClock clock = new VirtualClock(START, 0);
    private final List<String> happened = new ArrayList<>();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void what_is_due_happens_in_order_and_at_its_time() {
        note(Duration.ofHours(2), "second");
        note(Duration.ofHours(1), "first");
        note(Duration.ofHours(2), "third");
        note(Duration.ofHours(4), "not yet");

        clock.advance(Duration.ofHours(3));

        assertThat(happened)
                .containsExactly(
                        "first at " + START.plus(Duration.ofHours(1)),
                        "second at " + START.plus(Duration.ofHours(2)),
                        "third at " + START.plus(Duration.ofHours(2)));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(3)));
    }

    @Test
    void what_happens_may_make_more_happen_in_the_same_journey() {
        clock.schedule(Duration.ofHours(1), () -> note(Duration.ofHours(1), "consequence"));

        clock.set(START.plus(Duration.ofHours(2)));

        assertThat(happened).hasSize(1);
    }

    @Test
    void each_thing_is_settled_before_the_next() {
        clock.afterEach(() -> happened.add("settled"));
        clock.schedule(Duration.ofHours(1), () -> happened.add("one"));
        clock.schedule(Duration.ofHours(2), () -> happened.add("two"));

        clock.advance(Duration.ofHours(3));

        assertThat(happened)
                .containsExactly("settled", "one", "settled", "two", "settled", "settled");
    }

    @Test
    void something_that_fails_does_not_stop_the_rest() {
        clock.schedule(
                Duration.ofHours(1),
                () -> {
                    throw new IllegalStateException("expected by this test");
                });
        note(Duration.ofHours(2), "rest");

        clock.advance(Duration.ofHours(2));

        assertThat(happened).hasSize(1);
    }

    @Test
    void time_runs_by_itself_at_its_rate() throws InterruptedException {
        var happenedInTime = new CountDownLatch(1);
        clock.schedule(Duration.ofHours(1), happenedInTime::countDown);

        clock.rate(360_000);

        assertThat(happenedInTime.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_negative_step_or_rate_is_refused() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.rate(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.rate(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void note(Duration delay, String what) {
        clock.schedule(delay, () -> happened.add(what + " at " + clock.instant()));
    }
}
