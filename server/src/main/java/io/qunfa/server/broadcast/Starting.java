package io.qunfa.server.broadcast;

import io.qunfa.server.database.Uuid7;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Lets a broadcast begin: freezes its audience and cuts its calls. Every method runs in its
 * caller's transaction, and the caller has locked the account's quota.
 */
@Component
final class Starting {

    private final BroadcastStore store;
    private final ReviewStore reviews;
    private final Settlement settlement;
    private final InstantSource clock;
    private final Uuid7 ids;

    Starting(
            BroadcastStore store,
            ReviewStore reviews,
            Settlement settlement,
            InstantSource clock,
            Uuid7 ids) {
        this.store = store;
        this.reviews = reviews;
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
        for (var cut : cut(plan, now)) {
            store.insertCall(read.account(), read.id(), cut);
        }
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

    private List<BroadcastStore.Cut> cut(Plan plan, Instant now) {
        var members = plan.members();
        var batches =
                plan.route() == Route.BY_LIST && members != null
                        ? Batches.cut(members)
                        : List.<RoaringBitmap>of();
        var today = BeijingTime.day(now);
        var cuts = new ArrayList<BroadcastStore.Cut>(plan.calls().size());
        for (var call : plan.calls()) {
            var index = cuts.size();
            cuts.add(
                    new BroadcastStore.Cut(
                            ids.next(),
                            index + 1,
                            call.recipients(),
                            batches.isEmpty() ? null : batches.get(index),
                            call.day().equals(today) ? null : BeijingTime.on(call.day(), now)));
        }
        return cuts;
    }
}
