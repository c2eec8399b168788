package io.qunfa.server.broadcast;

import io.qunfa.server.database.Uuid7;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Lets a broadcast begin: freezes its audience and cuts its calls. Every method runs in its
 * caller's transaction, and the caller has locked the account's quota.
 */
@Component
final class Starting {

    private static final int TAG_DIGITS = 24;

    private final BroadcastStore store;
    private final ReviewStore reviews;
    private final TemporaryTagStore temporaryTags;
    private final Settlement settlement;
    private final InstantSource clock;
    private final Uuid7 ids;

    Starting(
            BroadcastStore store,
            ReviewStore reviews,
            TemporaryTagStore temporaryTags,
            Settlement settlement,
            InstantSource clock,
            Uuid7 ids) {
        this.store = store;
        this.reviews = reviews;
        this.temporaryTags = temporaryTags;
        this.settlement = settlement;
        this.clock = clock;
        this.ids = ids;
    }

    /** False, and nothing has begun, if the broadcast has changed since it was read. */
    boolean start(Broadcast read, Plan plan) {
        var now = clock.instant();
        if (!store.start(read, plan, now)) {
            return false;
        }
        settlement.changed(read, BroadcastState.SENDING, now);
        reviews.free(read.account(), read.id());
        if (plan.route() == Route.BY_TEMPORARY_TAG) {
            temporaryTags.insert(read.account(), read.id(), tagName(read), now);
        }
        store.insertCalls(read.account(), read.id(), cut(plan, now));
        read.options().onceOnlyKey().ifPresent(key -> serve(read, key, plan));
        return true;
    }

    private void serve(Broadcast broadcast, String key, Plan plan) {
        var served = reviews.lockServed(broadcast.account(), key);
        var members = Objects.requireNonNull(plan.members(), "a once-only key needs names");
        if (RoaringBitmap.intersects(served, members)) {
            throw new IllegalStateException("planned with an old list of who had the key " + key);
        }
        served.or(members);
        reviews.saveServed(broadcast.account(), key, served);
    }

    /** 30 bytes, and not again: a broadcast's id begins with the time. */
    private static String tagName(Broadcast broadcast) {
        var digits = broadcast.id().toString().replace("-", "");
        return TemporaryTags.PREFIX + digits.substring(0, TAG_DIGITS);
    }

    private List<BroadcastStore.Cut> cut(Plan plan, Instant now) {
        var batches = plan.batches();
        var cuts = new ArrayList<BroadcastStore.Cut>(plan.calls().size());
        for (var call : plan.calls()) {
            var index = cuts.size();
            cuts.add(
                    new BroadcastStore.Cut(
                            ids.next(),
                            index + 1,
                            call.recipients(),
                            batches.isEmpty() ? null : batches.get(index),
                            dueAt(plan, call, now)));
        }
        return cuts;
    }

    /** A call whose tag is yet to be filled waits for it. */
    private static @Nullable Instant dueAt(Plan plan, Plan.PlannedCall call, Instant now) {
        if (plan.route() == Route.BY_TEMPORARY_TAG) {
            return now.plus(TemporaryTags.WAIT);
        }
        return call.day().equals(BeijingTime.day(now)) ? null : BeijingTime.on(call.day(), now);
    }
}
