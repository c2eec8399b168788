package io.qunfa.client;

import java.util.List;
import java.util.Optional;

/**
 * One page of a list of followers.
 *
 * @param total followers in the whole list
 * @param openIds up to 10,000
 * @param next where the next page starts, or empty after the last one
 */
public record FollowerPage(long total, List<OpenId> openIds, Optional<OpenId> next) {

    public FollowerPage {
        openIds = List.copyOf(openIds);
    }
}
