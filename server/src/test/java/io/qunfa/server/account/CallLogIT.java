package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.CompletedCall;
import io.qunfa.server.testing.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class CallLogIT {

    /** Ten seconds before midnight in Shanghai. */
    private static final Instant EVENING = Instant.parse("2026-12-01T15:59:50Z");

    private final CallLog calls;
    private final JdbcClient jdbc;

    CallLogIT(@Autowired CallLog calls, @Autowired JdbcClient jdbc) {
        this.calls = calls;
        this.jdbc = jdbc;
    }

    @Test
    void calls_are_counted_by_the_platforms_minutes_and_days() {
        var account = new AccountId(UUID.randomUUID());
        calls.record(account, call(EVENING));
        calls.record(account, call(EVENING.plusSeconds(5)));
        calls.record(account, call(EVENING.plusSeconds(15)));

        assertThat(counts(account, "MINUTE")).isEqualTo("2 1");
        assertThat(counts(account, "DAY")).isEqualTo("2 1");
    }

    @Test
    void days_are_remembered_when_the_calls_are_forgotten() {
        var account = new AccountId(UUID.randomUUID());
        calls.record(account, call(EVENING));

        calls.prune(EVENING.plus(Duration.ofDays(8)));

        assertThat(counts(account, "MINUTE")).isEmpty();
        assertThat(counts(account, "DAY")).isEqualTo("1");
        assertThat(jdbc.sql("SELECT count(*) FROM account.call_log WHERE account_id = :id")
                        .param("id", account.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String counts(AccountId account, String unit) {
        return jdbc.sql(
                        """
                        SELECT coalesce(string_agg(calls::text, ' ' ORDER BY since), '')
                        FROM account.call_count WHERE account_id = :id AND unit = :unit
                        """)
                .param("id", account.value())
                .param("unit", unit)
                .query(String.class)
                .single();
    }

    private static CompletedCall call(Instant at) {
        return new CompletedCall(
                "/cgi-bin/user/get",
                "GET /cgi-bin/user/get",
                at,
                Duration.ofMillis(20),
                true,
                0,
                Optional.empty());
    }
}
