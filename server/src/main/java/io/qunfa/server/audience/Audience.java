package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/** Whom a broadcast is for. There is no default: everybody is a choice like any other. */
public sealed interface Audience {

    /** Every follower. */
    record All() implements Audience {}

    /** The followers who carry one tag. */
    record ByTag(TagId tag) implements Audience {}

    /** The followers of a list that was uploaded. */
    record Uploaded(UUID list) implements Audience {}

    /** The followers named, each once, in the order given. */
    record OpenIds(List<OpenId> openIds) implements Audience {

        /** Longer lists are uploaded as files. */
        public static final int LIMIT = 1_000_000;

        public OpenIds {
            openIds = List.copyOf(new LinkedHashSet<>(openIds));
            if (openIds.size() > LIMIT) {
                throw new IllegalArgumentException(
                        "at most " + LIMIT + " OpenIDs: " + openIds.size());
            }
        }
    }
}
