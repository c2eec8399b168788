package io.qunfa.server.broadcast;

import io.qunfa.client.TagId;
import io.qunfa.server.account.AccountId;
import java.time.Instant;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * A tag that is made for one broadcast, filled before it begins and removed after it has ended.
 *
 * @param name unique to the broadcast, so that one whose making was not answered is found again
 * @param done members up to this number have been tagged, or untagged
 * @param since when its making was begun
 */
record TemporaryTag(
        AccountId account,
        BroadcastId broadcast,
        String name,
        Optional<TagId> tag,
        Step step,
        Optional<Integer> done,
        RoaringBitmap members,
        int failures,
        Instant since) {

    enum Step {
        FILL,
        READY,
        EMPTY
    }

    /** The next members to be tagged or untagged; empty if that is done. */
    RoaringBitmap next(int count) {
        return Numbers.page(members, done, count).numbers();
    }
}
