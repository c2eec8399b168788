package io.qunfa.server.broadcast;

import io.qunfa.client.TagId;
import io.qunfa.client.Tags;
import io.qunfa.client.WeChatException;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.audience.Audiences;
import io.qunfa.server.work.WorkLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes, fills, empties and removes temporary tags, a step at a time. Every step can be repeated:
 * who has the tag gets it again without harm, and a tag whose making was not answered is found by
 * its name.
 */
@Component
final class TemporaryTags {

    /** The platform takes 30 bytes for certain. */
    static final String PREFIX = "qunfa-";

    /** A call that waits for its tag is looked at after this long, filled or not. */
    static final Duration WAIT = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofMinutes(50);

    /** Whoever takes longer over a step may find it done twice, which harms nothing. */
    private static final Duration LEASE = Duration.ofSeconds(8);

    private static final Duration PAUSE = Duration.ofSeconds(15);
    private static final int LONGEST_PAUSE_FACTOR = 20;

    private static final int SOME_LEFT = 45171;
    private static final int ALL_LEFT = 50005;
    private static final int NO_SUCH_TAG = 45159;
    private static final int NAME_IS_TAKEN = 45157;

    private static final Logger log = LoggerFactory.getLogger(TemporaryTags.class);

    private final Accounts accounts;
    private final Audiences audiences;
    private final TemporaryTagStore store;
    private final BroadcastStore broadcasts;
    private final Settlement settlement;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final WorkLoop deliveryLoop;
    private final CrashPoints crashPoints;

    TemporaryTags(
            Accounts accounts,
            Audiences audiences,
            TemporaryTagStore store,
            BroadcastStore broadcasts,
            Settlement settlement,
            TransactionOperations transactions,
            InstantSource clock,
            WorkLoop deliveryLoop,
            CrashPoints crashPoints) {
        this.accounts = accounts;
        this.audiences = audiences;
        this.store = store;
        this.broadcasts = broadcasts;
        this.settlement = settlement;
        this.transactions = transactions;
        this.clock = clock;
        this.deliveryLoop = deliveryLoop;
        this.crashPoints = crashPoints;
    }

    /** Does one step for one tag. False if there is none to do. */
    boolean workOnce() {
        var claimed = store.claim(clock.instant(), LEASE);
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(TemporaryTag tag) {
        try {
            switch (tag.step()) {
                case FILL -> fill(tag, made(tag));
                case EMPTY -> empty(tag);
                case READY -> {}
            }
        } catch (WeChatException e) {
            later(tag, e);
        }
    }

    private TagId made(TemporaryTag tag) {
        if (tag.tag().isPresent()) {
            return tag.tag().get();
        }
        var id = find(tag).orElseGet(() -> tags(tag).create(tag.name()));
        crashPoints.pass(CrashPoints.Point.AFTER_TAG_MADE);
        store.made(tag, id);
        return id;
    }

    private Optional<TagId> find(TemporaryTag tag) {
        return tags(tag).list().stream()
                .filter(known -> known.name().equals(tag.name()))
                .map(known -> known.id())
                .findFirst();
    }

    private void fill(TemporaryTag tag, TagId id) {
        var next = tag.next(Tags.MAX_FOLLOWERS);
        if (next.isEmpty()) {
            transactions.executeWithoutResult(_ -> store.ready(tag, clock.instant()));
            deliveryLoop.wake();
            return;
        }
        var openIds = audiences.openIds(tag.account(), next);
        if (!openIds.isEmpty()) {
            passingOverThoseWhoLeft(() -> tags(tag).add(id, openIds));
        }
        crashPoints.pass(CrashPoints.Point.AFTER_TAGGING);
        store.advance(tag, next.last());
    }

    private void empty(TemporaryTag tag) {
        var id = tag.tag().or(() -> find(tag));
        var next = tag.next(Tags.MAX_FOLLOWERS);
        if (id.isEmpty()) {
            store.forget(tag);
            return;
        }
        if (next.isEmpty()) {
            tags(tag).delete(id.get());
            crashPoints.pass(CrashPoints.Point.AFTER_TAG_REMOVED);
            store.forget(tag);
            log.info("broadcast.temporary-tag-removed broadcast={}", tag.broadcast());
            return;
        }
        var openIds = audiences.openIds(tag.account(), next);
        if (!openIds.isEmpty()) {
            passingOverThoseWhoLeft(() -> tags(tag).remove(id.get(), openIds));
        }
        crashPoints.pass(CrashPoints.Point.AFTER_UNTAGGING);
        store.advance(tag, next.last());
    }

    private static void passingOverThoseWhoLeft(Runnable change) {
        try {
            change.run();
        } catch (WeChatException e) {
            if (e.code() != SOME_LEFT && e.code() != ALL_LEFT) {
                throw e;
            }
        }
    }

    /** What a later attempt may heal is attempted later; a filling that cannot be is given up. */
    private void later(TemporaryTag tag, WeChatException failure) {
        if (tag.step() == TemporaryTag.Step.EMPTY && failure.code() == NO_SUCH_TAG) {
            store.forget(tag);
            return;
        }
        if (tag.step() == TemporaryTag.Step.FILL && Outcome.needsPerson(failure)) {
            hold(tag, failure);
            return;
        }
        var now = clock.instant();
        var hopeless =
                (failure instanceof WeChatException.Refused && failure.code() != NAME_IS_TAKEN)
                        || now.isAfter(tag.since().plus(PATIENCE));
        if (tag.step() == TemporaryTag.Step.FILL && hopeless) {
            giveUp(tag, failure);
            return;
        }
        var factor = Math.min(tag.failures() + 1, LONGEST_PAUSE_FACTOR);
        store.postpone(tag, now.plus(PAUSE.multipliedBy(factor)));
        log.warn(
                "broadcast.temporary-tag-waits broadcast={} errcode={}",
                tag.broadcast(),
                failure.code());
    }

    private void hold(TemporaryTag tag, WeChatException failure) {
        var reason = Outcome.reason("temporary-tag-held", failure);
        var now = clock.instant();
        transactions.executeWithoutResult(
                _ -> {
                    store.hold(tag, broadcasts.write(reason));
                    settlement.settle(tag.account(), tag.broadcast(), now);
                    store.postpone(tag, now);
                });
    }

    private void giveUp(TemporaryTag tag, WeChatException failure) {
        var reason = Outcome.reason("temporary-tag-failed", failure);
        var now = clock.instant();
        transactions.executeWithoutResult(
                _ -> {
                    store.refuse(tag, broadcasts.write(reason), now);
                    settlement.settle(tag.account(), tag.broadcast(), now);
                    store.postpone(tag, now);
                });
    }

    private Tags tags(TemporaryTag tag) {
        return accounts.wechat(tag.account()).tags();
    }
}
