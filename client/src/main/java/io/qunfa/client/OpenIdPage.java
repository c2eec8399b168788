package io.qunfa.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of OpenIDs as the platform writes it; an empty one has no {@code data}. */
record OpenIdPage(long total, long count, @Nullable Data data, String nextOpenid) {

    record Data(List<OpenId> openid) {}

    FollowerPage toFollowerPage() {
        var openIds = data == null ? List.<OpenId>of() : data.openid;
        return new FollowerPage(total, openIds, next(openIds));
    }

    /** The last page names a next one too, which is empty. */
    private Optional<OpenId> next(List<OpenId> openIds) {
        if (openIds.isEmpty() || nextOpenid.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OpenId(nextOpenid));
    }
}
