package io.qunfa.server.broadcast;

import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Calls that reached nobody, and the drafts made of them, in PostgreSQL. */
@Component
final class RemainderStore {

    private final JdbcClient sql;

    RemainderStore(JdbcClient sql) {
        this.sql = sql;
    }

    Remainder remainder(AccountId account, BroadcastId broadcast) {
        var sum = new Sum();
        sql.sql(
                        """
                        SELECT recipients, members FROM broadcast.call
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND (state IN ('refused', 'cancelled')
                               OR state = 'finished' AND NOT successful)
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(
                        (RowCallbackHandler)
                                row -> sum.add(row.getLong("recipients"), row.getBytes("members")));
        return new Remainder(sum.calls, sum.recipients, sum.members, restOf(account, broadcast));
    }

    private static final class Sum {

        private int calls;
        private long recipients;
        private @Nullable RoaringBitmap members;

        void add(long more, byte @Nullable [] named) {
            calls++;
            recipients += more;
            if (named != null) {
                members = members == null ? new RoaringBitmap() : members;
                members.or(BroadcastStore.bitmap(named));
            }
        }
    }

    /** The draft, or what became of it, unless it was put away. */
    Optional<BroadcastId> restOf(AccountId account, BroadcastId broadcast) {
        return sql.sql(
                        """
                        SELECT id FROM broadcast.broadcast
                        WHERE account_id = :account AND rest_of = :broadcast
                          AND state <> 'cancelled'
                        """)
                .param("account", account.value())
                .param("broadcast", broadcast.value())
                .query(UUID.class)
                .optional()
                .map(BroadcastId::new);
    }

    /** False if there is one already. */
    boolean insertDraft(
            Broadcast broadcast, Remainder rest, BroadcastId id, Operator author, Instant now) {
        var members = rest.members();
        return sql.sql(
                                """
                                INSERT INTO broadcast.broadcast
                                       (account_id, id, state, message, audience_kind, audience_tag,
                                        audience_members, rest_of, speed, writers, created_at,
                                        created_by, created_by_name)
                                SELECT account_id, :id, 'draft', message,
                                       CASE WHEN :named THEN 'openIds' ELSE audience_kind END,
                                       CASE WHEN :named THEN NULL ELSE audience_tag END,
                                       CASE WHEN :named THEN :members ELSE audience_members END,
                                       id, speed, ARRAY[:author::uuid], :now, :author, :authorName
                                FROM broadcast.broadcast
                                WHERE account_id = :account AND id = :of
                                ON CONFLICT DO NOTHING
                                """)
                        .param("account", broadcast.account().value())
                        .param("of", broadcast.id().value())
                        .param("id", id.value())
                        .param("named", members != null)
                        .param("members", members == null ? null : BroadcastStore.bytes(members))
                        .param("now", Timestamp.from(now))
                        .param("author", author.id().value())
                        .param("authorName", author.name())
                        .update()
                == 1;
    }
}
