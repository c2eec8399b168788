package io.qunfa.server.audience;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.vault.Vault;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The key by which the followers of each account are hashed: made once, sealed in the database,
 * never changed, because every hash would change with it.
 */
@Component
final class HashKeys {

    private final JdbcClient sql;
    private final Vault vault;
    private final TransactionTemplate apart;
    private final Map<AccountId, SecretKey> known = new ConcurrentHashMap<>();

    HashKeys(JdbcClient sql, Vault vault, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.vault = vault;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    SecretKey of(AccountId account) {
        var key = known.get(account);
        if (key != null) {
            return key;
        }
        var stored = stored(account);
        known.put(account, stored);
        return stored;
    }

    /** Committed apart: what is hashed with a key must not outlive a key that was rolled back. */
    private SecretKey stored(AccountId account) {
        var context = "audience.hash_key " + account;
        apart.executeWithoutResult(
                _ ->
                        sql.sql(
                                        """
                                        INSERT INTO audience.hash_key (account_id, sealed)
                                        VALUES (:account, :sealed)
                                        ON CONFLICT DO NOTHING
                                        """)
                                .param("account", account.value())
                                .param(
                                        "sealed",
                                        vault.seal(Vault.newKey(new SecureRandom()), context))
                                .update());
        var sealed =
                sql.sql("SELECT sealed FROM audience.hash_key WHERE account_id = :account")
                        .param("account", account.value())
                        .query(byte[].class)
                        .single();
        var key = Base64.getDecoder().decode(vault.open(sealed, context));
        return new SecretKeySpec(key, OpenIdHash.ALGORITHM);
    }
}
