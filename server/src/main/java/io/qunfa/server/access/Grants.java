package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which operator has which role on which account. */
@Component
public final class Grants {

    private final JdbcClient jdbc;

    Grants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives the role, in place of another one the operator had. */
    public void grant(OperatorId operator, UUID account, Role role) {
        jdbc.sql(
                        """
                        INSERT INTO access.account_grant (account_id, operator_id, role)
                        VALUES (:account, :operator, :role)
                        ON CONFLICT (account_id, operator_id) DO UPDATE SET role = excluded.role
                        """)
                .param("account", account)
                .param("operator", operator.value())
                .param("role", role.name())
                .update();
    }

    public Optional<Role> role(OperatorId operator, UUID account) {
        return jdbc.sql(
                        """
                        SELECT role FROM access.account_grant
                        WHERE account_id = :account AND operator_id = :operator
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
                    Map.of("role", lower(role), "needed", lower(needed)));
        }
    }

    /** The accounts an operator may see. */
    public List<UUID> accounts(OperatorId operator) {
        return jdbc.sql(
                        """
                        SELECT account_id FROM access.account_grant
                        WHERE operator_id = :operator
                        """)
                .param("operator", operator.value())
                .query(UUID.class)
                .list();
    }

    private static String lower(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }
}
