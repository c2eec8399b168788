package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.content.Message;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Broadcasts that come again and again. The next run is planned, with its quota reserved, as soon
 * as the one before has begun; a run that does not fit is held, and the series goes on.
 */
@Component
final class Recurring {

    private static final int MOST = 200;

    private final Broadcasts broadcasts;
    private final BroadcastStore broadcastStore;
    private final ReviewStore reviews;
    private final SeriesStore store;
    private final Schedules schedules;
    private final Planning planning;
    private final Permission permission;
    private final Quotas quotas;
    private final Settlement settlement;
    private final Repetitions repetitions;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;

    Recurring(
            Broadcasts broadcasts,
            BroadcastStore broadcastStore,
            ReviewStore reviews,
            SeriesStore store,
            Schedules schedules,
            Planning planning,
            Permission permission,
            Quotas quotas,
            Settlement settlement,
            Repetitions repetitions,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids) {
        this.broadcasts = broadcasts;
        this.broadcastStore = broadcastStore;
        this.reviews = reviews;
        this.store = store;
        this.schedules = schedules;
        this.planning = planning;
        this.permission = permission;
        this.quotas = quotas;
        this.settlement = settlement;
        this.repetitions = repetitions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    /** What an operator wants again and again. */
    record Wish(
            String name, BroadcastId template, Recurrence recurrence, Optional<Instant> until) {}

    List<Series> all(AccountId account) {
        return store.all(account, MOST);
    }

    Series get(AccountId account, UUID id) {
        return store.find(account, id).orElseThrow(Problem::notFound);
    }

    /** Begins a series of runs worded like a broadcast, which itself stays as it is. */
    Series begin(
            AccountId account,
            Wish wish,
            Confirmation confirmation,
            Operator operator,
            Optional<IdempotencyKey> key) {
        var begun = repetitions.made(account, key);
        if (begun.isPresent()) {
            return get(account, begun.get());
        }
        var template = broadcasts.get(account, wish.template());
        requireRepeatable(template);
        permission.requireApproved(template);
        var found = planning.lookUp(template);
        var series = series(account, wish, operator);
        var first =
                series.next(clock.instant())
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                HttpStatus.UNPROCESSABLE_CONTENT,
                                                "series-without-runs",
                                                Map.of()));
        var made =
                repetitions.once(
                        account,
                        key,
                        series.id(),
                        () -> {
                            quotas.lock(account);
                            var plan = planning.plan(template, found, first);
                            permission.requireClear(plan);
                            permission.requireConfirmed(template, plan, confirmation);
                            store.insert(series);
                            record(series, operator, "series.begun");
                        });
        if (made.equals(series.id())) {
            plan(series);
        }
        return get(account, made);
    }

    /** The first send of an article uses its draft up. */
    private static void requireRepeatable(Broadcast template) {
        if (template.message() instanceof Message.Article) {
            throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "article-cannot-recur", Map.of());
        }
    }

    private Series series(AccountId account, Wish wish, Operator operator) {
        var now = clock.instant();
        return new Series(
                account,
                ids.next(),
                wish.name(),
                wish.template(),
                wish.recurrence(),
                wish.until(),
                Series.State.ACTIVE,
                now,
                new Author(operator.id().value(), operator.name()),
                now);
    }

    /** No run begins until it is resumed; the one that was planned is put away. */
    Series pause(AccountId account, UUID id, Operator operator) {
        return stop(account, id, Series.State.PAUSED, operator, "series.paused");
    }

    Series end(AccountId account, UUID id, Operator operator) {
        return stop(account, id, Series.State.ENDED, operator, "series.ended");
    }

    private Series stop(
            AccountId account, UUID id, Series.State state, Operator operator, String action) {
        var read = get(account, id);
        move(read, state, operator, action);
        for (var run : store.scheduled(read)) {
            broadcasts.cancel(account, run, operator);
        }
        return get(account, id);
    }

    Series resume(AccountId account, UUID id, Operator operator) {
        var read = get(account, id);
        if (read.state() != Series.State.PAUSED) {
            throw inAnotherState(read);
        }
        move(read, Series.State.ACTIVE, operator, "series.resumed");
        plan(get(account, id));
        return get(account, id);
    }

    private void move(Series read, Series.State state, Operator operator, String action) {
        transactions.executeWithoutResult(
                _ -> {
                    if (read.state() == Series.State.ENDED
                            || !store.move(read, state, clock.instant())) {
                        throw inAnotherState(read);
                    }
                    record(read, operator, action);
                });
    }

    private static Problem inAnotherState(Series series) {
        return new Problem(
                HttpStatus.CONFLICT,
                "series-in-another-state",
                Map.of("state", BroadcastStore.word(series.state())));
    }

    /** Plans the next run of one series. False if none is due. */
    boolean workOnce() {
        var due = store.due(clock.instant());
        due.ifPresent(this::plan);
        return due.isPresent();
    }

    private void plan(Series series) {
        var now = clock.instant();
        var missed = series.missed(now);
        var next = series.next(now);
        if (next.isPresent()) {
            plan(series, missed, next.get());
            return;
        }
        transactions.executeWithoutResult(
                _ -> {
                    if (store.move(series, Series.State.ENDED, series.lastStart())) {
                        missed.ifPresent(runs -> hold(series, runs));
                    }
                });
    }

    private void plan(Series series, Optional<Series.Missed> missed, Start start) {
        var run = run(series);
        var found = planning.lookUp(run);
        transactions.executeWithoutResult(
                _ -> {
                    quotas.lock(series.account());
                    if (store.advance(series, start.at())) {
                        missed.ifPresent(runs -> hold(series, runs));
                        scheduleOrHold(run, planning.plan(run, found, start), start);
                    }
                });
    }

    private void scheduleOrHold(Broadcast run, Plan plan, Start start) {
        broadcastStore.insertDraft(run);
        if (plan.isClear() && permission.isApproved(run)) {
            schedules.reserve(run, plan, start);
            record(run, "broadcast.scheduled", Map.of("start", start.at().toString()));
            return;
        }
        hold(
                run,
                plan.isClear()
                        ? Reason.of("start-not-approved")
                        : Permission.reason(
                                "run-does-not-fit",
                                plan,
                                Map.of(
                                        "start", start.at().toString(),
                                        "zone", start.zone().getId())));
    }

    /** One broadcast stands for all of them, so that a long absence does not leave a crowd. */
    private void hold(Series series, Series.Missed missed) {
        var run = run(series);
        var zone = series.recurrence().zone();
        broadcastStore.insertDraft(run);
        hold(
                run,
                new Reason(
                        "runs-missed",
                        Map.of(
                                "count", missed.count(),
                                "first", missed.first().toString(),
                                "last", missed.last().toString(),
                                "zone", zone.getId())));
    }

    private void hold(Broadcast run, Reason reason) {
        reviews.holdUnsent(run, reason);
        settlement.held(run, reason, clock.instant());
        record(run, "broadcast.held", Map.of("reason", reason.code()));
    }

    private Broadcast run(Series series) {
        var template = broadcasts.get(series.account(), series.template());
        return new Broadcast(
                series.account(),
                new BroadcastId(ids.next()),
                0,
                template.approval().given() ? BroadcastState.APPROVED : BroadcastState.DRAFT,
                template.message(),
                template.addressees(),
                template.options(),
                template.approval(),
                null,
                series.id(),
                null,
                null,
                series.by(),
                clock.instant(),
                null,
                null,
                null,
                List.of());
    }

    private void record(Series series, Operator operator, String action) {
        audit.record(
                series.account().value(),
                operator.id(),
                action,
                Map.of("series", series.id().toString(), "cron", series.recurrence().cron()));
    }

    private void record(Broadcast run, String action, Map<String, Object> details) {
        var all = new HashMap<>(details);
        all.put("broadcast", run.id().toString());
        all.put("series", String.valueOf(run.series()));
        audit.record(run.account().value(), action, all);
    }
}
