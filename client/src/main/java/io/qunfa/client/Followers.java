package io.qunfa.client;

/**
 * Who follows the account. The platform allows 500 pages a day (100 on a test account).
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/usermanage/userinfo/api_getfans.html">获取关注用户列表,
 *     state of November 2026</a>
 */
public final class Followers {

    private final Api api;

    Followers(Api api) {
        this.api = api;
    }

    /** The first page, up to 10,000 OpenIDs in the platform's own order. */
    public FollowerPage page() {
        return page(Query.NONE);
    }

    /** The page after this OpenID, which is itself not part of it. */
    public FollowerPage pageAfter(OpenId last) {
        return page(Query.of("next_openid", last.value()));
    }

    private FollowerPage page(Query query) {
        return api.get("/cgi-bin/user/get", query, OpenIdPage.class).toFollowerPage();
    }
}
