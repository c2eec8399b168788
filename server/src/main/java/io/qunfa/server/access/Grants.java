package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which operator has which role on which account. Every account keeps somebody who administers it.
 */
@Component
public final class Grants {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Grants(JdbcClient jdbc, Audit audit, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** A role somebody has on an account. */
    record Grant(UUID account, Operator operator, Role role, Instant since) {}

    /** Gives the role, in place of another one the operator had. */
    public void grant(OperatorId operator, UUID account, Role role) {
        jdbc.sql(
                        """
                        INSERT INTO access.account_grant (account_id, operator_id, role)
                        VALUES (:account, :operator, :role)
                        ON CONFLICT (account_id, operator_id)
                        DO UPDATE SET role = excluded.role, granted_at = now()
                        """)
                .param("account", account)
                .param("operator", operator.value())
                .param("role", role.name())
                .update();
    }

    void grant(Operator operator, UUID account, Role role, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    lock(account);
                    grant(operator.id(), account, role);
                    requireAdministrator(account);
                    audit.record(
                            account,
                            by,
                            "grant.given",
                            Map.of("operator", operator.name(), "role", role.text()));
                });
    }

    void withdraw(Operator operator, UUID account, OperatorId by) {
        transaction.executeWithoutResult(
                _ -> {
                    lock(account);
                    if (delete(operator.id(), account) == 0) {
                        throw Problem.notFound();
                    }
                    requireAdministrator(account);
                    audit.record(
                            account, by, "grant.withdrawn", Map.of("operator", operator.name()));
                });
    }

    private int delete(OperatorId operator, UUID account) {
        return jdbc.sql(
                        """
                        DELETE FROM access.account_grant
                        WHERE account_id = :account AND operator_id = :operator
                        """)
                .param("account", account)
                .param("operator", operator.value())
                .update();
    }

    /** Of two who withdraw each other's, one has to come second. */
    private void lock(UUID account) {
        jdbc.sql(
                        """
                        SELECT operator_id FROM access.account_grant
                        WHERE account_id = :account ORDER BY operator_id FOR UPDATE
                        """)
                .param("account", account)
                .query(UUID.class)
                .list();
    }

    private void requireAdministrator(UUID account) {
        var administrators =
                jdbc.sql(
                                """
                                SELECT count(*) FROM access.account_grant
                                WHERE account_id = :account AND role = 'ADMINISTRATOR'
                                """)
                        .param("account", account)
                        .query(Long.class)
                        .single();
        if (administrators == 0) {
            throw new Problem(HttpStatus.CONFLICT, "last-account-administrator", Map.of());
        }
    }

    public Optional<Role> role(OperatorId operator, UUID account) {
        return jdbc.sql(
                        """
                        SELECT g.role FROM access.account_grant g JOIN access.operator o USING (operator_id)
                        WHERE g.account_id = :account AND g.operator_id = :operator
                          AND o.disabled_at IS NULL
                        """)
                .param("account", account)
                .param("operator", operator.value())
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    /**
     * Passes if the operator has at least this role. Who has none is told that there is no such
     * account.
     */
    public void require(OperatorId operator, UUID account, Role needed) {
        var role = role(operator, account).orElseThrow(Problem::notFound);
        if (!role.covers(needed)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "role-too-low",
                    Map.of("role", role.text(), "needed", needed.text()));
        }
    }

    /** Whether there is such an account; each has somebody who administers it. */
    boolean knows(UUID account) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (
                            SELECT FROM access.account_grant WHERE account_id = :account)
                        """)
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    /** The accounts an operator may see. */
    public List<UUID> accounts(OperatorId operator) {
        return of(operator).stream().map(Grant::account).toList();
    }

    /** The accounts a caller may see: with a token, those it is for. */
    public List<UUID> accounts(Caller caller) {
        return accounts(caller.operator().id()).stream().filter(caller::reaches).toList();
    }

    List<Grant> on(UUID account) {
        return jdbc.sql(
                        """
                        SELECT g.account_id, g.operator_id, o.name, g.role, g.granted_at
                        FROM access.account_grant g JOIN access.operator o USING (operator_id)
                        WHERE g.account_id = :account ORDER BY o.name
                        """)
                .param("account", account)
                .query((row, _) -> grant(row))
                .list();
    }

    List<Grant> of(OperatorId operator) {
        return jdbc.sql(
                        """
                        SELECT g.account_id, g.operator_id, o.name, g.role, g.granted_at
                        FROM access.account_grant g JOIN access.operator o USING (operator_id)
                        WHERE g.operator_id = :operator AND o.disabled_at IS NULL
                        ORDER BY g.account_id
                        """)
                .param("operator", operator.value())
                .query((row, _) -> grant(row))
                .list();
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getObject("account_id", UUID.class),
                new Operator(
                        new OperatorId(row.getObject("operator_id", UUID.class)),
                        row.getString("name")),
                Role.valueOf(row.getString("role")),
                row.getObject("granted_at", OffsetDateTime.class).toInstant());
    }
}
