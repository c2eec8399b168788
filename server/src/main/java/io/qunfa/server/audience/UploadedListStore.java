package io.qunfa.server.audience;

import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Uploaded lists in PostgreSQL. */
@Component
final class UploadedListStore {

    private final JdbcClient sql;

    UploadedListStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What was uploaded with a key.
     *
     * @param request tells one upload from another
     */
    record Upload(UUID list, String request) {}

    /** False, and nothing is kept, if the key was used before. */
    boolean insert(AccountId account, UploadedList list, @Nullable String key, String request) {
        return sql.sql(
                                """
                        INSERT INTO audience.list
                               (account_id, id, name, members, lines, unknown, created_at,
                                upload_key, upload_request)
                        VALUES (:account, :id, :name, :members, :lines, :unknown, :at,
                                :key, :request)
                        ON CONFLICT (account_id, upload_key) DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("id", list.id())
                        .param("name", list.name())
                        .param("members", MessageCountStore.bytes(list.members()))
                        .param("lines", list.lines())
                        .param("unknown", list.unknown())
                        .param("at", Timestamp.from(list.createdAt()))
                        .param("key", key)
                        .param("request", request)
                        .update()
                == 1;
    }

    Optional<Upload> uploaded(AccountId account, String key) {
        return sql.sql(
                        """
                        SELECT id, upload_request FROM audience.list
                        WHERE account_id = :account AND upload_key = :key
                        """)
                .param("account", account.value())
                .param("key", key)
                .query(
                        (row, _) ->
                                new Upload(
                                        row.getObject("id", UUID.class),
                                        row.getString("upload_request")))
                .optional();
    }

    Optional<UploadedList> find(AccountId account, UUID id) {
        return sql.sql("SELECT * FROM audience.list WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .query((row, _) -> list(row))
                .optional();
    }

    List<UploadedList> newest(AccountId account, int limit) {
        return sql.sql(
                        """
                        SELECT * FROM audience.list
                        WHERE account_id = :account
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("account", account.value())
                .param("limit", limit)
                .query((row, _) -> list(row))
                .list();
    }

    boolean delete(AccountId account, UUID id) {
        return sql.sql("DELETE FROM audience.list WHERE account_id = :account AND id = :id")
                        .param("account", account.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Deletes lists that were uploaded before a moment, and says how many. */
    int prune(Instant before) {
        return sql.sql("DELETE FROM audience.list WHERE created_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private static UploadedList list(ResultSet row) throws SQLException {
        return new UploadedList(
                row.getObject("id", UUID.class),
                row.getString("name"),
                MessageCountStore.bitmap(row.getBytes("members")),
                row.getLong("lines"),
                row.getLong("unknown"),
                List.of(),
                row.getTimestamp("created_at").toInstant());
    }
}
