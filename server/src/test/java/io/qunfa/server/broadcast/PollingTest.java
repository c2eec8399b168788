package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.MassSendStatus;
import io.qunfa.client.MsgId;
import io.qunfa.server.broadcast.Polling.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PollingTest {

    private static final Instant ACCEPTED = Instant.parse("2026-12-01T04:00:00Z");
    private static final Instant NOW = ACCEPTED.plus(Duration.ofMinutes(2));

    @Test
    void a_job_that_is_sending_is_asked_again_later_and_later() {
        assertThat(next(call(0, null), MassSendStatus.Known.SENDING, NOW))
                .isEqualTo(new Next.Again(null, NOW.plus(Duration.ofMinutes(3))));
        assertThat(next(call(30, null), MassSendStatus.Known.SENDING, NOW))
                .isEqualTo(new Next.Again(null, NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void a_job_that_is_over_still_gets_a_moment_for_its_event() {
        assertThat(next(call(0, null), MassSendStatus.Known.SENT, NOW))
                .isEqualTo(new Next.Again("SEND_SUCCESS", NOW.plusSeconds(20)));
    }

    @Test
    void without_an_event_the_job_ends_uncounted() {
        var uncounted = new Reason("result-without-counts", Map.of());

        assertThat(next(call(1, "SEND_SUCCESS"), MassSendStatus.Known.SENT, NOW))
                .isEqualTo(new Next.Over(true, uncounted));
        assertThat(next(call(1, "SEND_FAIL"), MassSendStatus.Known.FAILED, NOW))
                .isEqualTo(new Next.Over(false, uncounted));
    }

    @Test
    void an_answer_that_says_nothing_changes_nothing() {
        assertThat(next(call(0, null), new MassSendStatus.Unknown(""), NOW))
                .isInstanceOf(Next.Again.class);
        assertThat(Polling.next(call(1, "SEND_SUCCESS"), ACCEPTED, Optional.empty(), NOW))
                .isEqualTo(new Next.Again("SEND_SUCCESS", NOW.plus(Duration.ofMinutes(5))));
    }

    @Test
    void after_two_days_nobody_asks_any_more() {
        var late = ACCEPTED.plus(Duration.ofDays(2));

        assertThat(next(call(40, null), MassSendStatus.Known.SENDING, late))
                .isEqualTo(new Next.Over(null, new Reason("result-unknown", Map.of())));
    }

    private static Next next(Call call, MassSendStatus answer, Instant now) {
        return Polling.next(call, ACCEPTED, Optional.of(answer), now);
    }

    private static Call call(int polls, @Nullable String status) {
        return new Call(
                new UUID(1, 1),
                1,
                CallState.ACCEPTED,
                new ClientMsgId("key"),
                10,
                1,
                false,
                NOW,
                new MsgId(1000000001L),
                status,
                null,
                null,
                polls,
                null,
                ACCEPTED,
                ACCEPTED,
                ACCEPTED,
                null);
    }
}
