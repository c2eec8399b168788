package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tokens with which programs act for an operator. The database knows only their digests: a token
 * has 256 random bits, so a fast digest is enough.
 */
@Component
public final class ApiTokens {

    private static final String PREFIX = "qft_";
    private static final int BYTES = 32;
    private static final String COLUMNS =
            "t.api_token_id, t.name, t.scopes, t.accounts, t.created_at, t.expires_at, t.last_used_at";

    /** Everything but the platform's own token. */
    private static final Set<Scope> USUAL = EnumSet.complementOf(EnumSet.of(Scope.TOKEN));

    private final JdbcClient jdbc;
    private final Uuid7 ids;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    ApiTokens(JdbcClient jdbc, Uuid7 ids, Audit audit, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** A token as it is asked for; see {@link ApiToken}. */
    record Wish(
            String name,
            Set<Scope> scopes,
            Optional<Set<UUID>> accounts,
            Optional<Instant> until) {}

    /** A token at the one moment at which it can be read. Its text form hides it. */
    record Issued(ApiToken token, String secret) {
        @Override
        public String toString() {
            return "Issued[%s, hidden]".formatted(token.name());
        }
    }

    /**
     * Makes a token for all of the operator's accounts, in place of an earlier one of the same
     * name. It cannot be read again.
     */
    public String issue(OperatorId operator, String name) {
        var wish = new Wish(name, USUAL, Optional.empty(), Optional.empty());
        var token = newToken();
        transaction.executeWithoutResult(
                _ -> {
                    delete(operator, name);
                    insert(operator, wish, token);
                });
        return token;
    }

    /** Makes a token. It cannot be read again. */
    Issued create(OperatorId operator, Wish wish) {
        var token = newToken();
        var id = transaction.execute(_ -> insert(operator, wish, token));
        return new Issued(find(operator, java.util.Objects.requireNonNull(id)), token);
    }

    private String newToken() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private UUID insert(OperatorId operator, Wish wish, String token) {
        var id = ids.next();
        var inserted =
                jdbc.sql(
                                """
                                INSERT INTO access.api_token
                                    (api_token_id, operator_id, name, digest, scopes, accounts, expires_at)
                                VALUES (:id, :operator, :name, :digest, :scopes, :accounts, :until)
                                ON CONFLICT (operator_id, name) DO NOTHING
                                """)
                        .param("id", id)
                        .param("operator", operator.value())
                        .param("name", wish.name())
                        .param("digest", digest(token))
                        .param(
                                "scopes",
                                wish.scopes().stream().map(Scope::name).toArray(String[]::new))
                        .param(
                                "accounts",
                                wish.accounts().map(set -> set.toArray(UUID[]::new)).orElse(null))
                        .param(
                                "until",
                                wish.until().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .update();
        if (inserted == 0) {
            throw Problem.invalid("name", "name-taken", Map.of("name", wish.name()));
        }
        audit.record(
                operator,
                "api-token.issued",
                Map.of("name", wish.name(), "scopes", texts(wish.scopes())));
        return id;
    }

    private void delete(OperatorId operator, String name) {
        jdbc.sql("DELETE FROM access.api_token WHERE operator_id = :operator AND name = :name")
                .param("operator", operator.value())
                .param("name", name)
                .update();
    }

    static List<String> texts(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::text).toList();
    }

    /** An operator's tokens, the oldest first. */
    List<ApiToken> of(OperatorId operator) {
        return jdbc.sql(
                        """
                        SELECT %s FROM access.api_token t
                        WHERE t.operator_id = :operator ORDER BY t.api_token_id
                        """
                                .formatted(COLUMNS))
                .param("operator", operator.value())
                .query((row, _) -> token(row))
                .list();
    }

    private ApiToken find(OperatorId operator, UUID id) {
        return of(operator).stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    /** From now on nobody gets in with it. */
    void revoke(OperatorId operator, UUID id, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    var token = find(operator, id);
                    delete(operator, token.name());
                    audit.record(by, "api-token.revoked", Map.of("name", token.name()));
                });
    }

    /** Who comes with this token, unless it is unknown, over, or its operator's is disabled. */
    Optional<Caller> caller(String token) {
        var caller =
                jdbc.sql(
                                """
                                SELECT o.operator_id, o.name AS operator_name, %s
                                FROM access.api_token t JOIN access.operator o USING (operator_id)
                                WHERE t.digest = :digest AND o.disabled_at IS NULL
                                  AND (t.expires_at IS NULL OR t.expires_at > now())
                                """
                                        .formatted(COLUMNS))
                        .param("digest", digest(token))
                        .query((row, _) -> caller(row))
                        .optional();
        caller.flatMap(Caller::token).ifPresent(used -> touch(used.id()));
        return caller;
    }

    /** To the minute is enough, and spares a write for each request. */
    private void touch(UUID id) {
        jdbc.sql(
                        """
                        UPDATE access.api_token SET last_used_at = now()
                        WHERE api_token_id = :id
                          AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
                        """)
                .param("id", id)
                .update();
    }

    private static Caller caller(ResultSet row) throws SQLException {
        var operator =
                new Operator(
                        new OperatorId(row.getObject("operator_id", UUID.class)),
                        row.getString("operator_name"));
        return new Caller(operator, Optional.of(token(row)));
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        var accounts = row.getArray("accounts");
        return new ApiToken(
                row.getObject("api_token_id", UUID.class),
                row.getString("name"),
                Arrays.stream((String[]) row.getArray("scopes").getArray())
                        .map(Scope::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                accounts == null
                        ? Optional.empty()
                        : Optional.of(Set.of((UUID[]) accounts.getArray())),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("expires_at", OffsetDateTime.class)),
                instant(row.getObject("last_used_at", OffsetDateTime.class)));
    }

    private static Optional<Instant> instant(@Nullable OffsetDateTime at) {
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
