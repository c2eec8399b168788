package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Draft, submitted, approved or rejected: what people decide before anything is sent. */
@Component
final class Reviews {

    private final Broadcasts broadcasts;
    private final ReviewStore store;
    private final SettingsStore settings;
    private final Permission permission;
    private final Settlement settlement;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;

    Reviews(
            Broadcasts broadcasts,
            ReviewStore store,
            SettingsStore settings,
            Permission permission,
            Settlement settlement,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids) {
        this.broadcasts = broadcasts;
        this.store = store;
        this.settings = settings;
        this.permission = permission;
        this.settlement = settlement;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    /** Who decides, and what they say about it. */
    record Verdict(Operator by, String comment) {}

    /** Asks somebody to approve it. */
    Broadcast submit(AccountId account, BroadcastId id, Verdict verdict) {
        var read = broadcasts.get(account, id);
        require(read, Set.of(BroadcastState.DRAFT, BroadcastState.REJECTED));
        broadcasts.requireUnchanged(read);
        return decide(read, Review.Decision.SUBMITTED, BroadcastState.SUBMITTED, verdict);
    }

    /** Takes the question back. */
    Broadcast withdraw(AccountId account, BroadcastId id, Verdict verdict) {
        var read = broadcasts.get(account, id);
        require(read, Set.of(BroadcastState.SUBMITTED, BroadcastState.APPROVED));
        return decide(read, Review.Decision.WITHDRAWN, BroadcastState.DRAFT, verdict);
    }

    /**
     * Approves it as it was read.
     *
     * @param revision what the approver has seen
     */
    Broadcast approve(AccountId account, BroadcastId id, long revision, Verdict verdict) {
        var read = seen(account, id, revision);
        require(read, Set.of(BroadcastState.SUBMITTED));
        if (settings.of(account).fourEyes()
                && permission.hasAHandInIt(read, verdict.by().id().value())) {
            throw new Problem(HttpStatus.FORBIDDEN, "approval-by-author", Map.of());
        }
        broadcasts.requireUnchanged(read);
        return decide(read, Review.Decision.APPROVED, BroadcastState.APPROVED, verdict);
    }

    Broadcast reject(AccountId account, BroadcastId id, long revision, Verdict verdict) {
        var read = seen(account, id, revision);
        require(read, Set.of(BroadcastState.SUBMITTED, BroadcastState.APPROVED));
        return decide(read, Review.Decision.REJECTED, BroadcastState.REJECTED, verdict);
    }

    private Broadcast seen(AccountId account, BroadcastId id, long revision) {
        var read = broadcasts.get(account, id);
        if (read.revision() != revision) {
            throw changed();
        }
        return read;
    }

    private static void require(Broadcast broadcast, Set<BroadcastState> states) {
        if (!states.contains(broadcast.state())) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "broadcast-in-another-state",
                    Map.of("state", BroadcastStore.word(broadcast.state())));
        }
    }

    private Broadcast decide(
            Broadcast read, Review.Decision decision, BroadcastState state, Verdict verdict) {
        var by = new Author(verdict.by().id().value(), verdict.by().name());
        var review = new Review(ids.next(), decision, verdict.comment(), by, clock.instant());
        transactions.executeWithoutResult(
                _ -> {
                    if (!store.move(read, state, state == BroadcastState.APPROVED)) {
                        throw changed();
                    }
                    settlement.changed(read, state, review.at());
                    store.insertReview(read.account(), read.id(), review);
                    audit.record(
                            read.account().value(),
                            verdict.by().id(),
                            "broadcast." + BroadcastStore.word(decision),
                            Map.of(
                                    "broadcast", read.id().toString(),
                                    "revision", read.revision(),
                                    "comment", verdict.comment()));
                });
        return broadcasts.get(read.account(), read.id());
    }

    static Problem changed() {
        return new Problem(HttpStatus.CONFLICT, "broadcast-changed", Map.of());
    }
}
