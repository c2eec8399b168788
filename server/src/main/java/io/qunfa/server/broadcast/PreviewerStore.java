package io.qunfa.server.broadcast;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Those who get previews, in PostgreSQL. */
@Component
final class PreviewerStore {

    private final JdbcClient sql;

    PreviewerStore(JdbcClient sql) {
        this.sql = sql;
    }

    List<Previewer> all(AccountId account) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.previewer
                        WHERE account_id = :account
                        ORDER BY name, id
                        LIMIT 100
                        """)
                .param("account", account.value())
                .query((row, _) -> previewer(row))
                .list();
    }

    void insert(AccountId account, Previewer previewer, Optional<String> scene, Instant now) {
        sql.sql(
                        """
                        INSERT INTO broadcast.previewer
                               (account_id, id, name, wechat_id, scene, invited_until, created_at)
                        VALUES (:account, :id, :name, :weChatId, :scene, :until, :now)
                        """)
                .param("account", account.value())
                .param("id", previewer.id())
                .param("name", previewer.name())
                .param("weChatId", previewer.weChatId().orElse(null))
                .param("scene", scene.orElse(null))
                .param("until", previewer.invitedUntil().map(Timestamp::from).orElse(null))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Whoever was invited with this scene is this follower. */
    boolean join(AccountId account, String scene, int follower, Instant now) {
        return sql.sql(
                                """
                                UPDATE broadcast.previewer
                                SET follower_no = :follower, scene = NULL, invited_until = NULL
                                WHERE account_id = :account AND scene = :scene
                                  AND invited_until >= :now
                                """)
                        .param("account", account.value())
                        .param("scene", scene)
                        .param("follower", follower)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean delete(AccountId account, UUID id) {
        return sql.sql(
                                """
                                DELETE FROM broadcast.previewer
                                WHERE account_id = :account AND id = :id
                                """)
                        .param("account", account.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Previewer previewer(ResultSet row) throws SQLException {
        var until = row.getTimestamp("invited_until");
        return new Previewer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Optional.ofNullable(row.getObject("follower_no", Integer.class)),
                Optional.ofNullable(row.getString("wechat_id")),
                Optional.ofNullable(until).map(Timestamp::toInstant));
    }
}
