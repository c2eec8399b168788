package io.qunfa.server.audience;

import io.qunfa.client.Tag;
import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tags of each account as the platform last listed them. */
@Component
final class TagStore {

    private final JdbcClient sql;

    TagStore(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Instant> listedAt(AccountId account) {
        return sql.sql("SELECT listed_at FROM audience.tag_listing WHERE account_id = :account")
                .param("account", account.value())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    List<Tag> all(AccountId account) {
        return sql.sql(
                        """
                        SELECT id, name, count FROM audience.tag
                        WHERE account_id = :account
                        ORDER BY id
                        """)
                .param("account", account.value())
                .query(
                        (row, _) ->
                                new Tag(
                                        new TagId(row.getLong("id")),
                                        row.getString("name"),
                                        row.getLong("count")))
                .list();
    }

    /** Replaces what was known. The listing's row keeps two replacements apart. */
    void replace(AccountId account, List<Tag> tags, Instant listedAt) {
        sql.sql(
                        """
                        INSERT INTO audience.tag_listing (account_id, listed_at) VALUES (:account, :at)
                        ON CONFLICT (account_id) DO UPDATE SET listed_at = excluded.listed_at
                        """)
                .param("account", account.value())
                .param("at", Timestamp.from(listedAt))
                .update();
        sql.sql("DELETE FROM audience.tag WHERE account_id = :account")
                .param("account", account.value())
                .update();
        for (var tag : tags) {
            insert(account, tag);
        }
    }

    private void insert(AccountId account, Tag tag) {
        sql.sql(
                        """
                        INSERT INTO audience.tag (account_id, id, name, count)
                        VALUES (:account, :id, :name, :count)
                        """)
                .param("account", account.value())
                .param("id", tag.id().value())
                .param("name", tag.name())
                .param("count", tag.count())
                .update();
    }
}
