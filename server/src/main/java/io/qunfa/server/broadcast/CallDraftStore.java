package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.DraftArticle;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What articles were sent from, and the copies made of used-up drafts, in PostgreSQL. */
@Component
final class CallDraftStore {

    private final JdbcClient sql;
    private final JsonMapper json;

    CallDraftStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * A copy.
     *
     * @param id null as long as it is not known whether it was made
     */
    record Copy(
            AccountId account,
            BroadcastId broadcast,
            int number,
            @Nullable MediaId id,
            @Nullable String fingerprint,
            Instant begunAt) {}

    /** What our own calls did with a draft. */
    enum Use {
        /** None of them has it. */
        NONE,
        /** A call may have sent it, and may send it again. */
        OPEN,
        SENT
    }

    void keep(AccountId account, BroadcastId broadcast, Draft draft) {
        sql.sql(
                        """
                        INSERT INTO broadcast.article_source
                               (account_id, broadcast_id, draft_id, articles)
                        VALUES (:account, :broadcast, :draft, :articles::jsonb)
                        ON CONFLICT (account_id, broadcast_id) DO UPDATE
                        SET draft_id = excluded.draft_id, articles = excluded.articles
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .param("draft", draft.id().value())
                .param("articles", json.writeValueAsString(draft.articles()))
                .update();
    }

    /** Lets a broadcast to the rest have what the first one kept. */
    void inherit(AccountId account, BroadcastId from, BroadcastId to) {
        sql.sql(
                        """
                        INSERT INTO broadcast.article_source
                               (account_id, broadcast_id, draft_id, articles)
                        SELECT account_id, :to, draft_id, articles FROM broadcast.article_source
                        WHERE account_id = :account AND broadcast_id = :from
                        """)
                .param("account", account.value())
                .param("from", from.value())
                .param("to", to.value())
                .update();
    }

    /** The articles of a draft, as they were when a broadcast of it began. */
    Optional<List<DraftArticle>> source(AccountId account, BroadcastId broadcast, MediaId draft) {
        return sql.sql(
                        """
                        SELECT articles FROM broadcast.article_source
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND draft_id = :draft
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .param("draft", draft.value())
                .query(String.class)
                .optional()
                .map(articles -> List.of(json.readValue(articles, DraftArticle[].class)));
    }

    Use use(AccountId account, MediaId draft) {
        return sql.sql(
                        """
                        SELECT count(*) AS all_of_them,
                               count(*) FILTER (WHERE state IN ('intent', 'unknown')) AS open
                        FROM broadcast.call
                        WHERE account_id = :account AND draft_id = :draft
                          AND state IN ('intent', 'unknown', 'held', 'accepted', 'finished')
                        """)
                .param("account", account.value())
                .param("draft", draft.value())
                .query(
                        (row, _) ->
                                row.getInt("open") > 0
                                        ? Use.OPEN
                                        : row.getInt("all_of_them") > 0 ? Use.SENT : Use.NONE)
                .single();
    }

    void begin(Copy copy) {
        sql.sql(
                        """
                        INSERT INTO broadcast.draft_copy
                               (account_id, broadcast_id, number, begun_at)
                        VALUES (:account, :broadcast, :number, :now)
                        """)
                .param("account", copy.account().value())
                .param("broadcast", copy.broadcast().value())
                .param("number", copy.number())
                .param("now", Timestamp.from(copy.begunAt()))
                .update();
    }

    void finish(Copy copy) {
        sql.sql(
                        """
                        UPDATE broadcast.draft_copy
                        SET draft_id = :draft, fingerprint = :fingerprint
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND number = :number
                        """)
                .param("account", copy.account().value())
                .param("broadcast", copy.broadcast().value())
                .param("number", copy.number())
                .param("draft", copy.id() == null ? null : copy.id().value())
                .param("fingerprint", copy.fingerprint())
                .update();
    }

    Optional<Copy> latest(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.draft_copy
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        ORDER BY number DESC
                        LIMIT 1
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query((row, _) -> copy(row))
                .optional();
    }

    /** All drafts that are known to be copies of ours. */
    Set<MediaId> copies(AccountId account) {
        return sql.sql(
                        """
                        SELECT draft_id FROM broadcast.draft_copy
                        WHERE account_id = :account AND draft_id IS NOT NULL
                        """)
                .param("account", account.value())
                .query((row, _) -> new MediaId(row.getString("draft_id")))
                .set();
    }

    /** Takes a copy whose broadcast is over, for so long, to look whether it was left over. */
    Optional<Copy> claimLeft(Duration lease) {
        return sql.sql(
                        """
                        UPDATE broadcast.draft_copy c
                        SET lease_until = clock_timestamp() + :lease * INTERVAL '1 millisecond'
                        FROM (
                            SELECT c.account_id, c.broadcast_id, c.number
                            FROM broadcast.draft_copy c
                            JOIN broadcast.broadcast b
                              ON b.account_id = c.account_id AND b.id = c.broadcast_id
                            WHERE NOT c.settled
                              AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp())
                              AND b.state IN ('finished', 'partly-sent', 'failed', 'cancelled')
                            LIMIT 1
                            FOR UPDATE OF c SKIP LOCKED
                        ) free
                        WHERE c.account_id = free.account_id
                          AND c.broadcast_id = free.broadcast_id AND c.number = free.number
                        RETURNING c.*
                        """)
                .param("lease", lease.toMillis())
                .query((row, _) -> copy(row))
                .optional();
    }

    void settle(Copy copy) {
        sql.sql(
                        """
                        UPDATE broadcast.draft_copy SET settled = true
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND number = :number
                        """)
                .param("account", copy.account().value())
                .param("broadcast", copy.broadcast().value())
                .param("number", copy.number())
                .update();
    }

    private static Copy copy(ResultSet row) throws SQLException {
        var draft = row.getString("draft_id");
        return new Copy(
                new AccountId(row.getObject("account_id", UUID.class)),
                new BroadcastId(row.getObject("broadcast_id", UUID.class)),
                row.getInt("number"),
                draft == null ? null : new MediaId(draft),
                row.getString("fingerprint"),
                row.getTimestamp("begun_at").toInstant());
    }
}
