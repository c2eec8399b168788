package io.qunfa.server.reply;

import io.qunfa.server.account.AccountId;
import io.qunfa.server.reply.MenuForm.ButtonForm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Published menus in PostgreSQL. */
@Component
final class MenuVersionStore {

    private static final TypeReference<List<ButtonForm>> BUTTONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    MenuVersionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(AccountId account, MenuVersion version) {
        jdbc.sql(
                        """
                        INSERT INTO reply.menu_version (
                            account_id, id, buttons, published_at, published_by)
                        VALUES (:account, :id, :buttons::jsonb, :publishedAt, :publishedBy)
                        """)
                .param("account", account.value())
                .param("id", version.id())
                .param(
                        "buttons",
                        version.buttons().map(json::writeValueAsString).orElse(null),
                        Types.VARCHAR)
                .param("publishedAt", Timestamp.from(version.publishedAt()))
                .param("publishedBy", version.publishedBy().orElse(null), Types.VARCHAR)
                .update();
    }

    boolean isEmpty(AccountId account) {
        return page(account, Optional.empty(), 1).isEmpty();
    }

    /** Newest first. */
    List<MenuVersion> page(AccountId account, Optional<UUID> after, int limit) {
        return jdbc.sql(
                        """
                        SELECT id, buttons, published_at, published_by FROM reply.menu_version
                        WHERE account_id = :account
                          AND (CAST(:after AS uuid) IS NULL OR id < :after)
                        ORDER BY id DESC LIMIT :limit
                        """)
                .param("account", account.value())
                .param("after", after.orElse(null), Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> version(row))
                .list();
    }

    private MenuVersion version(ResultSet row) throws SQLException {
        return new MenuVersion(
                row.getObject("id", UUID.class),
                Optional.ofNullable(row.getString("buttons"))
                        .map(text -> json.readValue(text, BUTTONS)),
                row.getTimestamp("published_at").toInstant(),
                Optional.ofNullable(row.getString("published_by")));
    }
}
