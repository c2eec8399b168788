package io.qunfa.client;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who follows the account. The platform allows 500 pages a day (100 on a test account).
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/usermanage/userinfo/api_getfans.html">获取关注用户列表,
 *     state of November 2026</a>
 */
public final class Followers {

    /** The most followers of one call of {@link #infos}. */
    public static final int MAX_INFOS = 100;

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

    /** One follower, or somebody who left; 40003 for an OpenID of another account. */
    public Follower info(OpenId follower, Language language) {
        var query = Query.of("openid", follower.value()).and("lang", language.wire());
        return api.get("/cgi-bin/user/info", query, Info.class).toFollower();
    }

    /**
     * Several followers; one OpenID of another account fails them all with 40003.
     *
     * @param followers 1 to 100
     */
    public List<Follower> infos(List<OpenId> followers, Language language) {
        Batch.require("follower", followers, MAX_INFOS);
        var body = Json.object();
        var list = body.putArray("user_list");
        followers.forEach(
                openId ->
                        list.addObject()
                                .put("openid", openId.value())
                                .put("lang", language.wire()));
        return api.post("/cgi-bin/user/info/batchget", body, Infos.class).userInfoList.stream()
                .map(Info::toFollower)
                .toList();
    }

    /**
     * Notes something about a follower; 43004 if they do not follow.
     *
     * @param remark below 30 bytes of UTF-8, else 40092
     */
    public void remark(OpenId follower, String remark) {
        var body = Json.object().put("openid", follower.value()).put("remark", remark);
        api.post("/cgi-bin/user/info/updateremark", body);
    }

    /**
     * What followers of an account that was merged into this one are called here.
     *
     * @param openIds 1 to 100, of the old account
     */
    public List<MigratedOpenId> migrated(AppId oldAccount, List<OpenId> openIds) {
        Batch.require("OpenID", openIds, MAX_INFOS);
        var body = Json.object().put("from_appid", oldAccount.value());
        body.set("openid_list", Json.openIds(openIds));
        return api.post("/cgi-bin/changeopenid", body, Migrated.class).resultList.stream()
                .map(MigratedItem::toMigrated)
                .toList();
    }

    private FollowerPage page(Query query) {
        return api.get("/cgi-bin/user/get", query, OpenIdPage.class).toFollowerPage();
    }

    /**
     * A follower under the old and the new account.
     *
     * @param now empty if there is none; the problem then says why
     */
    public record MigratedOpenId(OpenId before, Optional<OpenId> now, String problem) {}

    private record Infos(List<Info> userInfoList) {}

    record Info(
            int subscribe,
            OpenId openid,
            @Nullable Instant subscribeTime,
            String unionid,
            String language,
            String remark,
            @Nullable TagId groupid,
            List<TagId> tagidList,
            String subscribeScene,
            long qrScene,
            String qrSceneStr) {

        Info {
            Objects.requireNonNull(openid, "openid");
        }

        Follower toFollower() {
            return new Follower(
                    openid,
                    subscribe != 0,
                    Optional.ofNullable(subscribeTime),
                    Optional.of(unionid).filter(text -> !text.isEmpty()),
                    language,
                    remark,
                    Optional.ofNullable(groupid),
                    tagidList,
                    subscribeScene,
                    scene());
        }

        private String scene() {
            return qrSceneStr.isEmpty() && qrScene != 0 ? Long.toString(qrScene) : qrSceneStr;
        }
    }

    private record Migrated(List<MigratedItem> resultList) {}

    private record MigratedItem(OpenId oriOpenid, String newOpenid, String errMsg) {

        MigratedOpenId toMigrated() {
            var now = Optional.of(newOpenid).filter(text -> !text.isEmpty()).map(OpenId::new);
            return new MigratedOpenId(oriOpenid, now, errMsg.equals("ok") ? "" : errMsg);
        }
    }
}
