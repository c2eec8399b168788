package io.qunfa.server.broadcast;

import io.qunfa.client.Followers;
import io.qunfa.client.Language;
import io.qunfa.client.OpenId;
import io.qunfa.client.WeChatException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the OpenIDs of a list that the platform does not know. It refuses a list as a whole and
 * does not name them, but a question about a hundred followers fails as a whole too: so the
 * hundreds that fail are halved until each is alone.
 */
final class ListRepair {

    private static final int INVALID_OPENID = 40003;

    private final Followers platform;

    ListRepair(Followers platform) {
        this.platform = platform;
    }

    /**
     * @throws WeChatException if the platform answers anything else than who they are or that it
     *     does not know them
     */
    List<OpenId> unknown(List<OpenId> openIds) {
        var unknown = new ArrayList<OpenId>();
        for (var from = 0; from < openIds.size(); from += Followers.MAX_INFOS) {
            var to = Math.min(openIds.size(), from + Followers.MAX_INFOS);
            collect(openIds.subList(from, to), unknown);
        }
        return unknown;
    }

    private void collect(List<OpenId> asked, List<OpenId> unknown) {
        if (areKnown(asked)) {
            return;
        }
        if (asked.size() == 1) {
            unknown.add(asked.getFirst());
            return;
        }
        var half = asked.size() / 2;
        collect(asked.subList(0, half), unknown);
        collect(asked.subList(half, asked.size()), unknown);
    }

    private boolean areKnown(List<OpenId> asked) {
        try {
            platform.infos(asked, Language.ENGLISH);
            return true;
        } catch (WeChatException e) {
            if (e.code() == INVALID_OPENID) {
                return false;
            }
            throw e;
        }
    }
}
