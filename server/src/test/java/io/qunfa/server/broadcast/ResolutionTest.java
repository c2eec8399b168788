package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from each outcome, for a call that was never in doubt and for one that is. */
final class ResolutionTest {

    private static final Instant FIRST = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant NOW = FIRST.plusSeconds(5);
    private static final Reason REASON = new Reason("because", Map.of());
    private static final Attempts CERTAIN = new Attempts(1, FIRST, false);
    private static final Attempts DOUBTFUL = new Attempts(2, FIRST, true);

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new Outcome.Unclear(REASON), Step.Doubt.class),
                Arguments.of(new Outcome.TooSoon(REASON), Step.Doubt.class),
                Arguments.of(new Outcome.NotNow(REASON), Step.Postpone.class),
                Arguments.of(new Outcome.NotToday(REASON), Step.NextDay.class),
                Arguments.of(new Outcome.RecipientsRefused(REASON), Step.Repair.class),
                Arguments.of(new Outcome.Refused(REASON), Step.RefuseAll.class),
                Arguments.of(new Outcome.NeedsPerson(REASON), Step.Hold.class));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void a_call_that_was_never_in_doubt_is_decided_by_its_outcome(
            Outcome outcome, Class<? extends Step> step) {
        assertThat(Resolution.next(outcome, CERTAIN, NOW)).isInstanceOf(step);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void once_in_doubt_nothing_but_acceptance_decides(
            Outcome outcome, Class<? extends Step> ignored) {
        assertThat(Resolution.next(outcome, DOUBTFUL, NOW)).isInstanceOf(Step.Doubt.class);
    }

    @Test
    void acceptance_ends_every_doubt() {
        var accepted = new Outcome.Accepted(new MsgId(1000000001L), new MsgDataId(7));

        for (var attempts : List.of(CERTAIN, DOUBTFUL)) {
            assertThat(Resolution.next(accepted, attempts, NOW))
                    .isEqualTo(new Step.Accept(new MsgId(1000000001L), new MsgDataId(7)));
        }
    }

    @Test
    void what_a_day_grants_is_waited_for_until_the_same_time_of_the_next_but_not_for_ever() {
        var evening = Instant.parse("2026-12-01T15:59:00Z");
        var notToday = new Outcome.NotToday(REASON);

        assertThat(Resolution.next(notToday, CERTAIN, evening))
                .isInstanceOfSatisfying(
                        Step.NextDay.class,
                        step ->
                                assertThat(step.again())
                                        .isEqualTo(Instant.parse("2026-12-02T15:59:00Z")));
        assertThat(
                        Resolution.next(
                                notToday, new Attempts(Resolution.MAX_DAYS, FIRST, false), evening))
                .isEqualTo(new Step.Hold(REASON));
    }

    @Test
    void a_month_that_is_used_up_is_a_persons_matter_and_its_end_is_told() {
        var evening = Instant.parse("2026-12-31T15:59:00Z");

        assertThat(Resolution.next(new Outcome.NotThisMonth(REASON), CERTAIN, evening))
                .isEqualTo(
                        new Step.Hold(new Reason("month-used-up", Map.of("next", "2027-01-01"))));
        assertThat(Resolution.next(new Outcome.NotThisMonth(REASON), DOUBTFUL, NOW))
                .isInstanceOf(Step.Doubt.class);
    }

    @Test
    void the_same_key_rests_for_a_minute() {
        assertThat(Resolution.next(new Outcome.Unclear(REASON), CERTAIN, NOW))
                .isEqualTo(new Step.Doubt(NOW.plusSeconds(60), REASON));
        assertThat(Resolution.abandoned(CERTAIN, NOW))
                .isEqualTo(
                        new Step.Doubt(
                                NOW.plusSeconds(60), new Reason("server-stopped", Map.of())));
    }

    @Test
    void a_key_may_be_used_again_a_minute_after_it_was_used_and_not_before() {
        assertThat(Resolution.isTooSoon(NOW, NOW.plusSeconds(59))).isTrue();
        assertThat(Resolution.isTooSoon(NOW, NOW.plusSeconds(60))).isFalse();
        assertThat(Resolution.repetition(DOUBTFUL, NOW)).isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void pauses_grow_to_a_quarter_of_an_hour() {
        var pauses =
                Stream.of(1, 2, 3, 4, 5, 20)
                        .map(count -> new Attempts(count, FIRST, true))
                        .map(
                                attempts ->
                                        Resolution.next(new Outcome.Unclear(REASON), attempts, NOW))
                        .map(
                                step ->
                                        Duration.between(NOW, ((Step.Doubt) step).again())
                                                .toMinutes());

        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 16L);
    }

    @Test
    void no_repetition_comes_near_the_end_of_the_platforms_memory() {
        var late = FIRST.plus(Duration.ofHours(23)).plus(Duration.ofMinutes(49));

        assertThat(Resolution.next(new Outcome.Unclear(REASON), DOUBTFUL, late))
                .isEqualTo(new Step.Doubt(FIRST.plus(Duration.ofDays(1)), REASON));
    }

    @Test
    void after_a_day_a_person_decides() {
        var nextDay = FIRST.plus(Duration.ofDays(1));

        assertThat(Resolution.mayRepeat(DOUBTFUL, nextDay)).isFalse();
        assertThat(Resolution.waitOn(DOUBTFUL, REASON, nextDay))
                .isEqualTo(new Step.Hold(new Reason("outcome-unknown", Map.of("last", "because"))));
        assertThat(Resolution.waitOn(DOUBTFUL, REASON, nextDay.minusSeconds(1)))
                .isInstanceOf(Step.Doubt.class);
    }

    @Test
    void what_cannot_be_made_ten_times_is_held() {
        var patient = new Attempts(10, FIRST, false);

        assertThat(Resolution.next(new Outcome.NotNow(REASON), patient, NOW))
                .isEqualTo(new Step.Hold(REASON));
    }
}
