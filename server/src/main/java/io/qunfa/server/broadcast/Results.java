package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.server.access.Audit;
import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Brings results to their calls, whichever comes first. Every method runs in its caller's
 * transaction.
 */
@Component
final class Results {

    private final ResultStore results;
    private final DeliveryStore deliveries;
    private final Settlement settlement;
    private final Spending spending;
    private final Readings readings;
    private final Audit audit;
    private final InstantSource clock;
    private final CrashPoints crashPoints;

    Results(
            ResultStore results,
            DeliveryStore deliveries,
            Settlement settlement,
            Spending spending,
            Readings readings,
            Audit audit,
            InstantSource clock,
            CrashPoints crashPoints) {
        this.results = results;
        this.deliveries = deliveries;
        this.settlement = settlement;
        this.spending = spending;
        this.readings = readings;
        this.audit = audit;
        this.clock = clock;
        this.crashPoints = crashPoints;
    }

    /** A send task has ended. */
    void take(AccountId account, JobResult result) {
        crashPoints.pass(CrashPoints.Point.BEFORE_RESULT);
        afterCommit(() -> crashPoints.pass(CrashPoints.Point.AFTER_RESULT));
        results.lock(account, result.msgId());
        results.task(account, result.msgId())
                .ifPresentOrElse(
                        task -> finish(account, task.broadcast(), task.call(), result),
                        () -> park(account, result));
    }

    /** Call before {@link #accept} and before anything else in the transaction is locked. */
    void lock(AccountId account, MsgId msgId) {
        results.lock(account, msgId);
    }

    /**
     * Makes a call accepted, and finished if its result is already here. False if it was moved by
     * something else meanwhile, or if the task is another call's: two calls may have looked at the
     * same parked result, and the first one has it.
     */
    boolean accept(AccountId account, BroadcastId broadcast, UUID call, MsgId msgId, Instant now) {
        if (results.task(account, msgId).isPresent()
                || !deliveries.accept(account, call, msgId, now)) {
            return false;
        }
        audit.record(
                account.value(),
                "broadcast.call-accepted",
                Map.of("broadcast", broadcast.toString(), "call", call, "msgId", msgId.value()));
        var early = results.unpark(account, msgId);
        early.ifPresent(_ -> spending.claimed(account, msgId));
        spending.accepted(account, call, now);
        early.ifPresent(result -> finish(account, broadcast, call, result));
        return true;
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        action.run();
                    }
                });
    }

    private void park(AccountId account, JobResult result) {
        results.park(account, result);
        deliveries.reconsider(account, clock.instant());
        Adoption.of(result, results.unresolved(account))
                .filter(Adoption.Candidate::held)
                .ifPresentOrElse(
                        fitting -> adopt(account, fitting, result.msgId()),
                        () -> spending.seen(account, result));
    }

    /** Nobody works on a call that is held, so its late event has to bring it on. */
    private void adopt(AccountId account, Adoption.Candidate held, MsgId msgId) {
        deliveries.touch(account, held.broadcast());
        accept(account, held.broadcast(), held.call(), msgId, clock.instant());
    }

    private void finish(AccountId account, BroadcastId broadcast, UUID call, JobResult result) {
        deliveries.touch(account, broadcast);
        if (!results.finish(account, call, result)) {
            return;
        }
        spending.finished(account, call, result);
        readings.finished(account, call, result);
        var state = settlement.settle(account, broadcast, clock.instant());
        audit.record(
                account.value(),
                "broadcast.call-finished",
                Map.of(
                        "broadcast", broadcast.toString(),
                        "call", call,
                        "status", result.status(),
                        "state", BroadcastStore.word(state)));
    }
}
