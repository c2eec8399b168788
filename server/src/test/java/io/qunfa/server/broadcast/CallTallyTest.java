package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallTallyTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # planned, unresolved, accepted, refused, held, delivered, undelivered, unreported, stop, state
                    1, 0, 0, 0, 0, 0, 0, 0, NOTHING,   SENDING
                    0, 1, 0, 0, 0, 0, 0, 0, NOTHING,   SENDING
                    1, 0, 1, 0, 0, 1, 0, 0, NOTHING,   SENDING
                    0, 1, 0, 0, 0, 9, 0, 0, REFUSED,   SENDING
                    0, 1, 0, 0, 1, 0, 0, 0, NOTHING,   SENDING
                    0, 0, 1, 0, 0, 0, 0, 0, NOTHING,   AWAITING_RESULT
                    5, 0, 1, 1, 0, 0, 0, 0, REFUSED,   AWAITING_RESULT
                    0, 0, 1, 0, 1, 0, 0, 0, NOTHING,   HELD
                    5, 0, 0, 0, 1, 3, 0, 0, REFUSED,   HELD
                    0, 0, 0, 0, 0, 9, 0, 1, NOTHING,   HELD
                    0, 0, 1, 0, 0, 9, 0, 1, NOTHING,   AWAITING_RESULT
                    0, 0, 0, 0, 0, 1, 0, 0, NOTHING,   FINISHED
                    4, 0, 0, 1, 0, 1, 0, 0, REFUSED,   FINISHED
                    0, 0, 0, 0, 0, 1, 1, 0, NOTHING,   FINISHED
                    4, 0, 0, 0, 0, 1, 0, 0, CANCELLED, FINISHED
                    0, 0, 0, 1, 0, 0, 0, 0, REFUSED,   FAILED
                    0, 0, 0, 0, 0, 0, 1, 0, NOTHING,   FAILED
                    4, 0, 0, 1, 0, 0, 0, 0, CANCELLED, FAILED
                    4, 0, 0, 0, 0, 0, 0, 0, CANCELLED, CANCELLED
                    """)
    void a_broadcast_is_in_the_state_that_its_calls_are(
            int planned,
            int unresolved,
            int accepted,
            int refused,
            int held,
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
                        delivered,
                        undelivered,
                        unreported);

        assertThat(tally.state(stop)).isEqualTo(state);
    }
}
