package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.OfficialAccount;
import tools.jackson.databind.node.ObjectNode;

/** Who follows, and what is known about them. */
public final class UserCalls {

    private static final int PAGE_SIZE = 10_000;

    /** {@code GET /cgi-bin/user/get}: a page of OpenIDs in order of following. */
    public ObjectNode get(Call call) {
        var followers = call.account().followers();
        var cursor = call.parameter("next_openid");
        int from = cursor.isEmpty() ? 0 : followers.require(cursor) + 1;
        var page = followers.page(from, PAGE_SIZE);
        var answer = Json.object().put("total", followers.count()).put("count", page.size());
        if (page.isEmpty()) {
            return answer.put("next_openid", "");
        }
        var openIds = answer.putObject("data").putArray("openid");
        page.forEach(number -> openIds.add(followers.openId(number)));
        return answer.put("next_openid", followers.openId(page.get(page.size() - 1)));
    }

    /** {@code GET /cgi-bin/user/info}: the platform gives no name and no picture since 2021. */
    public ObjectNode info(Call call) {
        var account = call.account();
        var openId = call.parameter("openid");
        int number = account.followers().require(openId);
        return account.followers().isFollowing(number)
                ? follower(account, number, openId)
                : Json.object().put("subscribe", 0).put("openid", openId);
    }

    private static ObjectNode follower(OfficialAccount account, int number, String openId) {
        var tags = account.tags().idsOf(number);
        var answer =
                Json.object()
                        .put("subscribe", 1)
                        .put("openid", openId)
                        .put("language", "zh_CN")
                        .put(
                                "subscribe_time",
                                account.followers().followedAt(number).getEpochSecond())
                        .put("remark", "")
                        .put("groupid", tags.isEmpty() ? 0 : tags.get(0));
        var list = answer.putArray("tagid_list");
        tags.forEach(list::add);
        return answer.put("subscribe_scene", "ADD_SCENE_QR_CODE")
                .put("qr_scene", 0)
                .put("qr_scene_str", "");
    }
}
