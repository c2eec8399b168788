package io.qunfa.server.broadcast;

import io.qunfa.client.MassSendStatus;
import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.client.Recipients;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audience;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.broadcast.DeliveryStore.Dispatch;
import io.qunfa.server.broadcast.DeliveryStore.Work;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Works on one leased broadcast: commit the intent, call outside any transaction, commit the
 * outcome. Whatever stops it in between leaves a row that tells the next one what is known.
 */
@Component
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** What the platform answers while the administrator's confirmation is awaited. */
    private static final Set<Integer> AWAITS_ADMINISTRATOR = Set.of(89504, 89505);

    private final Accounts accounts;
    private final Audiences audiences;
    private final DeliveryStore store;
    private final CallDrafts callDrafts;
    private final PaceStore paces;
    private final Quotas quotas;
    private final ResultStore parked;
    private final Results results;
    private final ReadingStore readings;
    private final Settlement settlement;
    private final Leases leases;
    private final RestorationStore restorations;
    private final IntentMarker marker;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final CrashPoints crashPoints;

    Delivery(
            Accounts accounts,
            Audiences audiences,
            DeliveryStore store,
            CallDrafts callDrafts,
            PaceStore paces,
            Quotas quotas,
            ResultStore parked,
            Results results,
            ReadingStore readings,
            Settlement settlement,
            Leases leases,
            RestorationStore restorations,
            IntentMarker marker,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            CrashPoints crashPoints) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.store = store;
        this.callDrafts = callDrafts;
        this.paces = paces;
        this.quotas = quotas;
        this.parked = parked;
        this.results = results;
        this.readings = readings;
        this.settlement = settlement;
        this.leases = leases;
        this.restorations = restorations;
        this.marker = marker;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.crashPoints = crashPoints;
    }

    /** Brings one call on. */
    void advance(Lease lease, Dispatch dispatch, Work work) {
        var call = work.call();
        switch (call.state()) {
            case PLANNED -> {
                if (work.wantsRepair()) {
                    repair(lease, work);
                } else {
                    attempt(lease, dispatch, work);
                }
            }
            case INTENT -> takeOver(lease, call);
            case UNKNOWN -> resolve(lease, dispatch, work);
            case ACCEPTED -> poll(lease, call);
            case REFUSED, FINISHED, HELD, CANCELLED ->
                    throw new IllegalStateException("nothing is due for " + call);
        }
    }

    private void attempt(Lease lease, Dispatch dispatch, Work work) {
        var call = work.call();
        if (dispatch.awaitsTag()) {
            putOff(lease, call);
            return;
        }
        var openIds = openIds(lease, work);
        if (dispatch.route() == Route.BY_LIST && openIds.size() < Batches.MIN) {
            apply(lease, call, new Step.Refuse(Reason.of("recipients-left")));
            return;
        }
        switch (callDrafts.choose(lease, dispatch.message(), dispatch.separateArticles())) {
            case CallDrafts.Choice.Draft(var draft) ->
                    begin(lease, dispatch, work.with(draft), openIds);
            case CallDrafts.Choice.None _ -> begin(lease, dispatch, work, openIds);
            case CallDrafts.Choice.Later _ -> putOff(lease, call);
            case CallDrafts.Choice.Held(var reason) -> apply(lease, call, new Step.Hold(reason));
            case CallDrafts.Choice.Lost(var reason) ->
                    apply(lease, call, new Step.RefuseAll(reason));
        }
    }

    private void begin(Lease lease, Dispatch dispatch, Work work, List<OpenId> openIds) {
        var call = work.call();
        var recipients = dispatch.route() == Route.BY_LIST ? openIds.size() : call.recipients();
        var now = now();
        crashPoints.pass(CrashPoints.Point.BEFORE_INTENT);
        if (commitIntent(lease, () -> store.begin(lease, call, recipients, work.draft(), now))) {
            crashPoints.pass(CrashPoints.Point.AFTER_INTENT);
            call(lease, dispatch, work, openIds, call.history(now).begun());
        }
    }

    /** An intent without a living process behind it: the call may have been made. */
    private void takeOver(Lease lease, Call call) {
        var attemptedAt = Objects.requireNonNull(call.attemptedAt());
        apply(lease, call, Resolution.abandoned(call.history(attemptedAt), attemptedAt));
    }

    /** Leaves out of a refused list whom the platform does not know. */
    private void repair(Lease lease, Work work) {
        var call = work.call();
        var members = Objects.requireNonNull(work.members());
        try {
            var followers = accounts.wechat(lease.account()).followers();
            var unknown = new ListRepair(followers).unknown(openIds(lease, work));
            var dropped =
                    audiences.listed(lease.account(), new Audience.OpenIds(unknown)).members();
            settleRepair(lease, call, RoaringBitmap.andNot(members, dropped), dropped);
        } catch (WeChatException e) {
            putOff(lease, call);
        }
    }

    private void putOff(Lease lease, Call call) {
        var again = now().plus(Resolution.SAME_KEY_PAUSE);
        commit(lease, () -> store.putOff(lease, call, again));
    }

    private void settleRepair(Lease lease, Call call, RoaringBitmap left, RoaringBitmap dropped) {
        if (dropped.isEmpty() || left.getCardinality() < Batches.MIN) {
            var reason = Objects.requireNonNullElse(call.reason(), Reason.of("recipients-left"));
            apply(lease, call, new Step.Refuse(reason));
            return;
        }
        var reason = new Reason("list-repaired", Map.of("dropped", dropped.getCardinality()));
        move(lease, call, reason, () -> store.repaired(lease, call, left, reason, now()));
    }

    private void resolve(Lease lease, Dispatch dispatch, Work work) {
        var call = work.call();
        var now = now();
        var history = call.history(now);
        if (adopt(lease, call)) {
            return;
        }
        var attemptedAt = Objects.requireNonNull(call.attemptedAt());
        if (Resolution.isTooSoon(attemptedAt, now)) {
            var again = Resolution.repetition(history, attemptedAt);
            commit(lease, () -> store.rest(lease, call, again));
            return;
        }
        var openIds = openIds(lease, work);
        var callable = dispatch.route() != Route.BY_LIST || openIds.size() >= Batches.MIN;
        if (!callable || !Resolution.mayRepeat(history, now)) {
            var last = Objects.requireNonNullElse(call.reason(), Reason.of("no-answer"));
            apply(lease, call, Resolution.waitOn(history, last, now));
            return;
        }
        var again = now.plus(Resolution.SAME_KEY_PAUSE);
        if (commitIntent(lease, () -> store.repeat(lease, call, now, again))) {
            crashPoints.pass(CrashPoints.Point.AFTER_REPEAT);
            call(lease, dispatch, work, openIds, history.begun());
        }
    }

    /**
     * Looks for a parked result that can only be this call's. Results are read first: a call that
     * may have caused one of them is then among the unresolved, or has taken its result.
     */
    private boolean adopt(Lease lease, Call call) {
        var known = parked.parked(lease.account());
        var unresolved = parked.unresolved(lease.account());
        return known.stream()
                .filter(
                        result ->
                                Adoption.of(result, unresolved)
                                        .filter(fitting -> fitting.call().equals(call.id()))
                                        .isPresent())
                .findFirst()
                .filter(result -> accept(lease, call, result.msgId(), null))
                .isPresent();
    }

    private void call(
            Lease lease, Dispatch dispatch, Work work, List<OpenId> openIds, Attempts attempts) {
        if (!leases.isAlive(lease)) {
            throw new LeaseLost(lease);
        }
        crashPoints.pass(CrashPoints.Point.BEFORE_CALL);
        var outcome = judged(lease, dispatch, work, send(lease, dispatch, work, openIds));
        crashPoints.pass(CrashPoints.Point.AFTER_ANSWER);
        var step = Resolution.next(outcome, attempts, now());
        apply(
                lease,
                work.call(),
                step instanceof Step.Repair(var reason) && !work.mayBeRepaired()
                        ? new Step.Refuse(reason)
                        : step);
    }

    /** The platform has one answer for a day that is used up and for a month. */
    private Outcome judged(Lease lease, Dispatch dispatch, Work work, Outcome outcome) {
        if (!(outcome instanceof Outcome.NotToday(var reason)) || !Outcome.isOutOfSends(reason)) {
            return outcome;
        }
        var month = BeijingTime.month(now());
        var book = quotas.book(lease.account(), lease.broadcast().value());
        return switch (accounts.get(lease.account()).kind()) {
            case SUBSCRIPTION -> outcome;
            case SERVICE ->
                    dispatch.route() == Route.TO_ALL && isMonthUsedUp(work.call(), book, month)
                            ? new Outcome.NotThisMonth(reason)
                            : outcome;
            case TEST ->
                    book.toAll(month) == 0
                            ? new Outcome.Refused(
                                    new Reason("no-sends-granted", reason.parameters()))
                            : outcome;
        };
    }

    /** We have counted four, or a new day has not lifted the limit. */
    private static boolean isMonthUsedUp(Call call, QuotaBook book, YearMonth month) {
        var before = call.reason();
        return (before != null && Outcome.isOutOfSends(before)) || book.toAllLeft(month) == 0;
    }

    private Outcome send(Lease lease, Dispatch dispatch, Work work, List<OpenId> openIds) {
        var call = work.call();
        var message = dispatch.onTheWire(work.draft());
        try {
            var sends =
                    accounts.wechat(lease.account())
                            .massSends()
                            .onlyWhile(() -> leases.isAlive(lease));
            var receipt =
                    switch (dispatch.route()) {
                        case TO_ALL -> sends.toAll(message, call.key());
                        case BY_TAG, BY_TEMPORARY_TAG ->
                                sends.toTag(
                                        Objects.requireNonNull(dispatch.tag()),
                                        message,
                                        call.key());
                        case BY_LIST -> sends.toList(new Recipients(openIds), message, call.key());
                    };
            return new Outcome.Accepted(receipt.msgId(), receipt.msgDataId().orElse(null));
        } catch (WeChatException e) {
            return Outcome.of(e);
        }
    }

    private void apply(Lease lease, Call call, Step step) {
        switch (step) {
            case Step.Accept(var msgId, var articles) -> accept(lease, call, msgId, articles);
            case Step.Doubt doubt -> {
                move(lease, call, doubt.reason(), () -> store.doubt(lease, call, doubt));
                crashPoints.pass(CrashPoints.Point.AFTER_DOUBT);
            }
            case Step.Postpone later ->
                    move(lease, call, later.reason(), () -> postpone(lease, call, later));
            case Step.NextDay later ->
                    move(lease, call, later.reason(), () -> nextDay(lease, call, later));
            case Step.Repair(var reason) ->
                    move(lease, call, reason, () -> store.wantRepair(lease, call, reason, now()));
            case Step.Refuse(var reason) ->
                    move(lease, call, reason, () -> store.refuse(lease, call, reason, now()));
            case Step.RefuseAll(var reason) ->
                    move(lease, call, reason, () -> refuseAll(lease, call, reason));
            case Step.Hold(var reason) ->
                    move(lease, call, reason, () -> hold(lease, call, reason));
        }
        log.info(
                "broadcast.call-moved broadcast={} call={} step={}",
                lease.broadcast(),
                call.number(),
                step.getClass().getSimpleName());
    }

    /** Moves a call and leaves a trace of why. */
    private void move(Lease lease, Call call, Reason reason, BooleanSupplier change) {
        commit(
                lease,
                () -> {
                    var moved = change.getAsBoolean();
                    if (moved) {
                        audit(lease, call, reason);
                    }
                    return moved;
                });
    }

    private void audit(Lease lease, Call call, Reason reason) {
        audit.record(
                lease.account().value(),
                "broadcast.call-" + reason.code(),
                Map.of("broadcast", lease.broadcast().toString(), "call", call.number()));
    }

    /** Who was too fast once would be so with the next call too. */
    private boolean postpone(Lease lease, Call call, Step.Postpone later) {
        if (later.reason().code().equals("too-fast")) {
            paces.notBefore(lease.account(), later.again());
        }
        return store.postpone(lease, call, later);
    }

    /** The other calls of the broadcast would meet the same limit. */
    private boolean nextDay(Lease lease, Call call, Step.NextDay later) {
        store.putOff(lease, later.again());
        return store.nextDay(lease, call, later);
    }

    private boolean refuseAll(Lease lease, Call call, Reason reason) {
        store.stop(lease, Stop.REFUSED, reason);
        return store.refuse(lease, call, reason, now());
    }

    private boolean hold(Lease lease, Call call, Reason reason) {
        store.stop(lease, Stop.HELD, reason);
        return store.hold(lease, call, reason);
    }

    private boolean accept(Lease lease, Call call, MsgId msgId, @Nullable MsgDataId articles) {
        var accepted = transactions.execute(_ -> acceptFenced(lease, call, msgId, articles));
        crashPoints.pass(CrashPoints.Point.AFTER_ACCEPTED);
        return Boolean.TRUE.equals(accepted);
    }

    private boolean acceptFenced(
            Lease lease, Call call, MsgId msgId, @Nullable MsgDataId articles) {
        results.lock(lease.account(), msgId);
        return fenced(
                lease,
                () -> {
                    if (articles != null) {
                        readings.name(lease.account(), call.id(), articles);
                    }
                    return results.accept(
                            lease.account(), lease.broadcast(), call.id(), msgId, now());
                });
    }

    private void poll(Lease lease, Call call) {
        var acceptedAt = Objects.requireNonNull(call.acceptedAt());
        var answer = status(lease, Objects.requireNonNull(call.msgId()));
        var now = now();
        if (answer instanceof Answer.Awaited) {
            var until = Polling.confirmationUntil(acceptedAt);
            var again = Polling.whileAwaited(now);
            commit(lease, () -> store.awaitConfirmation(lease, call, until, again));
            return;
        }
        var told = answer instanceof Answer.Told(var status) ? status : null;
        switch (Polling.next(call, acceptedAt, Optional.ofNullable(told), now)) {
            case Polling.Next.Again(var status, var at) ->
                    commit(lease, () -> store.polled(lease, call, status, at));
            case Polling.Next.Over(var successful, var reason) ->
                    commit(
                            lease,
                            () -> store.finishUncounted(lease, call, successful, reason, now));
        }
    }

    /** What {@code mass/get} came to. */
    private sealed interface Answer {
        record Told(MassSendStatus status) implements Answer {}

        /** The administrator has to confirm first. */
        record Awaited() implements Answer {}

        record Nothing() implements Answer {}
    }

    private Answer status(Lease lease, MsgId msgId) {
        try {
            return new Answer.Told(accounts.wechat(lease.account()).massSends().status(msgId));
        } catch (WeChatException e) {
            log.info("broadcast.status-unknown msgId={} errcode={}", msgId.value(), e.code());
            return AWAITS_ADMINISTRATOR.contains(e.code())
                    ? new Answer.Awaited()
                    : new Answer.Nothing();
        }
    }

    private List<OpenId> openIds(Lease lease, Work work) {
        return work.members() == null
                ? List.of()
                : audiences.openIds(lease.account(), work.members());
    }

    /** One change under the lease; false if the call was moved by something else meanwhile. */
    private boolean commit(Lease lease, BooleanSupplier change) {
        return Boolean.TRUE.equals(transactions.execute(_ -> fenced(lease, change)));
    }

    /** The same, for a change after which the platform is called. */
    private boolean commitIntent(Lease lease, BooleanSupplier change) {
        var intent =
                Objects.requireNonNull(
                        transactions.execute(
                                _ ->
                                        fenced(lease, change)
                                                ? Optional.of(restorations.nextIntent())
                                                : Optional.<Long>empty()));
        intent.ifPresent(marker::note);
        return intent.isPresent();
    }

    private boolean fenced(Lease lease, BooleanSupplier change) {
        if (!store.lock(lease)) {
            throw new LeaseLost(lease);
        }
        var changed = change.getAsBoolean();
        settlement.settle(lease.account(), lease.broadcast(), now());
        return changed;
    }

    private Instant now() {
        return clock.instant();
    }
}
