package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** An event and the delivery at the same broadcast. The server under test never finds it due. */
@ServerTest
final class LockOrderIT {

    private static final Instant LATER = Instant.parse("2200-01-01T00:00:00Z");

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final BroadcastId broadcast = new BroadcastId(UUID.randomUUID());
    private final Lease lease = new Lease(account, broadcast, 0);
    private final DeliveryStore store;
    private final BroadcastStore broadcasts;
    private final TransactionOperations transactions;
    private final JdbcClient sql;

    LockOrderIT(
            @Autowired DeliveryStore store,
            @Autowired BroadcastStore broadcasts,
            @Autowired TransactionOperations transactions,
            @Autowired JdbcClient sql) {
        this.store = store;
        this.broadcasts = broadcasts;
        this.transactions = transactions;
        this.sql = sql;
    }

    @Test
    void an_event_waits_for_a_delivery_that_holds_the_broadcast_and_is_no_deadlock() {
        var doubtful = doubtful();

        var event =
                transactions.execute(
                        _ -> {
                            store.lock(lease);
                            var waiting = CompletableFuture.runAsync(this::reconsider);
                            Stage.await(this::somebodyWaits, waits -> waits);
                            assertThat(store.rest(lease, doubtful, LATER)).isTrue();
                            return waiting;
                        });

        event.join();
        assertThat(broadcasts.calls(account, broadcast).getFirst().dueAt())
                .isEqualTo(LATER.plusSeconds(1));
    }

    private void reconsider() {
        transactions.executeWithoutResult(_ -> store.reconsider(account, LATER.plusSeconds(1)));
    }

    private boolean somebodyWaits() {
        return sql.sql(
                                """
                                SELECT count(*) FROM pg_locks
                                WHERE NOT granted
                                  AND pg_backend_pid() = ANY (pg_blocking_pids(pid))
                                """)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Call doubtful() {
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
                .param("now", Timestamp.from(LATER))
                .update();
        broadcasts.insertCalls(
                account,
                broadcast,
                List.of(new BroadcastStore.Cut(UUID.randomUUID(), 1, 2, null, null)));
        var call = store.next(lease, LATER).orElseThrow().call();
        store.begin(lease, call, 2, null, LATER);
        store.doubt(lease, call, new Step.Doubt(LATER, Reason.of("no-answer")));
        return call;
    }
}
