package io.qunfa.server.web;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.vault.Vault;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Visits under way, and tickets nobody has fetched yet. What is taken is gone. */
@Component
final class VisitStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Vault vault;

    VisitStore(JdbcClient jdbc, JsonMapper json, Vault vault) {
        this.jdbc = jdbc;
        this.json = json;
        this.vault = vault;
    }

    /** The two secrets of a visit: one travels through the platform, one stays in the browser. */
    record Keys(String state, String browser) {
        @Override
        public String toString() {
            return "Keys[hidden]";
        }
    }

    void begin(AccountId account, Keys keys, Visit visit, Instant expiresAt) {
        jdbc.sql(
                        """
                        INSERT INTO web.visit (
                            account_id, state, browser, site_id, with_profile, return_address,
                            site_state, expires_at)
                        VALUES (
                            :account, :state, :browser, :site, :withProfile, :returnAddress,
                            :siteState, :expiresAt)
                        """)
                .param("account", account.value())
                .param("state", Secrets.digest(keys.state()))
                .param("browser", Secrets.digest(keys.browser()))
                .param("site", visit.site().value())
                .param("withProfile", visit.withProfile())
                .param("returnAddress", visit.returnAddress().toString())
                .param("siteState", visit.siteState())
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** The visit of these keys, once; empty if it is over, or began in another browser. */
    Optional<Visit> take(AccountId account, Keys keys, Instant now) {
        return jdbc.sql(
                        """
                        DELETE FROM web.visit
                        WHERE account_id = :account AND state = :state AND browser = :browser
                          AND expires_at > :now
                        RETURNING site_id, with_profile, return_address, site_state
                        """)
                .param("account", account.value())
                .param("state", Secrets.digest(keys.state()))
                .param("browser", Secrets.digest(keys.browser()))
                .param("now", Timestamp.from(now))
                .query(
                        (row, _) ->
                                new Visit(
                                        new SiteId(row.getObject("site_id", UUID.class)),
                                        row.getBoolean("with_profile"),
                                        URI.create(row.getString("return_address")),
                                        row.getString("site_state")))
                .optional();
    }

    void keep(Site site, String ticket, Visitor visitor, Instant expiresAt) {
        jdbc.sql(
                        """
                        INSERT INTO web.ticket (account_id, ticket, site_id, visitor, expires_at)
                        VALUES (:account, :ticket, :site, :visitor, :expiresAt)
                        """)
                .param("account", site.account().value())
                .param("ticket", Secrets.digest(ticket))
                .param("site", site.id().value())
                .param("visitor", vault.seal(json.writeValueAsString(visitor), context(site)))
                .param("expiresAt", Timestamp.from(expiresAt))
                .update();
    }

    /** The visitor of this ticket, once, and only for the site it was made for. */
    Optional<Visitor> redeem(Site site, String ticket, Instant now) {
        return jdbc.sql(
                        """
                        DELETE FROM web.ticket
                        WHERE account_id = :account AND ticket = :ticket AND site_id = :site
                          AND expires_at > :now
                        RETURNING visitor
                        """)
                .param("account", site.account().value())
                .param("ticket", Secrets.digest(ticket))
                .param("site", site.id().value())
                .param("now", Timestamp.from(now))
                .query((row, _) -> vault.open(row.getBytes("visitor"), context(site)))
                .optional()
                .map(visitor -> json.readValue(visitor, Visitor.class));
    }

    /** Forgets what nobody came back for. */
    void prune(Instant now) {
        jdbc.sql("DELETE FROM web.visit WHERE expires_at <= :now")
                .param("now", Timestamp.from(now))
                .update();
        jdbc.sql("DELETE FROM web.ticket WHERE expires_at <= :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    private static String context(Site site) {
        return "web.ticket.visitor " + site.account() + " " + site.id();
    }
}
