package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import io.qunfa.server.account.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was uploaded, in PostgreSQL. */
@Component
final class MediaStore {

    private final JdbcClient jdbc;

    MediaStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(AccountId account, MediaItem item) {
        jdbc.sql(
                        """
                        INSERT INTO content.media (
                            account_id, id, media_id, kind, permanent, name, bytes, url,
                            uploaded_at, uploaded_by, expires_at)
                        VALUES (
                            :account, :id, :mediaId, :kind, :permanent, :name, :bytes, :url,
                            :uploadedAt, :uploadedBy, :expiresAt)
                        """)
                .param("account", account.value())
                .param("id", item.id())
                .param("mediaId", item.mediaId().value())
                .param("kind", item.kind().name())
                .param("permanent", item.permanent())
                .param("name", item.name())
                .param("bytes", item.bytes())
                .param("url", item.url().orElse(null), Types.VARCHAR)
                .param("uploadedAt", Timestamp.from(item.uploadedAt()))
                .param("uploadedBy", item.uploadedBy())
                .param("expiresAt", timestamp(item.expiresAt()), Types.TIMESTAMP)
                .update();
    }

    /** Newest first; what has expired by now is left out. */
    List<MediaItem> page(AccountId account, Optional<UUID> after, int limit, Instant now) {
        return jdbc.sql(
                        """
                        SELECT id, media_id, kind, name, bytes, url, uploaded_at, uploaded_by,
                               expires_at
                        FROM content.media
                        WHERE account_id = :account
                          AND (expires_at IS NULL OR expires_at > :now)
                          AND (CAST(:after AS uuid) IS NULL OR id < :after)
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .param("account", account.value())
                .param("after", after.orElse(null), Types.OTHER)
                .param("limit", limit)
                .param("now", Timestamp.from(now))
                .query((row, _) -> item(row))
                .list();
    }

    void forget(AccountId account, MediaId mediaId) {
        jdbc.sql("DELETE FROM content.media WHERE account_id = :account AND media_id = :mediaId")
                .param("account", account.value())
                .param("mediaId", mediaId.value())
                .update();
    }

    private static MediaItem item(ResultSet row) throws SQLException {
        return new MediaItem(
                row.getObject("id", UUID.class),
                new MediaId(row.getString("media_id")),
                MediaKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getLong("bytes"),
                Optional.ofNullable(row.getString("url")),
                row.getTimestamp("uploaded_at").toInstant(),
                row.getString("uploaded_by"),
                Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant));
    }

    private static @Nullable Timestamp timestamp(Optional<Instant> time) {
        return time.map(Timestamp::from).orElse(null);
    }
}
