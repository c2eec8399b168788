package io.qunfa.server.account;

import io.qunfa.client.AppId;
import io.qunfa.client.AppSecret;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.server.vault.Vault;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of official accounts. Secrets are sealed on their way in and opened on their way out.
 */
@Component
final class AccountStore {

    private static final String COLUMNS =
            """
            account_id, key, name, app_id, original_id, kind, verified,
            api_endpoint, open_endpoint, mp_endpoint, callback_verified_at,
            connection_checked_at, connection_problem, follower_count, followers_counted_at
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    AccountStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** False if the platform's account is connected already. */
    boolean insert(AccountId id, String key, NewAccount account, CallbackCredentials callback) {
        var endpoints = account.endpoints();
        try {
            jdbc.sql(
                            """
                            INSERT INTO account.official_account (
                                account_id, key, name, app_id, app_secret, kind, verified,
                                api_endpoint, open_endpoint, mp_endpoint,
                                callback_token, callback_aes_key, callback_mode)
                            VALUES (
                                :id, :key, :name, :appId, :secret, :kind, :verified,
                                :api, :open, :mp,
                                :token, :aesKey, :mode)
                            """)
                    .param("id", id.value())
                    .param("key", key)
                    .param("name", account.name())
                    .param("appId", account.credentials().appId().value())
                    .param("secret", seal(account.credentials().secret().value(), id, "app_secret"))
                    .param("kind", account.kind().name())
                    .param("verified", account.verified())
                    .param("api", endpoints.api().toString())
                    .param("open", endpoints.open().toString())
                    .param("mp", endpoints.mp().toString())
                    .param("token", seal(callback.token(), id, "callback_token"))
                    .param("aesKey", seal(callback.aesKey(), id, "callback_aes_key"))
                    .param("mode", callback.mode().name())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    List<Account> all() {
        return jdbc.sql(
                        "SELECT %s FROM account.official_account ORDER BY account_id"
                                .formatted(COLUMNS))
                .query((row, _) -> account(row))
                .list();
    }

    List<Account> all(Collection<UUID> ids) {
        return jdbc.sql(
                        "SELECT %s FROM account.official_account WHERE account_id = ANY (:ids) ORDER BY account_id"
                                .formatted(COLUMNS))
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, _) -> account(row))
                .list();
    }

    Optional<Account> find(AccountId id) {
        return jdbc.sql(
                        "SELECT %s FROM account.official_account WHERE account_id = :id"
                                .formatted(COLUMNS))
                .param("id", id.value())
                .query((row, _) -> account(row))
                .optional();
    }

    Optional<Account> byKey(String key) {
        return jdbc.sql(
                        "SELECT %s FROM account.official_account WHERE key = :key"
                                .formatted(COLUMNS))
                .param("key", key)
                .query((row, _) -> account(row))
                .optional();
    }

    /**
     * What a client of the account was made of.
     *
     * @param number grows whenever that changes
     */
    record Revision(int number, TokenChannel.Kind channel) {}

    Revision revision(AccountId id) {
        return jdbc.sql(
                        """
                        SELECT credentials_revision, token_channel FROM account.official_account
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .query(
                        (row, _) ->
                                new Revision(
                                        row.getInt("credentials_revision"),
                                        TokenChannel.Kind.valueOf(row.getString("token_channel"))))
                .single();
    }

    void appSecret(AccountId id, AppSecret secret) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET app_secret = :secret, credentials_revision = credentials_revision + 1
                        WHERE account_id = :id
                        """)
                .param("secret", seal(secret.value(), id, "app_secret"))
                .param("id", id.value())
                .update();
    }

    void settings(AccountId id, AccountSettings settings) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET name = :name, kind = :kind, verified = :verified, token_channel = :channel,
                            credentials_revision = credentials_revision + 1
                        WHERE account_id = :id
                        """)
                .param("name", settings.name())
                .param("kind", settings.kind().name())
                .param("verified", settings.verified())
                .param("channel", settings.tokenChannel().name())
                .param("id", id.value())
                .update();
    }

    Credentials credentials(AccountId id) {
        return jdbc.sql(
                        """
                        SELECT app_id, app_secret FROM account.official_account
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .query(
                        (row, _) ->
                                new Credentials(
                                        new AppId(row.getString("app_id")),
                                        new AppSecret(open(row, id, "app_secret"))))
                .single();
    }

    CallbackCredentials.Settings callback(AccountId id) {
        return jdbc.sql(
                        """
                        SELECT callback_token, callback_aes_key, callback_mode,
                               previous_token, previous_aes_key, previous_mode, previous_until,
                               callback_failed_at, callback_failure
                        FROM account.official_account WHERE account_id = :id
                        """)
                .param("id", id.value())
                .query(
                        (row, _) ->
                                new CallbackCredentials.Settings(
                                        credentials(row, id, "callback"),
                                        previous(row, id),
                                        instant(row, "callback_failed_at")
                                                .map(at -> failure(at, row, "callback_failure"))))
                .single();
    }

    private Optional<CallbackCredentials.Previous> previous(ResultSet row, AccountId id)
            throws SQLException {
        var until = instant(row, "previous_until");
        return until.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new CallbackCredentials.Previous(
                                credentials(row, id, "previous"), until.get()));
    }

    private CallbackCredentials credentials(ResultSet row, AccountId id, String which)
            throws SQLException {
        return new CallbackCredentials(
                open(row, id, which + "_token"),
                open(row, id, which + "_aes_key"),
                CallbackCredentials.Mode.valueOf(row.getString(which + "_mode")));
    }

    void callback(AccountId id, CallbackCredentials next, CallbackCredentials.Previous previous) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET callback_token = :token, callback_aes_key = :aesKey, callback_mode = :mode,
                            previous_token = :oldToken, previous_aes_key = :oldAesKey,
                            previous_mode = :oldMode, previous_until = :until
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .param("token", seal(next.token(), id, "callback_token"))
                .param("aesKey", seal(next.aesKey(), id, "callback_aes_key"))
                .param("mode", next.mode().name())
                .param("oldToken", seal(previous.credentials().token(), id, "previous_token"))
                .param("oldAesKey", seal(previous.credentials().aesKey(), id, "previous_aes_key"))
                .param("oldMode", previous.credentials().mode().name())
                .param("until", previous.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetPreviousCallback(AccountId id) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET previous_token = NULL, previous_aes_key = NULL, previous_mode = NULL,
                            previous_until = NULL
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .update();
    }

    /** Pushes no longer come to us. */
    void callbackLeft(AccountId id) {
        jdbc.sql(
                        """
                        UPDATE account.official_account SET callback_verified_at = NULL
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .update();
    }

    private static CallbackCredentials.Failure failure(Instant at, ResultSet row, String column) {
        try {
            return new CallbackCredentials.Failure(at, row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void callbackVerified(AccountId id, Instant at) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET callback_verified_at = :at, callback_failed_at = NULL, callback_failure = NULL
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void callbackFailed(AccountId id, CallbackCredentials.Failure failure) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET callback_failed_at = :at, callback_failure = :code
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .param("at", failure.at().atOffset(ZoneOffset.UTC))
                .param("code", failure.code())
                .update();
    }

    void connectionChecked(AccountId id, Account.Connection connection) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET connection_checked_at = :at, connection_problem = :problem
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .param(
                        "at",
                        connection.checkedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .param("problem", connection.problem().orElse(null))
                .update();
    }

    void originalId(AccountId id, String originalId) {
        jdbc.sql(
                        """
                        UPDATE account.official_account SET original_id = :originalId
                        WHERE account_id = :id AND original_id IS DISTINCT FROM :originalId
                        """)
                .param("id", id.value())
                .param("originalId", originalId)
                .update();
    }

    void followersCounted(AccountId id, long count, Instant at) {
        jdbc.sql(
                        """
                        UPDATE account.official_account
                        SET follower_count = :count, followers_counted_at = :at
                        WHERE account_id = :id
                        """)
                .param("id", id.value())
                .param("count", count)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                new AccountId(row.getObject("account_id", UUID.class)),
                row.getString("key"),
                row.getString("name"),
                new AppId(row.getString("app_id")),
                Optional.ofNullable(row.getString("original_id")),
                Account.Kind.valueOf(row.getString("kind")),
                row.getBoolean("verified"),
                new Endpoints(
                        URI.create(row.getString("api_endpoint")),
                        URI.create(row.getString("open_endpoint")),
                        URI.create(row.getString("mp_endpoint"))),
                instant(row, "callback_verified_at"),
                new Account.Connection(
                        instant(row, "connection_checked_at"),
                        Optional.ofNullable(row.getString("connection_problem"))),
                new Account.FollowerCount(
                        row.getLong("follower_count"), instant(row, "followers_counted_at")));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private byte[] seal(String secret, AccountId id, String column) {
        return vault.seal(secret, context(id, column));
    }

    private String open(ResultSet row, AccountId id, String column) throws SQLException {
        return vault.open(row.getBytes(column), context(id, column));
    }

    private static String context(AccountId id, String column) {
        return "account.official_account.%s %s".formatted(column, id);
    }
}
