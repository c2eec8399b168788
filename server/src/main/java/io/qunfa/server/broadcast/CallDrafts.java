package io.qunfa.server.broadcast;

import io.qunfa.client.MediaId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.broadcast.CallDraftStore.Copy;
import io.qunfa.server.broadcast.CallDraftStore.Use;
import io.qunfa.server.content.Draft;
import io.qunfa.server.content.DraftArticle;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Which draft a call sends: the one that was picked, as long as the platform finds it, or a copy of
 * it where the author has accepted separate articles and our own send used the draft up. A copy is
 * committed before it is made, so that one of an interrupted attempt is found again instead of
 * being made twice; one that no call has sent is deleted when its broadcast is over.
 */
@Component
final class CallDrafts {

    private static final Logger log = LoggerFactory.getLogger(CallDrafts.class);

    /** The platform tells whole seconds, by a clock that is not ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private final Drafts drafts;
    private final DeliveryStore deliveries;
    private final CallDraftStore store;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final CrashPoints crashPoints;

    CallDrafts(
            Drafts drafts,
            DeliveryStore deliveries,
            CallDraftStore store,
            TransactionOperations transactions,
            InstantSource clock,
            CrashPoints crashPoints) {
        this.drafts = drafts;
        this.deliveries = deliveries;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
        this.crashPoints = crashPoints;
    }

    /** What a call is to send. */
    sealed interface Choice {

        record Draft(MediaId id) implements Choice {}

        /** The message is none of a draft. */
        record None() implements Choice {}

        /** The platform does not tell now. */
        record Later() implements Choice {}

        /** Somebody has to do something at the platform first. */
        record Held(Reason reason) implements Choice {}

        /** Nobody has approved what is in the draft box now. */
        record Lost(Reason reason) implements Choice {}
    }

    /** Keeps the articles that somebody agreed to send. In its caller's transaction. */
    void keep(Broadcast broadcast, Optional<Draft> draft) {
        draft.ifPresent(seen -> store.keep(broadcast.account(), broadcast.id(), seen));
    }

    /** Whether a draft was used up by a call of ours whose articles this broadcast has kept. */
    boolean isUsedUp(Broadcast broadcast, Message.Article picked) {
        return store.use(broadcast.account(), picked.draft()) != Use.NONE
                && store.source(broadcast.account(), broadcast.id(), picked.draft()).isPresent();
    }

    /**
     * Chooses before the first attempt of a call. Asks the platform; never in a transaction.
     *
     * @param mayCopy whether the author has accepted separate articles
     */
    Choice choose(Lease lease, Message message, boolean mayCopy) {
        if (!(message instanceof Message.Article picked)) {
            return new Choice.None();
        }
        try {
            var copy = store.latest(lease.account(), lease.broadcast());
            return copy.isPresent() && copy.get().id() == null
                    ? made(lease, copy.get(), recover(picked, copy.get()))
                    : present(lease, picked, copy, mayCopy);
        } catch (WeChatException.Refused e) {
            return Outcome.needsPerson(e)
                    ? new Choice.Held(Outcome.reason("draft-held", e))
                    : new Choice.Lost(Outcome.reason("draft-copy-refused", e));
        } catch (WeChatException e) {
            log.info(
                    "broadcast.draft-unknown broadcast={} errcode={}", lease.broadcast(), e.code());
            return new Choice.Later();
        }
    }

    private Choice present(
            Lease lease, Message.Article picked, Optional<Copy> copy, boolean mayCopy) {
        var id = copy.map(Copy::id).orElseGet(picked::draft);
        var approved = copy.map(Copy::fingerprint).orElseGet(picked::fingerprint);
        var use = store.use(lease.account(), id);
        var draft = drafts.find(lease.account(), id);
        if (draft.isPresent() && !draft.get().fingerprint().equals(approved)) {
            return new Choice.Lost(Reason.of("draft-changed"));
        }
        if (draft.isPresent() && use != Use.OPEN) {
            return new Choice.Draft(id);
        }
        if (mayCopy && use != Use.NONE) {
            return copy(lease, picked, copy.map(Copy::number).orElse(0) + 1);
        }
        return draft.isPresent() ? new Choice.Later() : new Choice.Lost(Reason.of("draft-gone"));
    }

    private Choice copy(Lease lease, Message.Article picked, int number) {
        var begun =
                new Copy(lease.account(), lease.broadcast(), number, null, null, clock.instant());
        commit(lease, () -> store.begin(begun));
        return made(lease, begun, drafts.copy(lease.account(), source(picked, begun)));
    }

    /** The draft box tells whether an interrupted copy was made; if not, it is made now. */
    private Optional<Draft> recover(Message.Article picked, Copy copy) {
        var found = find(picked, copy);
        return found.isPresent() ? found : drafts.copy(copy.account(), source(picked, copy));
    }

    /** A copy that was begun and may have been made. */
    Optional<Draft> find(Message.Article picked, Copy copy) {
        var known = store.copies(copy.account());
        return drafts.newest(copy.account()).stream()
                .filter(draft -> !draft.id().equals(picked.draft()))
                .filter(draft -> !known.contains(draft.id()))
                .filter(draft -> draft.fingerprint().equals(picked.fingerprint()))
                .filter(draft -> isSince(draft, copy))
                .findFirst();
    }

    private static boolean isSince(Draft draft, Copy copy) {
        return draft.updatedAt()
                .filter(at -> at.isAfter(copy.begunAt().minus(CLOCKS_APART)))
                .isPresent();
    }

    private Choice made(Lease lease, Copy begun, Optional<Draft> draft) {
        if (draft.isEmpty()) {
            return new Choice.Later();
        }
        crashPoints.pass(CrashPoints.Point.AFTER_COPY);
        commit(lease, () -> store.finish(with(begun, draft.get())));
        return new Choice.Draft(draft.get().id());
    }

    private static Copy with(Copy begun, Draft draft) {
        return new Copy(
                begun.account(),
                begun.broadcast(),
                begun.number(),
                draft.id(),
                draft.fingerprint(),
                begun.begunAt());
    }

    private List<DraftArticle> source(Message.Article picked, Copy copy) {
        return store.source(copy.account(), copy.broadcast(), picked.draft()).orElseThrow();
    }

    private void commit(Lease lease, Runnable change) {
        transactions.executeWithoutResult(
                _ -> {
                    if (!deliveries.lock(lease)) {
                        throw new LeaseLost(lease);
                    }
                    change.run();
                });
    }
}
