package io.qunfa.server.account;

import io.qunfa.client.AccessToken;
import io.qunfa.server.vault.Vault;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The access token of each account, sealed, so that a restart or another node need not fetch. */
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
                        SELECT token, expires_at, obtained_at, renewed FROM account.access_token
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new HeldToken(
                                        new AccessToken(
                                                vault.open(row.getBytes("token"), context(account)),
                                                row.getObject("expires_at", OffsetDateTime.class)
                                                        .toInstant()),
                                        row.getObject("obtained_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getBoolean("renewed")))
                .optional();
    }

    void save(AccountId account, HeldToken held) {
        jdbc.sql(
                        """
                        INSERT INTO account.access_token (account_id, token, expires_at, obtained_at, renewed)
                        VALUES (:account, :token, :expiresAt, :obtainedAt, :renewed)
                        ON CONFLICT (account_id) DO UPDATE SET
                            token = excluded.token,
                            expires_at = excluded.expires_at,
                            obtained_at = excluded.obtained_at,
                            renewed = excluded.renewed
                        """)
                .param("account", account.value())
                .param("token", vault.seal(held.token().value(), context(account)))
                .param("expiresAt", held.token().expiresAt().atOffset(ZoneOffset.UTC))
                .param("obtainedAt", held.obtainedAt().atOffset(ZoneOffset.UTC))
                .param("renewed", held.renewed())
                .update();
    }

    private static String context(AccountId account) {
        return "account.access_token.token " + account;
    }
}
