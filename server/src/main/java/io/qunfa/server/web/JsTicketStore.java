package io.qunfa.server.web;

import io.qunfa.client.Tickets.Ticket;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.vault.Vault;
import java.sql.Timestamp;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** JS-SDK tickets, sealed, and who may fetch the next one. */
@Component
final class JsTicketStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    JsTicketStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Ticket> find(AccountId account) {
        return jdbc.sql(
                        """
                        SELECT ticket, expires_at FROM web.js_ticket
                        WHERE account_id = :account AND ticket IS NOT NULL
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Ticket(
                                        vault.open(row.getBytes("ticket"), context(account)),
                                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    /** True for one caller at a time, for as long as a call may take. */
    boolean lease(AccountId account) {
        return jdbc.sql(
                                """
                                INSERT INTO web.js_ticket AS t (account_id, leased_until)
                                VALUES (:account, clock_timestamp() + interval '10 seconds')
                                ON CONFLICT (account_id) DO UPDATE
                                SET leased_until = excluded.leased_until
                                WHERE t.leased_until < clock_timestamp()
                                """)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    void save(AccountId account, Ticket ticket) {
        jdbc.sql(
                        """
                        UPDATE web.js_ticket
                        SET ticket = :ticket, expires_at = :expiresAt,
                            leased_until = clock_timestamp()
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .param("ticket", vault.seal(ticket.value(), context(account)))
                .param("expiresAt", Timestamp.from(ticket.expiresAt()))
                .update();
    }

    void release(AccountId account) {
        jdbc.sql(
                        """
                        UPDATE web.js_ticket SET leased_until = clock_timestamp()
                        WHERE account_id = :account
                        """)
                .param("account", account.value())
                .update();
    }

    private static String context(AccountId account) {
        return "web.js_ticket.ticket " + account;
    }
}
