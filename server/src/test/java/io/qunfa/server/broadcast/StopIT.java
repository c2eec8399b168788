package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A broadcast that is stopped between its calls. The server under test never finds it due. */
@ServerTest
final class StopIT {

    private static final Instant NOW = Instant.parse("2200-01-01T00:00:00Z");

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final BroadcastId broadcast = new BroadcastId(UUID.randomUUID());
    private final Lease lease = new Lease(account, broadcast, 0);
    private final DeliveryStore store;
    private final BroadcastStore broadcasts;
    private final JdbcClient sql;

    StopIT(
            @Autowired DeliveryStore store,
            @Autowired BroadcastStore broadcasts,
            @Autowired JdbcClient sql) {
        this.store = store;
        this.broadcasts = broadcasts;
        this.sql = sql;
    }

    @Test
    void a_call_that_was_next_when_the_operator_cancelled_is_not_begun() {
        underWay(1);
        var next = store.next(lease, NOW).orElseThrow().call();

        assertThat(broadcasts.cancelRest(account, broadcast, NOW)).isTrue();

        assertThat(store.begin(lease, next, 2, NOW)).isFalse();
    }

    @Test
    void a_call_of_a_broadcast_that_goes_on_is_begun_once() {
        underWay(1);
        var next = store.next(lease, NOW).orElseThrow().call();

        assertThat(store.begin(lease, next, 2, NOW)).isTrue();
        assertThat(store.begin(lease, next, 2, NOW)).isFalse();
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
            broadcasts.insertCall(
                    account, broadcast, new BroadcastStore.Cut(UUID.randomUUID(), number, 2, null));
        }
    }
}
