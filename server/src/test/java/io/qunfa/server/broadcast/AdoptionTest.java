package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgId;
import io.qunfa.server.broadcast.Adoption.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AdoptionTest {

    private static final Instant NOON = Instant.parse("2026-12-01T04:00:00Z");
    private static final BroadcastId BROADCAST = new BroadcastId(new UUID(2, 2));

    @Test
    void a_result_belongs_to_the_only_call_that_fits() {
        var call = listed(1, 500, NOON);
        var other = listed(2, 800, NOON);

        assertThat(Adoption.of(result(500, NOON.plusSeconds(30)), List.of(call, other)))
                .contains(call);
    }

    @Test
    void a_result_that_fits_two_calls_belongs_to_neither() {
        assertThat(
                        Adoption.of(
                                result(500, NOON.plusSeconds(30)),
                                List.of(listed(1, 500, NOON), listed(2, 500, NOON))))
                .isEmpty();
    }

    @Test
    void a_list_must_be_counted_to_the_last_follower() {
        assertThat(Adoption.of(result(499, NOON), List.of(listed(1, 500, NOON)))).isEmpty();
    }

    @Test
    void a_call_to_all_may_have_gained_or_lost_a_few_followers() {
        var call = new Candidate(new UUID(1, 1), BROADCAST, Route.TO_ALL, 1_000, NOON, false);

        assertThat(Adoption.of(result(1_050, NOON), List.of(call))).contains(call);
        assertThat(Adoption.of(result(1_051, NOON), List.of(call))).isEmpty();
        assertThat(Adoption.of(result(0, NOON), List.of(call))).isEmpty();
    }

    @Test
    void a_result_from_before_the_call_or_a_day_after_is_not_its() {
        var call = List.of(listed(1, 500, NOON));

        assertThat(Adoption.of(result(500, NOON.minusSeconds(31)), call)).isEmpty();
        assertThat(Adoption.of(result(500, NOON.plus(Duration.ofDays(1))), call)).isEmpty();
    }

    private static Candidate listed(int id, long recipients, Instant firstAttempt) {
        return new Candidate(
                new UUID(id, id), BROADCAST, Route.BY_LIST, recipients, firstAttempt, false);
    }

    private static JobResult result(long total, Instant at) {
        var counts = new Counts(total, total, total, 0);
        return new JobResult(
                new MsgId(3147483649L), "send success", true, counts, ArticleResults.NONE, at);
    }
}
