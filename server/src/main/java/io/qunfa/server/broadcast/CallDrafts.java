package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.DraftArticle;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which draft a call sends: the one that was picked, as long as the platform finds it, or a copy of
 * it where the author has accepted separate articles. A copy is committed before it is made, so
 * that one of an interrupted attempt is found again instead of being made twice.
 */
@Component
final class CallDrafts {

    private static final Logger log = LoggerFactory.getLogger(CallDrafts.class);

    private final Drafts drafts;
    private final DeliveryStore store;
    private final JdbcClient sql;
    private final JsonMapper json;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    CallDrafts(
            Drafts drafts,
            DeliveryStore store,
            JdbcClient sql,
            JsonMapper json,
            TransactionOperations transactions,
            InstantSource clock) {
        this.drafts = drafts;
        this.store = store;
        this.sql = sql;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What a call is to send. */
    sealed interface Choice {

        record Draft(MediaId id) implements Choice {}

        /** The message is none of a draft. */
        record None() implements Choice {}

        /** The platform does not tell now. */
        record Later() implements Choice {}

        /** Nobody has approved what is in the draft box now. */
        record Lost(Reason reason) implements Choice {}
    }

    /**
     * A copy.
     *
     * @param id null as long as it is not known whether it was made
     */
    private record Copy(
            int number, @Nullable MediaId id, @Nullable String fingerprint, Instant begunAt) {}

    /** Keeps the articles of a broadcast that takes several calls. In its caller's transaction. */
    void keep(Broadcast broadcast, Plan plan, Optional<Draft> draft) {
        if (draft.isEmpty() || plan.calls().size() < 2 || !broadcast.options().separateArticles()) {
            return;
        }
        sql.sql(
                        """
                        INSERT INTO broadcast.article_source (account_id, broadcast_id, articles)
                        VALUES (:account, :broadcast, :articles::jsonb)
                        """)
                .param("account", broadcast.account().value())
                .param("broadcast", broadcast.id().value())
                .param("articles", json.writeValueAsString(draft.get().articles()))
                .update();
    }

    /** Chooses before the first attempt of a call. Asks the platform; never in a transaction. */
    Choice choose(Lease lease, Message message) {
        if (!(message instanceof Message.Article picked)) {
            return new Choice.None();
        }
        try {
            var copy = latest(lease);
            return copy.isPresent() && copy.get().id() == null
                    ? recover(lease, picked, copy.get())
                    : present(lease, picked, copy);
        } catch (WeChatException.Refused e) {
            return new Choice.Lost(
                    new Reason(
                            "draft-copy-refused",
                            Map.of("errcode", e.code(), "errmsg", e.platformText())));
        } catch (WeChatException e) {
            log.info(
                    "broadcast.draft-unknown broadcast={} errcode={}", lease.broadcast(), e.code());
            return new Choice.Later();
        }
    }

    private Choice present(Lease lease, Message.Article picked, Optional<Copy> copy) {
        var id = copy.map(Copy::id).orElseGet(picked::draft);
        var approved = copy.map(Copy::fingerprint).orElseGet(picked::fingerprint);
        var draft = drafts.find(lease.account(), id);
        if (draft.isPresent()) {
            return draft.get().fingerprint().equals(approved)
                    ? new Choice.Draft(id)
                    : new Choice.Lost(Reason.of("draft-changed"));
        }
        return source(lease)
                .map(articles -> copy(lease, copy.map(Copy::number).orElse(0) + 1, articles))
                .orElseGet(() -> new Choice.Lost(Reason.of("draft-gone")));
    }

    private Choice copy(Lease lease, int number, List<DraftArticle> articles) {
        commit(lease, () -> begin(lease, number));
        return made(lease, number, drafts.copy(lease.account(), articles));
    }

    /** The draft box tells whether an interrupted copy was made. */
    private Choice recover(Lease lease, Message.Article picked, Copy copy) {
        var found =
                drafts.newest(lease.account()).stream()
                        .filter(draft -> !draft.id().equals(picked.draft()))
                        .filter(draft -> draft.fingerprint().equals(picked.fingerprint()))
                        .filter(draft -> isSince(draft, copy.begunAt()))
                        .findFirst();
        return found.isPresent()
                ? made(lease, copy.number(), found)
                : made(
                        lease,
                        copy.number(),
                        drafts.copy(lease.account(), source(lease).orElseThrow()));
    }

    /** The platform tells whole seconds. */
    private static boolean isSince(Draft draft, Instant begunAt) {
        return draft.updatedAt().filter(at -> at.isAfter(begunAt.minusSeconds(2))).isPresent();
    }

    private Choice made(Lease lease, int number, Optional<Draft> copy) {
        if (copy.isEmpty()) {
            return new Choice.Later();
        }
        commit(lease, () -> finish(lease, number, copy.get()));
        return new Choice.Draft(copy.get().id());
    }

    private void commit(Lease lease, Runnable change) {
        transactions.executeWithoutResult(
                _ -> {
                    if (!store.lock(lease)) {
                        throw new LeaseLost(lease);
                    }
                    change.run();
                });
    }

    private void begin(Lease lease, int number) {
        sql.sql(
                        """
                        INSERT INTO broadcast.draft_copy
                               (account_id, broadcast_id, number, begun_at)
                        VALUES (:account, :broadcast, :number, :now)
                        """)
                .param("account", lease.account().value())
                .param("broadcast", lease.broadcast().value())
                .param("number", number)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void finish(Lease lease, int number, Draft copy) {
        sql.sql(
                        """
                        UPDATE broadcast.draft_copy
                        SET draft_id = :draft, fingerprint = :fingerprint
                        WHERE account_id = :account AND broadcast_id = :broadcast
                          AND number = :number
                        """)
                .param("account", lease.account().value())
                .param("broadcast", lease.broadcast().value())
                .param("number", number)
                .param("draft", copy.id().value())
                .param("fingerprint", copy.fingerprint())
                .update();
    }

    private Optional<Copy> latest(Lease lease) {
        return sql.sql(
                        """
                        SELECT * FROM broadcast.draft_copy
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        ORDER BY number DESC
                        LIMIT 1
                        """)
                .param("account", lease.account().value())
                .param("broadcast", lease.broadcast().value())
                .query((row, _) -> copy(row))
                .optional();
    }

    private static Copy copy(ResultSet row) throws SQLException {
        var draft = row.getString("draft_id");
        return new Copy(
                row.getInt("number"),
                draft == null ? null : new MediaId(draft),
                row.getString("fingerprint"),
                row.getTimestamp("begun_at").toInstant());
    }

    private Optional<List<DraftArticle>> source(Lease lease) {
        return sql.sql(
                        """
                        SELECT articles FROM broadcast.article_source
                        WHERE account_id = :account AND broadcast_id = :broadcast
                        """)
                .param("account", lease.account().value())
                .param("broadcast", lease.broadcast().value())
                .query(String.class)
                .optional()
                .map(articles -> List.of(json.readValue(articles, DraftArticle[].class)));
    }
}
