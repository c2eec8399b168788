package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class HousekeepingIT {

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final Housekeeping housekeeping;
    private final IdempotencyStore keys;
    private final InstantSource clock;

    HousekeepingIT(
            @Autowired JdbcClient sql,
            @Autowired IdempotencyStore keys,
            @Autowired InstantSource clock) {
        this.housekeeping = new Housekeeping(sql, clock);
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

    private IdempotencyKey taken(String value, Instant at) {
        var key = IdempotencyKey.of(value, "create", "{}");
        keys.take(account, key, new BroadcastId(UUID.randomUUID()), at);
        return key;
    }
}
