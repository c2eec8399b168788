package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.database.Uuid7;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /** Makes a token, in place of an earlier one of the same name. It cannot be read again. */
    public String issue(OperatorId operator, String name) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        transaction.executeWithoutResult(_ -> replace(operator, name, token));
        return token;
    }

    private void replace(OperatorId operator, String name, String token) {
        jdbc.sql(
                        """
                        INSERT INTO access.api_token (api_token_id, operator_id, name, digest)
                        VALUES (:id, :operator, :name, :digest)
                        ON CONFLICT (operator_id, name)
                        DO UPDATE SET digest = excluded.digest, created_at = now()
                        """)
                .param("id", ids.next())
                .param("operator", operator.value())
                .param("name", name)
                .param("digest", digest(token))
                .update();
        audit.record(operator, "api-token.issued", Map.of("name", name));
    }

    public Optional<Operator> owner(String token) {
        return jdbc.sql(
                        """
                        SELECT o.operator_id, o.name
                        FROM access.api_token t JOIN access.operator o USING (operator_id)
                        WHERE t.digest = :digest
                        """)
                .param("digest", digest(token))
                .query(
                        (row, _) ->
                                new Operator(
                                        new OperatorId(row.getObject("operator_id", UUID.class)),
                                        row.getString("name")))
                .optional();
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
