package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audience;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.content.Drafts;
import io.qunfa.server.content.Message;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import io.qunfa.server.work.WorkLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The broadcasts of an account: written, planned, confirmed, sent. */
@Component
public final class Broadcasts {

    private final Accounts accounts;
    private final Audiences audiences;
    private final BroadcastStore store;
    private final ReviewStore reviews;
    private final Settlement settlement;
    private final Repetitions repetitions;
    private final Planning planning;
    private final Permission permission;
    private final Quotas quotas;
    private final Starting starting;
    private final Drafts drafts;
    private final CallDrafts callDrafts;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final WorkLoop deliveryLoop;

    Broadcasts(
            Accounts accounts,
            Audiences audiences,
            BroadcastStore store,
            ReviewStore reviews,
            Settlement settlement,
            Repetitions repetitions,
            Planning planning,
            Permission permission,
            Quotas quotas,
            Starting starting,
            Drafts drafts,
            CallDrafts callDrafts,
            Audit audit,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids,
            WorkLoop deliveryLoop) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.store = store;
        this.reviews = reviews;
        this.settlement = settlement;
        this.repetitions = repetitions;
        this.planning = planning;
        this.permission = permission;
        this.quotas = quotas;
        this.starting = starting;
        this.drafts = drafts;
        this.callDrafts = callDrafts;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
        this.deliveryLoop = deliveryLoop;
    }

    /** What an author asks for. */
    record Wish(Message message, Audience audience, Options options) {}

    /**
     * What an editor asks for.
     *
     * @param audience empty to leave it as it is
     * @param seen the revision it was made of; empty to replace whatever is there
     */
    record Edit(Message message, Optional<Audience> audience, Options options, OptionalLong seen) {}

    Broadcast create(AccountId account, Operator author, Wish wish, Optional<IdempotencyKey> key) {
        var draft = draft(account, author, wording(account, wish));
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

    /** Any edit makes it a draft again that nobody has approved. */
    Broadcast edit(AccountId account, BroadcastId id, Operator editor, Edit wish) {
        var read = get(account, id);
        if (!read.state().isEditable()) {
            throw notADraft();
        }
        if (wish.seen().isPresent() && wish.seen().getAsLong() != read.revision()) {
            throw Reviews.changed();
        }
        var addressees =
                wish.audience()
                        .map(audience -> addressees(account, audience))
                        .orElseGet(read::addressees);
        var wording =
                new BroadcastStore.Wording(
                        message(read, wish.message()), addressees, wish.options());
        transactions.executeWithoutResult(
                _ -> {
                    var edited = new Broadcast.Edited(author(editor), clock.instant());
                    if (!store.edit(read, wording, edited)) {
                        throw wish.seen().isPresent() ? Reviews.changed() : notADraft();
                    }
                    settlement.changed(read, BroadcastState.DRAFT, edited.at());
                    record(read, editor, "broadcast.edited", Map.of());
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
    List<Broadcast> page(AccountId account, BroadcastFilter filter, BroadcastStore.Slice slice) {
        return store.page(account, filter, slice);
    }

    /** Who has written any. */
    List<Author> authors(AccountId account) {
        return store.authors(account);
    }

    /** What was decided about it before it was sent, oldest first. */
    List<Review> reviews(Broadcast broadcast) {
        return reviews.reviews(broadcast.account(), broadcast.id());
    }

    /** The OpenIDs an audience names, of followers first and of others behind them. */
    List<OpenId> openIds(AccountId account, Addressees.Named named) {
        var openIds = new ArrayList<>(audiences.openIds(account, named.members()));
        openIds.addAll(named.unknown());
        return openIds;
    }

    /** What sending it now would mean. */
    Plan plan(Broadcast broadcast) {
        return planning.plan(broadcast, lookUp(broadcast));
    }

    /** What its beginning then would mean. */
    Plan plan(Broadcast broadcast, Start start) {
        return planning.plan(broadcast, lookUp(broadcast), start);
    }

    /**
     * Asks the platform what a plan depends on. An approval of a draft that has changed on the
     * website since is void from then on.
     */
    Planning.LookedUp lookUp(Broadcast broadcast) {
        var found = planning.lookUp(broadcast);
        if (found.isOutdated(broadcast.message())) {
            takeApprovalBack(broadcast);
        }
        return found;
    }

    /**
     * Refuses what was picked from a draft that is not the same any more.
     *
     * @throws Problem 409
     */
    void requireUnchanged(Broadcast broadcast) {
        if (lookUp(broadcast).isOutdated(broadcast.message())) {
            throw new Problem(HttpStatus.CONFLICT, "draft-changed", Map.of());
        }
    }

    private void takeApprovalBack(Broadcast broadcast) {
        if (broadcast.state() != BroadcastState.SUBMITTED
                && broadcast.state() != BroadcastState.APPROVED) {
            return;
        }
        transactions.executeWithoutResult(
                _ -> {
                    if (reviews.move(broadcast, BroadcastState.DRAFT, false)) {
                        settlement.changed(broadcast, BroadcastState.DRAFT, clock.instant());
                        audit.record(
                                broadcast.account().value(),
                                "broadcast.approval-voided",
                                Map.of("broadcast", broadcast.id().toString()));
                    }
                });
    }

    /** Freezes the audience, cuts the calls and lets the delivery begin. */
    Broadcast send(
            AccountId account,
            BroadcastId id,
            Operator sender,
            Confirmation confirmation,
            Optional<IdempotencyKey> key) {
        var used = used(account, key);
        if (used.isPresent()) {
            return used.get();
        }
        var read = get(account, id);
        if (!read.isStartable()) {
            // The same request may have been served since.
            return used(account, key).orElseThrow(Broadcasts::notADraft);
        }
        permission.requireApproved(read);
        var found = lookUp(read);
        var sent = once(account, key, id, () -> begin(read, found, confirmation, sender));
        deliveryLoop.wake();
        return sent;
    }

    private void begin(
            Broadcast read, Planning.LookedUp found, Confirmation confirmation, Operator sender) {
        quotas.lock(read.account());
        var plan = planning.plan(read, found);
        permission.requireClear(plan);
        permission.requireConfirmed(read, plan, confirmation);
        if (!starting.start(read, plan)) {
            throw notADraft();
        }
        callDrafts.keep(read, found.draft());
        record(
                read,
                sender,
                "broadcast.sent",
                Map.of("recipients", plan.recipients(), "calls", plan.calls().size()));
    }

    /** What was never sent is put away; of what is under way, calls not yet begun are left out. */
    Broadcast cancel(AccountId account, BroadcastId id, Operator operator) {
        var broadcast = get(account, id);
        transactions.executeWithoutResult(
                _ -> {
                    if (!cancelUnsentOrRest(broadcast)) {
                        throw new Problem(
                                HttpStatus.CONFLICT, "broadcast-not-cancellable", Map.of());
                    }
                    reviews.free(account, id);
                    record(broadcast, operator, "broadcast.cancelled", Map.of());
                });
        return get(account, id);
    }

    /** Shows the message to one follower before everybody sees it. */
    Optional<MsgId> preview(AccountId account, BroadcastId id, OpenId openId) {
        var message = previewed(account, id);
        quotas.requirePreviews(account, 1);
        return accounts.wechat(account).previews().to(openId, message);
    }

    Optional<MsgId> preview(AccountId account, BroadcastId id, String weChatId) {
        var message = previewed(account, id);
        quotas.requirePreviews(account, 1);
        return accounts.wechat(account).previews().toWeChatId(weChatId, message);
    }

    /**
     * What staff are shown: exactly what would be sent.
     *
     * @throws Problem 409 if that is not in the draft box any more
     */
    io.qunfa.client.Message previewed(AccountId account, BroadcastId id) {
        var message = get(account, id).message();
        if (message instanceof Message.Article picked
                && !Drafts.isUnchanged(picked, drafts.find(account, picked.draft()))) {
            throw new Problem(HttpStatus.CONFLICT, "draft-changed", Map.of());
        }
        return message.onTheWire();
    }

    private boolean cancelUnsentOrRest(Broadcast broadcast) {
        var now = clock.instant();
        if (store.cancelUnsent(broadcast.account(), broadcast.id(), now)) {
            settlement.changed(broadcast, BroadcastState.CANCELLED, now);
            return true;
        }
        if (!store.cancelRest(broadcast.account(), broadcast.id(), now)) {
            return false;
        }
        settlement.settle(broadcast.account(), broadcast.id(), now);
        return true;
    }

    private Broadcast draft(AccountId account, Operator author, BroadcastStore.Wording wording) {
        return new Broadcast(
                account,
                new BroadcastId(ids.next()),
                0,
                BroadcastState.DRAFT,
                wording.message(),
                wording.addressees(),
                wording.options(),
                new Approval(false, Set.of(author.id().value())),
                null,
                null,
                null,
                null,
                author(author),
                clock.instant(),
                null,
                null,
                null,
                List.of());
    }

    private static Author author(Operator operator) {
        return new Author(operator.id().value(), operator.name());
    }

    private BroadcastStore.Wording wording(AccountId account, Wish wish) {
        return new BroadcastStore.Wording(
                message(account, wish.message()),
                addressees(account, wish.audience()),
                wish.options());
    }

    /** A draft that an earlier send has used up cannot be picked again, but may be kept. */
    private Message message(Broadcast read, Message wish) {
        return read.message() instanceof Message.Article kept
                        && wish instanceof Message.Article same
                        && same.draftId().equals(kept.draftId())
                        && callDrafts.isUsedUp(read, kept)
                ? kept.with(same.ignoreReprint())
                : message(read.account(), wish);
    }

    private Message message(AccountId account, Message wish) {
        return switch (wish) {
            case Message.Text text -> text;
            case Message.Article article -> drafts.pick(account, article);
        };
    }

    private Addressees addressees(AccountId account, Audience audience) {
        return switch (audience) {
            case Audience.All _ -> new Addressees.Everybody();
            case Audience.ByTag(var tag) -> new Addressees.Tagged(tag);
            case Audience.Uploaded(var list) ->
                    new Addressees.Named(audiences.uploaded(account, list), List.of());
            case Audience.OpenIds openIds -> {
                var listed = audiences.listed(account, openIds);
                yield new Addressees.Named(listed.members(), listed.unknown());
            }
        };
    }

    private Broadcast once(
            AccountId account, Optional<IdempotencyKey> key, BroadcastId id, Runnable effect) {
        var made = repetitions.once(account, key, id.value(), effect);
        return get(account, new BroadcastId(made));
    }

    private Optional<Broadcast> used(AccountId account, Optional<IdempotencyKey> key) {
        return repetitions.made(account, key).map(made -> get(account, new BroadcastId(made)));
    }

    private void record(
            Broadcast broadcast, Operator by, String action, Map<String, Object> details) {
        var all = new HashMap<>(details);
        all.put("broadcast", broadcast.id().toString());
        audit.record(broadcast.account().value(), by.id(), action, all);
    }

    static Problem notADraft() {
        return new Problem(HttpStatus.CONFLICT, "broadcast-not-a-draft", Map.of());
    }
}
