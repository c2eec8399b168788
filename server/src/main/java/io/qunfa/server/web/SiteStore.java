package io.qunfa.server.web;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sites in PostgreSQL. */
@Component
final class SiteStore {

    private final JdbcClient jdbc;

    SiteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if the account has a site of this domain. */
    boolean insert(Site site, byte[] secret) {
        return jdbc.sql(
                                """
                                INSERT INTO web.site (
                                    account_id, id, name, domain, secret, created_at, created_by)
                                VALUES (
                                    :account, :id, :name, :domain, :secret, :createdAt, :createdBy)
                                ON CONFLICT (account_id, domain) DO NOTHING
                                """)
                        .param("account", site.account().value())
                        .param("id", site.id().value())
                        .param("name", site.name())
                        .param("domain", site.domain())
                        .param("secret", secret)
                        .param("createdAt", Timestamp.from(site.createdAt()))
                        .param("createdBy", site.createdBy())
                        .update()
                == 1;
    }

    List<Site> all(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT account_id, id, name, domain, created_at, created_by
                        FROM web.site WHERE account_id = :account ORDER BY id
                        """)
                .param("account", account.value())
                .query((row, _) -> site(row))
                .list();
    }

    Optional<Site> find(AccountId account, SiteId id) {
        return jdbc.sql(
                        """
                        SELECT account_id, id, name, domain, created_at, created_by
                        FROM web.site WHERE account_id = :account AND id = :id
                        """)
                .param("account", account.value())
                .param("id", id.value())
                .query((row, _) -> site(row))
                .optional();
    }

    byte[] secret(Site site) {
        return jdbc.sql("SELECT secret FROM web.site WHERE account_id = :account AND id = :id")
                .param("account", site.account().value())
                .param("id", site.id().value())
                .query((row, _) -> row.getBytes("secret"))
                .single();
    }

    void secret(Site site, byte[] secret) {
        jdbc.sql(
                        """
                        UPDATE web.site SET secret = :secret
                        WHERE account_id = :account AND id = :id
                        """)
                .param("account", site.account().value())
                .param("id", site.id().value())
                .param("secret", secret)
                .update();
    }

    void delete(Site site) {
        jdbc.sql("DELETE FROM web.site WHERE account_id = :account AND id = :id")
                .param("account", site.account().value())
                .param("id", site.id().value())
                .update();
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(
                new AccountId(row.getObject("account_id", UUID.class)),
                new SiteId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("domain"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
