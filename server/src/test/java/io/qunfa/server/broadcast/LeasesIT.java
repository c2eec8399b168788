package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several nodes on one database. The broadcasts here are due in a future the server is not in. */
@ServerTest
final class LeasesIT {

    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final DeliveryStore store;
    private final JdbcClient sql;

    LeasesIT(@Autowired DeliveryStore store, @Autowired JdbcClient sql) {
        this.store = store;
        this.sql = sql;
    }

    @Test
    void two_nodes_that_claim_at_once_never_take_the_same_broadcast() throws Exception {
        for (var i = 0; i < 60; i++) {
            due();
        }

        List<Lease> taken = new ArrayList<>();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : nodes.invokeAll(List.of(claimer(), claimer(), claimer()))) {
                taken.addAll(node.get());
            }
        }

        assertThat(taken).hasSize(60).extracting(Lease::broadcast).doesNotHaveDuplicates();
    }

    @Test
    void a_broadcast_whose_node_is_gone_is_taken_over_and_the_old_lease_writes_nothing() {
        due();
        var dead = store.claim(UUID.randomUUID(), FUTURE, Duration.ofMillis(1)).orElseThrow();

        var heir = claimWhenFree();

        assertThat(heir.broadcast()).isEqualTo(dead.broadcast());
        assertThat(heir.fence()).isGreaterThan(dead.fence());
        assertThat(store.lock(dead)).isFalse();
        assertThat(store.renew(dead, LONG)).isFalse();
        assertThat(store.lock(heir)).isTrue();
    }

    @Test
    void a_lease_that_is_renewed_is_not_taken() {
        due();
        var held = store.claim(UUID.randomUUID(), FUTURE, LONG).orElseThrow();

        assertThat(store.renew(held, LONG)).isTrue();
        assertThat(store.claim(UUID.randomUUID(), FUTURE, LONG)).isEmpty();
    }

    private Lease claimWhenFree() {
        return io.qunfa.server.testing.Stage.await(
                        () -> store.claim(UUID.randomUUID(), FUTURE, LONG),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private Callable<List<Lease>> claimer() {
        return () -> {
            var holder = UUID.randomUUID();
            var taken = new ArrayList<Lease>();
            var lease = store.claim(holder, FUTURE, LONG);
            while (lease.isPresent()) {
                taken.add(lease.get());
                lease = store.claim(holder, FUTURE, LONG);
            }
            return taken;
        };
    }

    private void due() {
        var account = new AccountId(UUID.randomUUID());
        sql.sql(
                        """
                        INSERT INTO broadcast.broadcast
                               (account_id, id, state, message, audience_kind, created_at,
                                created_by, created_by_name, due_at)
                        VALUES (:account, uuidv7(), 'sending', '{"kind":"text","content":"x"}',
                                'all', :due, :account, 'somebody', :due)
                        """)
                .param("account", account.value())
                .param("due", Timestamp.from(FUTURE))
                .update();
    }
}
