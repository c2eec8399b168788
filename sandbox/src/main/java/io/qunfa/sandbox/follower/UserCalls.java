package io.qunfa.sandbox.follower;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who follows, and what is known about them. */
public final class UserCalls {

    private static final int MAX_BATCH = 100;

    private final World world;

    public UserCalls(World world) {
        this.world = world;
    }

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/user/get", this::get,
                "/cgi-bin/user/info", this::info,
                "/cgi-bin/user/info/batchget", this::batchGet,
                "/cgi-bin/user/info/updateremark", this::updateRemark,
                "/cgi-bin/changeopenid", this::changeOpenId);
    }

    /** {@code GET /cgi-bin/user/get}: a page of OpenIDs in order of following. */
    ObjectNode get(Call call) {
        var followers = call.account().followers();
        int from = OpenIdList.after(followers, call.parameter("next_openid"));
        int size = call.account().settings().measure(Measure.FOLLOWERS_PER_PAGE);
        var page = followers.page(from, size);
        return OpenIdList.write(followers, page, Json.object().put("total", followers.count()));
    }

    /** {@code GET /cgi-bin/user/info}: the platform gives no name and no picture since 2021. */
    ObjectNode info(Call call) {
        return describe(call.account(), call.parameter("openid"));
    }

    /** {@code POST /cgi-bin/user/info/batchget}: up to 100; one unknown OpenID fails them all. */
    ObjectNode batchGet(Call call) {
        var wanted = call.body().path("user_list");
        if (wanted.isEmpty() || wanted.size() > MAX_BATCH) {
            throw Refusal.of(
                    40032,
                    "user_list has 1 to 100 entries",
                    wanted.size() + " entries",
                    "several calls");
        }
        var answer = Json.object();
        var list = answer.putArray("user_info_list");
        for (JsonNode entry : wanted) {
            list.add(describe(call.account(), entry.path("openid").asString("")));
        }
        return answer;
    }

    /** {@code POST /cgi-bin/user/info/updateremark}. */
    ObjectNode updateRemark(Call call) {
        var account = call.account();
        int number = account.followers().requireFollowing(text(call.body(), "openid"));
        account.notes().remark(number, text(call.body(), "remark"));
        return Envelope.ok();
    }

    /**
     * {@code POST /cgi-bin/changeopenid}: the OpenIDs that followers of a migrated account have
     * here. Person n there is person n here (assumed).
     */
    ObjectNode changeOpenId(Call call) {
        var openIds = OpenIdList.read(call.body(), "openid_list");
        if (openIds.isEmpty() || openIds.size() > MAX_BATCH) {
            throw Refusal.of(
                    40032, "openid_list has 1 to 100 entries", openIds.size() + "", "several");
        }
        var from = text(call.body(), "from_appid");
        var origin =
                world.find(from)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                40013,
                                                "from_appid is an account of this sandbox",
                                                from,
                                                "an appid from /_sandbox/accounts"));
        var answer = Envelope.ok();
        var list = answer.putArray("result_list");
        openIds.forEach(openId -> list.add(changed(call.account(), origin, openId)));
        return answer;
    }

    private static ObjectNode changed(
            OfficialAccount account, OfficialAccount origin, String openId) {
        var row = Json.object().put("ori_openid", openId);
        var number = origin.followers().numberOf(openId);
        if (number.isPresent() && account.followers().isFollowing(number.getAsInt())) {
            return row.put("new_openid", account.followers().openId(number.getAsInt()))
                    .put("err_msg", "ok");
        }
        return row.put("err_msg", "ori_openid error");
    }

    private static ObjectNode describe(OfficialAccount account, String openId) {
        int number = account.followers().require(openId);
        return account.followers().isFollowing(number)
                ? follower(account, number, openId)
                : Json.object().put("subscribe", 0).put("openid", openId);
    }

    private static ObjectNode follower(OfficialAccount account, int number, String openId) {
        var since = account.followers().followedAt(number).getEpochSecond();
        var answer =
                Json.object()
                        .put("subscribe", 1)
                        .put("openid", openId)
                        .put("language", "zh_CN")
                        .put("subscribe_time", since)
                        .put("remark", account.notes().remarkOf(number))
                        .put("groupid", account.groups().of(number));
        addAll(account.tags().idsOf(number), answer);
        var origin = account.notes().originOf(number);
        return answer.put("subscribe_scene", origin.channel())
                .put("qr_scene", origin.sceneId())
                .put("qr_scene_str", origin.sceneText());
    }

    private static void addAll(List<Long> tagIds, ObjectNode answer) {
        var list = answer.putArray("tagid_list");
        tagIds.forEach(list::add);
    }

    private static String text(JsonNode body, String member) {
        return body.path(member).asString("");
    }
}
