package io.qunfa.server.webhook;

import io.qunfa.client.callback.CallbackToken;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.vault.Vault;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of endpoints. Secrets are sealed on their way in and opened on their way out. */
@Component
final class EndpointStore {

    private static final String COLUMNS =
            """
            account_id, id, format, url, kinds, enabled, secret, aes_key, answers, position,
            failing_since, disabled_reason,
            CASE WHEN previous_until > now() THEN previous_secret END AS previous_secret
            """;

    private final JdbcClient sql;
    private final Vault vault;

    EndpointStore(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    void insert(Endpoint endpoint) {
        write(
                """
                INSERT INTO webhook.endpoint
                       (account_id, id, format, url, kinds, enabled, secret, aes_key, answers,
                        position)
                VALUES (:account, :id, :format, :url, :kinds, :enabled, :secret, :aesKey, :answers,
                        :position)
                """,
                endpoint);
    }

    /** Writes what a person may change, and begins anew to count failures. */
    void update(Endpoint endpoint) {
        write(
                """
                UPDATE webhook.endpoint
                SET url = :url, kinds = :kinds, enabled = :enabled, aes_key = :aesKey,
                    answers = :answers, position = :position,
                    secret = CASE WHEN :format = 'wechat' THEN :secret ELSE secret END,
                    failing_since = NULL, disabled_reason = NULL
                WHERE account_id = :account AND id = :id AND format = :format
                """,
                endpoint);
    }

    private void write(String statement, Endpoint endpoint) {
        var relay = endpoint.format() instanceof Endpoint.WeChat wechat ? wechat : null;
        sql.sql(statement)
                .param("account", endpoint.id().account().value())
                .param("id", endpoint.id().value())
                .param("format", relay == null ? "json" : "wechat")
                .param("url", endpoint.url().toString())
                .param("kinds", endpoint.kinds().wanted().toArray(String[]::new))
                .param("enabled", endpoint.enabled())
                .param("secret", seal(secret(endpoint.format()), endpoint.id(), "secret"))
                .param("aesKey", aesKey(endpoint, relay), java.sql.Types.BINARY)
                .param("answers", relay != null && relay.answers())
                .param("position", relay == null ? 0 : relay.position())
                .update();
    }

    private static String secret(Endpoint.Format format) {
        return switch (format) {
            case Endpoint.Json(var secrets) -> secrets.getFirst().value();
            case Endpoint.WeChat wechat -> wechat.token().value();
        };
    }

    private byte @Nullable [] aesKey(Endpoint endpoint, Endpoint.@Nullable WeChat relay) {
        return relay == null
                ? null
                : relay.key().map(key -> seal(key.value(), endpoint.id(), "aes_key")).orElse(null);
    }

    /** Signs with a new secret from now on, and with the old one beside it for a while. */
    void rotate(Endpoint.Id id, WebhookSecret next, Duration overlap) {
        sql.sql(
                        """
                        UPDATE webhook.endpoint
                        SET previous_secret = secret, secret = :secret,
                            previous_until = now() + :overlap * interval '1 second'
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .param("secret", seal(next.value(), id, "secret"))
                .param("overlap", overlap.toSeconds())
                .update();
    }

    boolean delete(Endpoint.Id id) {
        sql.sql("DELETE FROM webhook.delivery WHERE account_id = :account AND endpoint_id = :id")
                .param("account", id.account().value())
                .param("id", id.value())
                .update();
        return sql.sql("DELETE FROM webhook.endpoint WHERE account_id = :account AND id = :id")
                        .param("account", id.account().value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<Endpoint> find(Endpoint.Id id) {
        return sql.sql(
                        "SELECT %s FROM webhook.endpoint WHERE account_id = :account AND id = :id"
                                .formatted(COLUMNS))
                .param("account", id.account().value())
                .param("id", id.value())
                .query((row, _) -> endpoint(row))
                .optional();
    }

    /** In the order in which they are asked. */
    List<Endpoint> all(AccountId account) {
        return all(List.of(account));
    }

    List<Endpoint> all(Collection<AccountId> accounts) {
        return sql.sql(
                        """
                        SELECT %s FROM webhook.endpoint WHERE account_id = ANY (:accounts)
                        ORDER BY account_id, position, id
                        """
                                .formatted(COLUMNS))
                .param("accounts", accounts.stream().map(AccountId::value).toArray(UUID[]::new))
                .query((row, _) -> endpoint(row))
                .list();
    }

    /** Something reached it. */
    void reached(Endpoint.Id id) {
        sql.sql(
                        """
                        UPDATE webhook.endpoint SET failing_since = NULL
                        WHERE account_id = :account AND id = :id AND failing_since IS NOT NULL
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .update();
    }

    /**
     * Something did not reach it.
     *
     * @return whether that has been so for longer than is bearable, and it is switched off now
     */
    boolean missed(Endpoint.Id id, Duration bearable, boolean gone) {
        return sql.sql(
                        """
                        UPDATE webhook.endpoint
                        SET failing_since = coalesce(failing_since, now()),
                            enabled = enabled AND NOT (:gone OR coalesce(
                                failing_since < now() - :bearable * interval '1 second', false)),
                            disabled_reason = CASE
                                WHEN :gone THEN 'gone'
                                WHEN failing_since < now() - :bearable * interval '1 second'
                                    THEN 'failing'
                                ELSE disabled_reason END
                        WHERE account_id = :account AND id = :id AND enabled
                        RETURNING NOT enabled
                        """)
                .param("account", id.account().value())
                .param("id", id.value())
                .param("bearable", bearable.toSeconds())
                .param("gone", gone)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    private Endpoint endpoint(ResultSet row) throws SQLException {
        var id =
                new Endpoint.Id(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getObject("id", UUID.class));
        return new Endpoint(
                id,
                URI.create(row.getString("url")),
                new Kinds(List.of((String[]) row.getArray("kinds").getArray())),
                row.getBoolean("enabled"),
                row.getString("format").equals("json") ? json(row, id) : wechat(row, id),
                Optional.ofNullable(row.getObject("failing_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("disabled_reason")));
    }

    private Endpoint.Json json(ResultSet row, Endpoint.Id id) throws SQLException {
        var secrets = new ArrayList<WebhookSecret>();
        secrets.add(new WebhookSecret(open(row.getBytes("secret"), id, "secret")));
        var previous = row.getBytes("previous_secret");
        if (previous != null) {
            secrets.add(new WebhookSecret(open(previous, id, "secret")));
        }
        return new Endpoint.Json(secrets);
    }

    private Endpoint.WeChat wechat(ResultSet row, Endpoint.Id id) throws SQLException {
        return new Endpoint.WeChat(
                new CallbackToken(open(row.getBytes("secret"), id, "secret")),
                Optional.ofNullable(row.getBytes("aes_key"))
                        .map(bytes -> new EncodingAesKey(open(bytes, id, "aes_key"))),
                row.getBoolean("answers"),
                row.getInt("position"));
    }

    private byte[] seal(String secret, Endpoint.Id id, String column) {
        return vault.seal(secret, context(id, column));
    }

    private String open(byte[] bytes, Endpoint.Id id, String column) {
        return vault.open(bytes, context(id, column));
    }

    private static String context(Endpoint.Id id, String column) {
        return "webhook.endpoint.%s %s %s".formatted(column, id.account(), id.value());
    }
}
