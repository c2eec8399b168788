package io.qunfa.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The blocked list: its people's messages are not pushed, and mass sends skip them.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/usermanage/userinfo/api_getblacklist.html">获取黑名单列表,
 *     state of November 2026</a>
 */
public final class BlockedFollowers {

    /** The most people of one call that blocks or unblocks. */
    public static final int MAX_FOLLOWERS = 20;

    private final Api api;

    BlockedFollowers(Api api) {
        this.api = api;
    }

    /** The first page, in the platform's own order. */
    public FollowerPage page() {
        return page("");
    }

    /** The page after this OpenID, which is itself not part of it. */
    public FollowerPage pageAfter(OpenId last) {
        return page(last.value());
    }

    /**
     * Blocks people.
     *
     * @param followers 1 to 20
     */
    public void block(List<OpenId> followers) {
        api.post("/cgi-bin/tags/members/batchblacklist", list(followers));
    }

    /**
     * Unblocks people.
     *
     * @param followers 1 to 20
     */
    public void unblock(List<OpenId> followers) {
        api.post("/cgi-bin/tags/members/batchunblacklist", list(followers));
    }

    private FollowerPage page(String after) {
        var body = Json.object().put("begin_openid", after);
        return api.post("/cgi-bin/tags/members/getblacklist", body, OpenIdPage.class)
                .toFollowerPage();
    }

    private static JsonNode list(List<OpenId> followers) {
        Batch.require("follower", followers, MAX_FOLLOWERS);
        var body = Json.object();
        body.set("openid_list", Json.openIds(followers));
        return body;
    }
}
