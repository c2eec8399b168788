package io.qunfa.server.broadcast;

import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import io.qunfa.server.work.WorkLoop;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Broadcasts that begin by themselves. Scheduling reserves the quota, so that two of them clash
 * when they are planned; the audience is frozen only at the start.
 */
@Component
final class Schedules {

    private static final Logger log = LoggerFactory.getLogger(Schedules.class);

    private final Broadcasts broadcasts;
    private final Repetitions repetitions;
    private final ReviewStore store;
    private final Planning planning;
    private final Permission permission;
    private final Quotas quotas;
    private final Starting starting;
    private final CallDrafts callDrafts;
    private final SettingsStore settings;
    private final Settlement settlement;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final WorkLoop deliveryLoop;

    Schedules(
            Broadcasts broadcasts,
            Repetitions repetitions,
            ReviewStore store,
            Planning planning,
            Permission permission,
            Quotas quotas,
            Starting starting,
            CallDrafts callDrafts,
            SettingsStore settings,
            Settlement settlement,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            WorkLoop deliveryLoop) {
        this.broadcasts = broadcasts;
        this.repetitions = repetitions;
        this.store = store;
        this.planning = planning;
        this.permission = permission;
        this.quotas = quotas;
        this.starting = starting;
        this.callDrafts = callDrafts;
        this.settings = settings;
        this.settlement = settlement;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.deliveryLoop = deliveryLoop;
    }

    /** Lets a broadcast begin by itself, or at another time than it would. */
    Broadcast schedule(
            AccountId account,
            BroadcastId id,
            Operator operator,
            Start start,
            Confirmation confirmation,
            Optional<IdempotencyKey> key) {
        if (repetitions.made(account, key).isPresent()) {
            return broadcasts.get(account, id);
        }
        var read = broadcasts.get(account, id);
        if (!read.isStartable()) {
            // The same request may have been served since.
            return repetitions
                    .made(account, key)
                    .map(_ -> broadcasts.get(account, id))
                    .orElseThrow(Broadcasts::notADraft);
        }
        permission.requireApproved(read);
        var found = broadcasts.lookUp(read);
        repetitions.once(
                account,
                key,
                id.value(),
                () -> {
                    quotas.lock(account);
                    var plan = planning.plan(read, found, start);
                    permission.requireClear(plan);
                    permission.requireConfirmed(read, plan, confirmation);
                    reserve(read, plan, start);
                    audit.record(
                            account.value(),
                            operator.id(),
                            "broadcast.scheduled",
                            Map.of(
                                    "broadcast", id.toString(),
                                    "start", start.at().toString(),
                                    "zone", start.zone().getId()));
                });
        return broadcasts.get(account, id);
    }

    /** The caller holds the quota's lock. */
    void reserve(Broadcast read, Plan plan, Start start) {
        if (!store.schedule(read, start)) {
            throw Reviews.changed();
        }
        settlement.changed(read, BroadcastState.SCHEDULED, clock.instant());
        store.free(read.account(), read.id());
        var days =
                plan.calls().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Plan.PlannedCall::day, Collectors.counting()));
        store.reserve(read.account(), read.id(), plan.route(), days);
    }

    /** It does not begin by itself any more; an approval stays. */
    Broadcast unschedule(AccountId account, BroadcastId id, Operator operator) {
        var read = broadcasts.get(account, id);
        if (read.state() != BroadcastState.SCHEDULED) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "broadcast-in-another-state",
                    Map.of("state", BroadcastStore.word(read.state())));
        }
        var approved = read.approval().given();
        transactions.executeWithoutResult(
                _ -> {
                    var state = approved ? BroadcastState.APPROVED : BroadcastState.DRAFT;
                    if (!store.move(read, state, approved)) {
                        throw Reviews.changed();
                    }
                    settlement.changed(read, state, clock.instant());
                    store.free(account, id);
                    audit.record(
                            account.value(),
                            operator.id(),
                            "broadcast.unscheduled",
                            Map.of("broadcast", id.toString()));
                });
        return broadcasts.get(account, id);
    }

    /** Begins one broadcast whose time has come. False if there is none. */
    boolean workOnce() {
        var due = store.due(clock.instant());
        due.ifPresent(this::begin);
        return due.isPresent();
    }

    private void begin(Broadcast read) {
        var start = Objects.requireNonNull(read.start());
        var grace = settings.of(read.account()).grace();
        if (clock.instant().isAfter(start.at().plus(grace))) {
            hold(
                    read,
                    new Reason(
                            "start-missed",
                            Map.of(
                                    "start", start.at().toString(),
                                    "zone", start.zone().getId(),
                                    "minutes", grace.toMinutes())));
        } else if (!permission.isApproved(read)) {
            hold(read, Reason.of("start-not-approved"));
        } else {
            start(read);
        }
    }

    private void start(Broadcast read) {
        Planning.LookedUp found;
        try {
            found = planning.lookUp(read);
        } catch (WeChatException e) {
            hold(
                    read,
                    new Reason(
                            "start-platform-unreachable",
                            Map.of("errcode", e.code(), "errmsg", e.platformText())));
            return;
        }
        transactions.executeWithoutResult(
                _ -> {
                    quotas.lock(read.account());
                    startOrHold(read, planning.plan(read, found), found);
                });
        deliveryLoop.wake();
    }

    private void startOrHold(Broadcast read, Plan plan, Planning.LookedUp found) {
        if (!plan.isClear()) {
            hold(read, Permission.reason("start-plan-has-errors", plan, Map.of()));
        } else if (starting.start(read, plan)) {
            callDrafts.keep(read, found.draft());
            audit.record(
                    read.account().value(),
                    "broadcast.started",
                    Map.of(
                            "broadcast", read.id().toString(),
                            "recipients", plan.recipients(),
                            "calls", plan.calls().size()));
        }
    }

    private void hold(Broadcast read, Reason reason) {
        transactions.executeWithoutResult(
                _ -> {
                    if (store.holdUnsent(read, reason)) {
                        settlement.held(read, reason, clock.instant());
                        store.free(read.account(), read.id());
                        audit.record(
                                read.account().value(),
                                "broadcast.held",
                                Map.of(
                                        "broadcast", read.id().toString(),
                                        "reason", reason.code()));
                    }
                });
        log.info("broadcast.start-held broadcast={} reason={}", read.id(), reason.code());
    }
}
