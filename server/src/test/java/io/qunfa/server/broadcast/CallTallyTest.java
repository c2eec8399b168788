package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallTallyTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # planned, unresolved, accepted, refused, held, cancelled, delivered, undelivered, unreported, stop, state
                    1, 0, 0, 0, 0, 0, 0, 0, 0, NOTHING,   SENDING
                    0, 1, 0, 0, 0, 0, 0, 0, 0, NOTHING,   SENDING
                    1, 0, 1, 0, 0, 0, 1, 0, 0, NOTHING,   SENDING
                    0, 1, 0, 0, 0, 0, 9, 0, 0, REFUSED,   SENDING
                    0, 1, 0, 0, 1, 0, 0, 0, 0, NOTHING,   SENDING
                    5, 1, 0, 0, 0, 0, 0, 0, 0, PAUSED,    PAUSED
                    5, 0, 3, 0, 0, 0, 2, 0, 0, PAUSED,    PAUSED
                    5, 0, 0, 0, 1, 0, 0, 0, 0, PAUSED,    HELD
                    0, 0, 1, 0, 0, 0, 0, 0, 0, PAUSED,    AWAITING_RESULT
                    0, 0, 1, 0, 0, 0, 0, 0, 0, NOTHING,   AWAITING_RESULT
                    0, 0, 1, 1, 0, 5, 0, 0, 0, REFUSED,   AWAITING_RESULT
                    0, 0, 1, 0, 1, 0, 0, 0, 0, NOTHING,   HELD
                    5, 0, 0, 0, 1, 0, 3, 0, 0, HELD,      HELD
                    0, 0, 0, 0, 0, 0, 9, 0, 1, NOTHING,   HELD
                    0, 0, 1, 0, 0, 0, 9, 0, 1, NOTHING,   AWAITING_RESULT
                    0, 0, 0, 0, 0, 0, 1, 0, 0, NOTHING,   FINISHED
                    0, 0, 0, 1, 0, 4, 1, 0, 0, REFUSED,   PARTLY_SENT
                    0, 0, 0, 0, 0, 0, 1, 1, 0, NOTHING,   PARTLY_SENT
                    0, 0, 0, 0, 0, 4, 1, 0, 0, CANCELLED, PARTLY_SENT
                    0, 0, 0, 1, 0, 4, 0, 0, 0, REFUSED,   FAILED
                    0, 0, 0, 0, 0, 0, 0, 1, 0, NOTHING,   FAILED
                    0, 0, 0, 1, 0, 4, 0, 0, 0, CANCELLED, FAILED
                    0, 0, 0, 0, 0, 4, 0, 0, 0, CANCELLED, CANCELLED
                    """)
    void a_broadcast_is_in_the_state_that_its_calls_are(
            int planned,
            int unresolved,
            int accepted,
            int refused,
            int held,
            int cancelled,
            int delivered,
            int undelivered,
            int unreported,
            Stop stop,
            BroadcastState state) {
        var tally =
                new CallTally(
                        planned,
                        unresolved,
                        accepted,
                        refused,
                        held,
                        cancelled,
                        delivered,
                        undelivered,
                        unreported);

        assertThat(tally.state(stop)).isEqualTo(state);
    }
}
