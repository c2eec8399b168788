package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audience;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.audience.Reach;
import io.qunfa.server.content.Message;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import io.qunfa.server.work.WorkLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The broadcasts of an account: written, planned, confirmed, sent. */
@Component
public final class Broadcasts {

    private final Accounts accounts;
    private final Audiences audiences;
    private final BroadcastStore store;
    private final Settlement settlement;
    private final IdempotencyStore keys;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final WorkLoop deliveryLoop;

    Broadcasts(
            Accounts accounts,
            Audiences audiences,
            BroadcastStore store,
            Settlement settlement,
            IdempotencyStore keys,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids,
            WorkLoop deliveryLoop) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.store = store;
        this.settlement = settlement;
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.deliveryLoop = deliveryLoop;
    }

    /** What an operator types to show that they know what they are about to do. */
    record Confirmation(String accountName, long recipients) {}

    Broadcast create(
            AccountId account,
            Operator author,
            Message message,
            Audience audience,
            Optional<IdempotencyKey> key) {
        var draft = draft(account, author, message, addressees(account, audience));
        return once(
                account,
                key,
                draft.id(),
                () -> {
                    store.insertDraft(draft);
                    settlement.changed(
                            account, draft.id(), null, BroadcastState.DRAFT, draft.createdAt());
                    record(draft, author, "broadcast.created", Map.of());
                });
    }

    Broadcast edit(
            AccountId account,
            BroadcastId id,
            Operator editor,
            Message message,
            Audience audience) {
        var draft = get(account, id);
        var addressees = addressees(account, audience);
        transactions.executeWithoutResult(
                _ -> {
                    if (!store.edit(account, id, message, addressees)) {
                        throw notADraft();
                    }
                    record(draft, editor, "broadcast.edited", Map.of());
                });
        return get(account, id);
    }

    Broadcast get(AccountId account, BroadcastId id) {
        return store.find(account, id).orElseThrow(Problem::notFound);
    }

    Optional<Long> revision(AccountId account, BroadcastId id) {
        return store.revision(account, id);
    }

    /** Newest first. */
    List<Broadcast> page(AccountId account, Optional<BroadcastId> after, int limit) {
        return store.page(account, after, limit);
    }

    /** The OpenIDs a draft names, of followers first and of others behind them. */
    List<OpenId> openIds(AccountId account, Addressees.Named named) {
        var openIds = new ArrayList<>(audiences.openIds(account, named.members()));
        openIds.addAll(named.unknown());
        return openIds;
    }

    Plan plan(Broadcast broadcast) {
        return Planner.plan(
                accounts.get(broadcast.account()),
                broadcast.message(),
                reach(broadcast.account(), broadcast.addressees()));
    }

    /** Freezes the audience, cuts the calls and lets the delivery begin. */
    Broadcast send(
            AccountId account,
            BroadcastId id,
            Operator sender,
            Confirmation confirmation,
            Optional<IdempotencyKey> key) {
        var used = key.flatMap(given -> used(account, given));
        if (used.isPresent()) {
            return used.get();
        }
        var draft = get(account, id);
        var reach = reach(account, draft.addressees());
        var plan = Planner.plan(accounts.get(account), draft.message(), reach);
        check(draft, plan, confirmation);
        var sent = once(account, key, id, () -> start(draft, plan, reach, sender));
        deliveryLoop.wake();
        return sent;
    }

    /** A draft is put away; of a broadcast under way, the calls not yet begun are left out. */
    Broadcast cancel(AccountId account, BroadcastId id, Operator operator) {
        var broadcast = get(account, id);
        transactions.executeWithoutResult(
                _ -> {
                    if (!cancelDraftOrRest(account, id)) {
                        throw new Problem(
                                HttpStatus.CONFLICT, "broadcast-not-cancellable", Map.of());
                    }
                    record(broadcast, operator, "broadcast.cancelled", Map.of());
                });
        return get(account, id);
    }

    /** Shows the message to one follower before everybody sees it. */
    Optional<MsgId> preview(AccountId account, BroadcastId id, OpenId openId) {
        var message = get(account, id).message().onTheWire();
        return accounts.wechat(account).previews().to(openId, message);
    }

    Optional<MsgId> preview(AccountId account, BroadcastId id, String weChatId) {
        var message = get(account, id).message().onTheWire();
        return accounts.wechat(account).previews().toWeChatId(weChatId, message);
    }

    private boolean cancelDraftOrRest(AccountId account, BroadcastId id) {
        var now = clock.instant();
        if (store.cancelDraft(account, id, now)) {
            settlement.changed(account, id, BroadcastState.DRAFT, BroadcastState.CANCELLED, now);
            return true;
        }
        if (!store.cancelRest(account, id, now)) {
            return false;
        }
        settlement.settle(account, id, now);
        return true;
    }

    private void check(Broadcast draft, Plan plan, Confirmation confirmation) {
        if (draft.state() != BroadcastState.DRAFT) {
            throw notADraft();
        }
        if (!plan.isClear()) {
            throw new Problem(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "plan-has-errors",
                    Map.of("findings", errors(plan)));
        }
        var accountName = accounts.get(draft.account()).name();
        if (!confirmation.equals(new Confirmation(accountName, plan.recipients()))) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "confirmation-mismatch",
                    Map.of("accountName", accountName, "recipients", plan.recipients()));
        }
    }

    private static String errors(Plan plan) {
        return String.join(
                ", ",
                plan.findings().stream()
                        .filter(finding -> finding.isError())
                        .map(finding -> finding.code())
                        .toList());
    }

    private void start(Broadcast draft, Plan plan, Reach reach, Operator sender) {
        var now = clock.instant();
        if (!store.start(draft, plan, now)) {
            throw notADraft();
        }
        settlement.changed(
                draft.account(), draft.id(), BroadcastState.DRAFT, BroadcastState.SENDING, now);
        for (var cut : cut(plan, reach)) {
            store.insertCall(draft.account(), draft.id(), cut);
        }
        record(
                draft,
                sender,
                "broadcast.sent",
                Map.of("recipients", plan.recipients(), "calls", plan.calls().size()));
    }

    private List<BroadcastStore.Cut> cut(Plan plan, Reach reach) {
        if (reach instanceof Reach.Listed(var members, _)) {
            var batches = Batches.cut(members);
            return IntStream.range(0, batches.size())
                    .mapToObj(index -> cut(index, batches.get(index)))
                    .toList();
        }
        return List.of(new BroadcastStore.Cut(ids.next(), 1, plan.recipients(), null));
    }

    private BroadcastStore.Cut cut(int index, RoaringBitmap members) {
        return new BroadcastStore.Cut(ids.next(), index + 1, members.getLongCardinality(), members);
    }

    private Broadcast draft(
            AccountId account, Operator author, Message message, Addressees addressees) {
        return new Broadcast(
                account,
                new BroadcastId(ids.next()),
                0,
                BroadcastState.DRAFT,
                message,
                addressees,
                null,
                null,
                new Author(author.id().value(), author.name()),
                clock.instant(),
                null,
                null,
                List.of());
    }

    private Addressees addressees(AccountId account, Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new Addressees.Everybody();
            case Audience.ByTag(var tag) -> new Addressees.Tagged(tag);
            case Audience.OpenIds openIds -> {
                var listed = audiences.listed(account, openIds);
                yield new Addressees.Named(listed.members(), listed.unknown());
            }
        };
    }

    private Reach reach(AccountId account, Addressees addressees) {
        return switch (addressees) {
            case Addressees.Everybody _ -> audiences.reach(account, new Audience.All());
            case Addressees.Tagged(var tag) -> audiences.reach(account, new Audience.ByTag(tag));
            case Addressees.Named(var members, var unknown) ->
                    audiences.listed(account, members, unknown);
        };
    }

    /** Does something once per key; a repetition gets what the first time made. */
    private Broadcast once(
            AccountId account, Optional<IdempotencyKey> key, BroadcastId id, Runnable effect) {
        var done =
                transactions.execute(
                        _ -> {
                            if (key.isPresent()
                                    && !keys.take(account, key.get(), id, clock.instant())) {
                                return false;
                            }
                            effect.run();
                            return true;
                        });
        return Boolean.TRUE.equals(done)
                ? get(account, id)
                : used(account, key.orElseThrow()).orElseThrow(Problem::notFound);
    }

    private Optional<Broadcast> used(AccountId account, IdempotencyKey key) {
        return keys.find(account, key)
                .map(
                        use -> {
                            if (!use.request().equals(key.request())) {
                                throw new Problem(
                                        HttpStatus.UNPROCESSABLE_CONTENT,
                                        "idempotency-key-reused",
                                        Map.of("key", key.value()));
                            }
                            return get(account, new BroadcastId(use.broadcast()));
                        });
    }

    private void record(
            Broadcast broadcast, Operator by, String action, Map<String, Object> details) {
        var all = new java.util.HashMap<>(details);
        all.put("broadcast", broadcast.id().toString());
        audit.record(broadcast.account().value(), by.id(), action, all);
    }

    private static Problem notADraft() {
        return new Problem(HttpStatus.CONFLICT, "broadcast-not-a-draft", Map.of());
    }
}
