package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a broadcast ends, and how it is stopped between its calls. The server under test never finds
 * it due.
 */
@ServerTest
final class StopIT {

    private static final Instant NOW = Instant.parse("2200-01-01T00:00:00Z");

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final BroadcastId broadcast = new BroadcastId(UUID.randomUUID());
    private final Lease lease = new Lease(account, broadcast, 0);
    private final DeliveryStore store;
    private final BroadcastStore broadcasts;
    private final ResultStore results;
    private final JdbcClient sql;

    StopIT(
            @Autowired DeliveryStore store,
            @Autowired BroadcastStore broadcasts,
            @Autowired ResultStore results,
            @Autowired JdbcClient sql) {
        this.store = store;
        this.broadcasts = broadcasts;
        this.results = results;
        this.sql = sql;
    }

    @Test
    void a_call_that_was_next_when_the_operator_cancelled_is_not_begun() {
        underWay(1);
        var next = store.next(lease, NOW).orElseThrow().call();

        assertThat(broadcasts.cancelRest(account, broadcast, NOW)).isTrue();

        assertThat(store.begin(lease, next, 2, null, NOW)).isFalse();
    }

    @Test
    void a_call_of_a_broadcast_that_goes_on_is_begun_once() {
        underWay(1);
        var next = store.next(lease, NOW).orElseThrow().call();

        assertThat(store.begin(lease, next, 2, null, NOW)).isTrue();
        assertThat(store.begin(lease, next, 2, null, NOW)).isFalse();
    }

    @Test
    void cancelling_ends_the_calls_that_are_not_begun_and_leaves_the_one_that_is() {
        underWay(3);
        begin();

        broadcasts.cancelRest(account, broadcast, NOW);

        assertThat(store.settle(account, broadcast, NOW).state()).isEqualTo(BroadcastState.SENDING);
        assertThat(states())
                .containsExactly(CallState.INTENT, CallState.CANCELLED, CallState.CANCELLED);
    }

    @Test
    void what_is_left_out_is_awaited_no_longer() {
        underWay(3);
        var first = begin();
        store.accept(account, first.id(), new MsgId(1), NOW);
        broadcasts.cancelRest(account, broadcast, NOW);
        results.finish(account, first.id(), result());

        assertThat(store.settle(account, broadcast, NOW).state())
                .isEqualTo(BroadcastState.PARTLY_SENT);
        assertThat(Totals.of(broadcasts.calls(account, broadcast)))
                .isEqualTo(new Totals(2L, 2L, 1L, 1L, 0L));
    }

    @Test
    void a_refusal_ends_what_is_not_begun() {
        underWay(2);
        var first = begin();

        store.stop(lease, Stop.REFUSED, Reason.of("not-permitted"));
        store.refuse(lease, first, Reason.of("not-permitted"), NOW);

        assertThat(store.settle(account, broadcast, NOW).state()).isEqualTo(BroadcastState.FAILED);
        assertThat(states()).containsExactly(CallState.REFUSED, CallState.CANCELLED);
    }

    @Test
    void a_hold_makes_what_is_not_begun_wait() {
        underWay(2);
        var first = begin();

        store.stop(lease, Stop.HELD, Reason.of("needs-person"));
        store.hold(lease, first, Reason.of("needs-person"));

        assertThat(store.settle(account, broadcast, NOW).state()).isEqualTo(BroadcastState.HELD);
        assertThat(states()).containsExactly(CallState.HELD, CallState.PLANNED);
        assertThat(store.next(lease, NOW)).isEmpty();
    }

    @Test
    void a_call_that_could_be_made_later_is_not_once_its_broadcast_is_cancelled() {
        underWay(1);
        var first = begin();
        broadcasts.cancelRest(account, broadcast, NOW);

        store.postpone(lease, first, new Step.Postpone(NOW, Reason.of("too-fast")));

        assertThat(store.settle(account, broadcast, NOW).state())
                .isEqualTo(BroadcastState.CANCELLED);
        assertThat(states()).containsExactly(CallState.CANCELLED);
    }

    @Test
    void a_result_that_never_came_is_not_reported_as_one_and_may_still_come() {
        underWay(1);
        var first = begin();
        store.accept(account, first.id(), new MsgId(1), NOW);

        store.finishUncounted(lease, first, null, Reason.of("result-unknown"), NOW);

        assertThat(store.settle(account, broadcast, NOW).state()).isEqualTo(BroadcastState.HELD);
        assertThat(results.finish(account, first.id(), result())).isTrue();
        assertThat(store.settle(account, broadcast, NOW).state())
                .isEqualTo(BroadcastState.FINISHED);
    }

    private Call begin() {
        var call = store.next(lease, NOW).orElseThrow().call();
        store.begin(lease, call, 2, null, NOW);
        return call;
    }

    private List<CallState> states() {
        return broadcasts.calls(account, broadcast).stream().map(Call::state).toList();
    }

    private static JobResult result() {
        return new JobResult(
                new MsgId(1),
                "send success",
                true,
                new Counts(2, 2, 1, 1),
                ArticleResults.NONE,
                NOW);
    }

    private void underWay(int calls) {
        sql.sql(
                        """
                        INSERT INTO broadcast.broadcast
                               (account_id, id, state, message, audience_kind, created_at,
                                created_by, created_by_name, sent_at)
                        VALUES (:account, :id, 'sending', '{"kind":"text","content":"x"}', 'all',
                                :now, :account, 'somebody', :now)
                        """)
                .param("account", account.value())
                .param("id", broadcast.value())
                .param("now", Timestamp.from(NOW))
                .update();
        for (var number = 1; number <= calls; number++) {
            broadcasts.insertCalls(
                    account,
                    broadcast,
                    List.of(new BroadcastStore.Cut(UUID.randomUUID(), number, 2, null, null)));
        }
    }
}
