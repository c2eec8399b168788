package io.qunfa.client;

import java.util.HashSet;
import java.util.List;

/**
 * The audience of one send by OpenID.
 *
 * @param openIds 2 to 10,000 distinct ones; the platform refuses a list of one with 40130
 */
public record Recipients(List<OpenId> openIds) {

    public static final int MIN = 2;
    public static final int MAX = 10_000;

    public Recipients {
        openIds = List.copyOf(openIds);
        if (openIds.size() < MIN || openIds.size() > MAX) {
            throw new IllegalArgumentException(
                    "one send takes 2 to 10000 OpenIDs, not " + openIds.size());
        }
        var seen = new HashSet<OpenId>(openIds.size() * 2);
        for (var openId : openIds) {
            if (!seen.add(openId)) {
                throw new IllegalArgumentException("an OpenID is listed twice: " + openId);
            }
        }
    }
}
