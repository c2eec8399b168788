package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class HousekeepingIT {

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final JdbcClient sql;
    private final Housekeeping housekeeping;
    private final IdempotencyStore keys;
    private final InstantSource clock;

    HousekeepingIT(
            @Autowired JdbcClient sql,
            @Autowired IdempotencyStore keys,
            @Autowired InstantSource clock) {
        this.sql = sql;
        this.housekeeping = new Housekeeping(sql, clock, Duration.ofDays(90));
        this.keys = keys;
        this.clock = clock;
    }

    @Test
    void a_key_is_forgotten_after_a_week_and_not_before() {
        var old = taken("old", clock.instant().minus(Duration.ofDays(8)));
        var young = taken("young", clock.instant().minus(Duration.ofDays(6)));

        assertThat(housekeeping.workOnce()).isFalse();

        assertThat(keys.find(account, old)).isEmpty();
        assertThat(keys.find(account, young)).isPresent();
    }

    @Test
    void the_articles_of_a_broadcast_that_is_long_over_are_forgotten() {
        var old = articles("finished", clock.instant().minus(Duration.ofDays(91)));
        var young = articles("finished", clock.instant().minus(Duration.ofDays(89)));
        var held = articles("held", clock.instant().minus(Duration.ofDays(91)));

        housekeeping.workOnce();

        assertThat(kept()).contains(young, held).doesNotContain(old);
    }

    private UUID articles(String state, Instant at) {
        var id = UUID.randomUUID();
        sql.sql(
                        """
                        INSERT INTO broadcast.broadcast
                               (account_id, id, state, message, audience_kind, created_by,
                                created_by_name, created_at, finished_at)
                        VALUES (:account, :id, :state, '{}', 'all', :id, 'somebody', :at, :at)
                        """)
                .param("account", account.value())
                .param("id", id)
                .param("state", state)
                .param("at", Timestamp.from(at))
                .update();
        sql.sql(
                        """
                        INSERT INTO broadcast.article_source (account_id, broadcast_id, articles)
                        VALUES (:account, :id, '[]')
                        """)
                .param("account", account.value())
                .param("id", id)
                .update();
        return id;
    }

    private List<UUID> kept() {
        return sql.sql("SELECT broadcast_id FROM broadcast.article_source WHERE account_id = :id")
                .param("id", account.value())
                .query(UUID.class)
                .list();
    }

    private IdempotencyKey taken(String value, Instant at) {
        var key = IdempotencyKey.of(value, "create", "{}");
        keys.take(account, key, UUID.randomUUID(), at);
        return key;
    }
}
