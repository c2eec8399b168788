package io.qunfa.server.broadcast;

import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * The audience of a broadcast as it is kept: followers by their numbers, so that nobody's OpenID
 * outlives their following.
 */
sealed interface Addressees {

    /** Everybody. */
    record Everybody() implements Addressees {}

    /** Whoever has the tag. */
    record Tagged(TagId tag) implements Addressees {}

    /**
     * Followers named one by one.
     *
     * @param unknown who was named and did not follow; forgotten when the broadcast is sent
     */
    record Named(RoaringBitmap members, List<OpenId> unknown) implements Addressees {
        public Named {
            unknown = List.copyOf(unknown);
        }

        long size() {
            return members.getLongCardinality() + unknown.size();
        }
    }
}
