package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.client.WeChatException;
import io.qunfa.server.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The access token of each account, sealed, and who may fetch the next one. Leases and circuits go
 * by the database's time, which all nodes share.
 */
@Component
final class TokenStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    TokenStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<HeldToken> find(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT t.token, t.expires_at, t.obtained_at, t.renewed, t.in_vain
                        FROM account.access_token t JOIN account.official_account a USING (account_id)
                        WHERE t.account_id = :account AND t.channel = a.token_channel
                        """)
                .param("account", account.value())
                .query((row, _) -> held(row, account))
                .optional();
    }

    private HeldToken held(ResultSet row, AccountId account) throws SQLException {
        return new HeldToken(
                new AccessToken(
                        vault.open(row.getBytes("token"), context(account)),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant()),
                row.getObject("obtained_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("renewed"),
                row.getBoolean("in_vain"));
    }

    /** The fence of the lease, if nobody else holds it. */
    OptionalLong acquire(AccountId account, String node, Duration lease) {
        return jdbc.sql(
                        """
                        INSERT INTO account.token_lease AS l (account_id, holder, fence, held_until)
                        VALUES (:account, :node, 1,
                                clock_timestamp() + make_interval(secs => :lease))
                        ON CONFLICT (account_id) DO UPDATE SET
                            holder = excluded.holder,
                            fence = l.fence + 1,
                            held_until = excluded.held_until
                        WHERE l.held_until < clock_timestamp()
                        RETURNING fence
                        """)
                .param("account", account.value())
                .param("node", node)
                .param("lease", lease.toSeconds())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Keeps a lease that has neither run out nor been given back. */
    void extend(AccountId account, long fence, Duration lease) {
        jdbc.sql(
                        """
                        UPDATE account.token_lease
                        SET held_until = clock_timestamp() + make_interval(secs => :lease)
                        WHERE account_id = :account AND fence = :fence
                          AND held_until > clock_timestamp()
                        """)
                .param("account", account.value())
                .param("fence", fence)
                .param("lease", lease.toSeconds())
                .update();
    }

    /** Keeps a token, gives the lease back and closes the circuit; false if the lease was lost. */
    boolean save(AccountId account, long fence, TokenChannel.Kind channel, HeldToken held) {
        return jdbc.sql(
                                """
                                WITH lease AS (
                                    UPDATE account.token_lease
                                    SET held_until = '-infinity', failures = 0, failed_at = NULL,
                                        failure_code = NULL, failure_text = NULL, open_until = NULL
                                    WHERE account_id = :account AND fence = :fence
                                    RETURNING account_id)
                                INSERT INTO account.access_token
                                    (account_id, token, expires_at, obtained_at, renewed, in_vain,
                                     channel)
                                SELECT account_id, :token, :expiresAt, :obtainedAt, :renewed, :inVain,
                                       :channel
                                FROM lease
                                ON CONFLICT (account_id) DO UPDATE SET
                                    token = excluded.token,
                                    expires_at = excluded.expires_at,
                                    obtained_at = excluded.obtained_at,
                                    renewed = excluded.renewed,
                                    in_vain = excluded.in_vain,
                                    channel = excluded.channel
                                """)
                        .param("account", account.value())
                        .param("fence", fence)
                        .param("token", vault.seal(held.token().value(), context(account)))
                        .param("expiresAt", held.token().expiresAt().atOffset(ZoneOffset.UTC))
                        .param("obtainedAt", held.obtainedAt().atOffset(ZoneOffset.UTC))
                        .param("renewed", held.renewed())
                        .param("inVain", held.inVain())
                        .param("channel", channel.name())
                        .update()
                == 1;
    }

    void release(AccountId account, long fence) {
        jdbc.sql(
                        """
                        UPDATE account.token_lease SET held_until = '-infinity'
                        WHERE account_id = :account AND fence = :fence
                        """)
                .param("account", account.value())
                .param("fence", fence)
                .update();
    }

    /** Gives the lease back and keeps everybody from fetching for a while. */
    void failed(AccountId account, long fence, WeChatException failure, Circuit next) {
        jdbc.sql(
                        """
                        UPDATE account.token_lease
                        SET held_until = '-infinity', failures = :failures,
                            failed_at = clock_timestamp(), failure_code = :code, failure_text = :text,
                            open_until = clock_timestamp() + make_interval(secs => :open)
                        WHERE account_id = :account AND fence = :fence
                        """)
                .param("account", account.value())
                .param("fence", fence)
                .param("failures", next.failures())
                .param("code", failure.code())
                .param("text", failure.platformText())
                .param("open", next.open().toMillis() / 1000.0)
                .update();
    }

    /** What the last fetch failed with, if it failed. */
    Optional<Circuit.State> circuit(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT failures, failed_at, failure_code, failure_text, open_until,
                               open_until > clock_timestamp() AS open
                        FROM account.token_lease
                        WHERE account_id = :account AND failures > 0
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Circuit.State(
                                        row.getInt("failures"),
                                        row.getObject("failed_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getInt("failure_code"),
                                        row.getString("failure_text"),
                                        row.getObject("open_until", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getBoolean("open")))
                .optional();
    }

    /** What everybody sees of the account's connection. */
    void connection(AccountId account, Instant at, @Nullable String problem) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET connection_checked_at = :at, connection_problem = :problem
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem)
                .update();
    }

    /** Lets the next caller fetch, after somebody has put right what was wrong. */
    void closeCircuit(AccountId account) {
        jdbc.sql(
                        """
                        UPDATE account.token_lease
                        SET failures = 0, failed_at = NULL, failure_code = NULL, failure_text = NULL,
                            open_until = NULL
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .update();
    }

    void learnEgress(AccountId account, String node, String address) {
        jdbc.sql(
                        """
                        INSERT INTO account.egress (account_id, node, address, learned_at)
                        VALUES (:account, :node, :address, now())
                        ON CONFLICT (account_id, node)
                        DO UPDATE SET address = excluded.address, learned_at = now()
                        """)
                .param("account", account.value())
                .param("node", node)
                .param("address", address)
                .update();
    }

    List<Egress> egress(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT node, address, learned_at FROM account.egress
                        WHERE account_id = :account ORDER BY node
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Egress(
                                        row.getString("node"),
                                        row.getString("address"),
                                        row.getObject("learned_at", OffsetDateTime.class)
                                                .toInstant()))
                .list();
    }

    private static String context(AccountId account) {
        return "account.access_token.token " + account;
    }
}
