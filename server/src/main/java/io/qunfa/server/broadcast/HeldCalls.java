package io.qunfa.server.broadcast;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.MsgId;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import io.qunfa.server.work.WorkLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The calls of a broadcast that wait for a person, and what the person decides. */
@Component
final class HeldCalls {

    private final DecisionStore store;
    private final DeliveryStore deliveries;
    private final ResultStore parked;
    private final Results results;
    private final Settlement settlement;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final TemporaryTagStore tags;
    private final WorkLoop deliveryLoop;
    private final WorkLoop temporaryTagLoop;

    HeldCalls(
            DecisionStore store,
            DeliveryStore deliveries,
            ResultStore parked,
            Results results,
            Settlement settlement,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids,
            TemporaryTagStore tags,
            WorkLoop deliveryLoop,
            WorkLoop temporaryTagLoop) {
        this.store = store;
        this.deliveries = deliveries;
        this.parked = parked;
        this.results = results;
        this.settlement = settlement;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.tags = tags;
        this.deliveryLoop = deliveryLoop;
        this.temporaryTagLoop = temporaryTagLoop;
    }

    List<HeldCall> of(AccountId account, BroadcastId broadcast) {
        var open = store.open(account, broadcast);
        if (open.isEmpty()) {
            return List.of();
        }
        var unclaimed = parked.parked(account);
        var route = deliveries.route(account, broadcast);
        return open.stream()
                .map(call -> new HeldCall(call, fitting(call, broadcast, route, unclaimed)))
                .toList();
    }

    private static List<HeldCall.UnclaimedResult> fitting(
            Call call, BroadcastId broadcast, Route route, List<JobResult> unclaimed) {
        return unclaimed.stream()
                .map(
                        result ->
                                new HeldCall.UnclaimedResult(
                                        result, fits(call, broadcast, route, result)))
                .toList();
    }

    private static boolean fits(Call call, BroadcastId broadcast, Route route, JobResult result) {
        var first = call.intentAt();
        return first != null
                && call.msgId() == null
                && Adoption.fits(
                        result,
                        new Adoption.Candidate(
                                call.id(), broadcast, route, call.recipients(), first, true));
    }

    /** Does what a person decided about one call, and lets the broadcast go on. */
    void decide(
            AccountId account, BroadcastId broadcast, int number, Operator by, Decision decision) {
        transactions.executeWithoutResult(
                _ -> {
                    var held = locked(account, broadcast, number, decision);
                    carryOut(account, broadcast, List.of(held), by, decision);
                });
        temporaryTagLoop.wake();
        deliveryLoop.wake();
    }

    /**
     * The same about every call that waits and that this can be said of, all or none of them: after
     * a database was restored a broadcast may have very many.
     */
    void decideAll(AccountId account, BroadcastId broadcast, Operator by, Decision decision) {
        transactions.executeWithoutResult(
                _ -> {
                    deliveries.touch(account, broadcast);
                    var held =
                            store.open(account, broadcast).stream()
                                    .filter(call -> isChoice(call, decision))
                                    .toList();
                    if (held.isEmpty()) {
                        throw notHeld();
                    }
                    carryOut(account, broadcast, held, by, decision);
                });
        temporaryTagLoop.wake();
        deliveryLoop.wake();
    }

    private static boolean isChoice(Call call, Decision decision) {
        return new HeldCall(call, List.of()).choices().contains(word(decision));
    }

    private void carryOut(
            AccountId account,
            BroadcastId broadcast,
            List<Call> held,
            Operator by,
            Decision decision) {
        var now = clock.instant();
        for (var call : held) {
            carryOut(account, broadcast, call, decision, now);
            store.note(account, call.id(), noted(decision), by, now);
            record(account, broadcast, call, by, decision);
        }
        store.wake(account, broadcast, now);
        settlement.settle(account, broadcast, now);
    }

    /** The msg_id is locked before the broadcast's row, as everywhere. */
    private Call locked(AccountId account, BroadcastId broadcast, int number, Decision decision) {
        if (decision instanceof Decision.Sent(var msgId)) {
            msgId.ifPresent(id -> results.lock(account, id));
        }
        deliveries.touch(account, broadcast);
        var held =
                store.open(account, broadcast).stream()
                        .filter(call -> call.number() == number)
                        .findFirst()
                        .orElseThrow(HeldCalls::notHeld);
        if (!isChoice(held, decision)) {
            throw notHeld();
        }
        return held;
    }

    private void carryOut(
            AccountId account, BroadcastId broadcast, Call held, Decision decision, Instant now) {
        var done =
                switch (decision) {
                    case Decision.Sent(var msgId) ->
                            msgId.isPresent()
                                    ? adopt(account, broadcast, held, msgId.get(), now)
                                    : store.sent(
                                            account, held.id(), Reason.of("declared-sent"), now);
                    case Decision.NotSent _ -> {
                        tags.goOn(account, broadcast, now);
                        yield store.anew(account, held.id(), ClientMsgId.of(ids.next()));
                    }
                    case Decision.GiveUp _ -> store.giveUp(account, held.id(), now);
                };
        if (!done) {
            throw notHeld();
        }
    }

    private boolean adopt(
            AccountId account, BroadcastId broadcast, Call held, MsgId msgId, Instant now) {
        if (!results.accept(account, broadcast, held.id(), msgId, now)) {
            throw new Problem(
                    HttpStatus.CONFLICT, "task-of-another-call", Map.of("msgId", msgId.toString()));
        }
        return true;
    }

    void pause(AccountId account, BroadcastId broadcast, Operator by) {
        change(account, broadcast, by, "paused", () -> store.pause(account, broadcast));
    }

    void resume(AccountId account, BroadcastId broadcast, Operator by) {
        change(
                account,
                broadcast,
                by,
                "resumed",
                () -> store.resume(account, broadcast, clock.instant()));
        deliveryLoop.wake();
    }

    private void change(
            AccountId account,
            BroadcastId broadcast,
            Operator by,
            String verb,
            BooleanSupplier effect) {
        transactions.executeWithoutResult(
                _ -> {
                    if (!effect.getAsBoolean()) {
                        throw new Problem(HttpStatus.CONFLICT, "broadcast-not-" + verb, Map.of());
                    }
                    settlement.settle(account, broadcast, clock.instant());
                    audit.record(
                            account.value(),
                            by.id(),
                            "broadcast." + verb,
                            Map.of("broadcast", broadcast.toString()));
                });
    }

    private void record(
            AccountId account, BroadcastId broadcast, Call held, Operator by, Decision decision) {
        var details = new HashMap<String, Object>();
        details.put("broadcast", broadcast.toString());
        details.put("call", held.number());
        details.put("decision", word(decision));
        details.put("key", held.key().value());
        if (decision instanceof Decision.Sent(var msgId)) {
            msgId.ifPresent(id -> details.put("msgId", id.toString()));
        }
        audit.record(account.value(), by.id(), "broadcast.call-decided", details);
    }

    private static String word(Decision decision) {
        return switch (decision) {
            case Decision.Sent _ -> "sent";
            case Decision.NotSent _ -> "not-sent";
            case Decision.GiveUp _ -> "give-up";
        };
    }

    private static String noted(Decision decision) {
        return decision instanceof Decision.GiveUp ? "given-up" : word(decision);
    }

    private static Problem notHeld() {
        return new Problem(HttpStatus.CONFLICT, "call-not-held", Map.of());
    }
}
