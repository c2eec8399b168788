package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Followers, tags, groups and the blocked list. */
@SandboxTest(followers = 120, startAt = "2026-11-25T04:00:00Z")
class FollowersIT {

    private Sandbox sandbox;
    private Caller caller;
    private List<String> openIds;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        openIds = sandbox.account().followers(120);
    }

    @Test
    void a_batch_describes_followers_and_those_who_left() throws Exception {
        sandbox.phone(openIds.get(1)).unfollow();

        var answer =
                caller.post(
                        "/cgi-bin/user/info/batchget",
                        "{\"user_list\":[{\"openid\":\"%s\",\"lang\":\"zh_CN\"},{\"openid\":\"%s\"}]}"
                                .formatted(openIds.get(0), openIds.get(1)));

        var people = answer.path("user_info_list");
        assertThat(answer.has("errcode")).isFalse();
        assertThat(people.get(0).path("subscribe").asInt()).isEqualTo(1);
        assertThat(people.get(0).path("subscribe_scene").asString()).isEqualTo("ADD_SCENE_QR_CODE");
        assertThat(people.get(0).has("nickname")).isFalse();
        assertThat(people.get(1).toString())
                .isEqualTo("{\"subscribe\":0,\"openid\":\"" + openIds.get(1) + "\"}");
    }

    @Test
    void a_batch_of_101_is_refused_and_so_is_one_with_a_stranger() throws Exception {
        var many =
                openIds.subList(0, 101).stream()
                        .map(id -> "{\"openid\":\"" + id + "\"}")
                        .collect(Collectors.joining(","));

        assertThat(code("/cgi-bin/user/info/batchget", "{\"user_list\":[" + many + "]}"))
                .isEqualTo(40032);
        assertThat(code("/cgi-bin/user/info/batchget", "{\"user_list\":[{\"openid\":\"x\"}]}"))
                .isEqualTo(40003);
    }

    @Test
    void a_remark_is_shorter_than_30_bytes_and_gone_when_the_follower_left() throws Exception {
        var openId = openIds.get(0);

        assertThat(remark(openId, "老顾客")).isZero();
        assertThat(info(openId).path("remark").asString()).isEqualTo("老顾客");
        assertThat(remark(openId, "十个汉字就有三十个字节")).isEqualTo(40092);
        assertThat(remark(openId, "x".repeat(30))).isEqualTo(40092);
        sandbox.phone(openId).unfollow();
        assertThat(remark(openId, "left")).isEqualTo(43004);
        sandbox.phone(openId).follow();
        assertThat(info(openId).path("remark").asString()).isEmpty();
    }

    @Test
    void a_tag_is_created_renamed_counted_and_deleted() throws Exception {
        var created = caller.post("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"广东\"}}");
        long id = created.path("tag").path("id").asLong();

        assertThat(created.toString())
                .isEqualTo("{\"tag\":{\"id\":%d,\"name\":\"广东\"}}".formatted(id));
        assertThat(tag(id, openIds.subList(0, 50))).isZero();
        assertThat(code("/cgi-bin/tags/update", named(id, "广东人"))).isZero();
        assertThat(caller.read("/cgi-bin/tags/get").toString())
                .isEqualTo(
                        "{\"tags\":[{\"id\":2,\"name\":\"星标组\",\"count\":0},{\"id\":%d,\"name\":\"广东人\",\"count\":50}]}"
                                .formatted(id));
        assertThat(code("/cgi-bin/tags/delete", "{\"tag\":{\"id\":" + id + "}}")).isZero();
        assertThat(info(openIds.get(0)).path("tagid_list")).isEmpty();
    }

    @Test
    void the_members_of_a_tag_come_in_pages_without_data_when_there_are_none() throws Exception {
        long id = sandbox.account().createTag("a", openIds.subList(0, 2));

        var first =
                caller.post(
                        "/cgi-bin/user/tag/get",
                        "{\"tagid\":%d,\"next_openid\":\"\"}".formatted(id));
        var next =
                caller.post(
                        "/cgi-bin/user/tag/get",
                        "{\"tagid\":%d,\"next_openid\":\"%s\"}".formatted(id, openIds.get(1)));

        assertThat(first.path("count").asInt()).isEqualTo(2);
        assertThat(first.path("data").path("openid").get(1).asString()).isEqualTo(openIds.get(1));
        assertThat(first.path("next_openid").asString()).isEqualTo(openIds.get(1));
        assertThat(next.toString()).isEqualTo("{\"count\":0,\"next_openid\":\"\"}");
        assertThat(code("/cgi-bin/user/tag/get", "{\"tagid\":999}")).isEqualTo(45159);
    }

    @Test
    void names_of_tags_are_new_and_have_30_characters_at_most() throws Exception {
        assertThat(create("一".repeat(30))).isZero();
        assertThat(create("一".repeat(31))).isEqualTo(45158);
        assertThat(create("一".repeat(30))).isEqualTo(45157);
        assertThat(create("")).isEqualTo(45157);
    }

    @Test
    void system_tags_stay_as_they_are() throws Exception {
        assertThat(code("/cgi-bin/tags/update", named(2, "x"))).isEqualTo(45058);
        assertThat(code("/cgi-bin/tags/delete", "{\"tag\":{\"id\":0}}")).isEqualTo(45058);
        assertThat(tag(2, openIds.subList(0, 1))).isZero();
        assertThat(tag(0, openIds.subList(0, 1))).isEqualTo(45159);
    }

    @Test
    void the_101st_tag_and_the_21st_tag_of_a_follower_are_refused() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(create("tag " + i)).isZero();
        }
        for (int i = 0; i < 20; i++) {
            assertThat(tag(100 + i, openIds.subList(0, 1))).isZero();
        }

        assertThat(create("one more")).isEqualTo(45056);
        assertThat(tag(120, openIds.subList(0, 1))).isEqualTo(45059);
        assertThat(tag(119, openIds.subList(0, 1))).isZero();
    }

    @Test
    void fifty_openids_are_the_most_of_one_call() throws Exception {
        long id = sandbox.account().createTag("a", openIds.subList(0, 1));

        assertThat(tag(id, openIds.subList(0, 51))).isEqualTo(40032);
        assertThat(tag(id, List.of())).isEqualTo(40032);
        assertThat(untag(id, openIds.subList(0, 51))).isEqualTo(40032);
    }

    @Test
    void openids_of_another_account_and_of_nobody_are_told_apart() throws Exception {
        var foreign = sandbox.addAccount(AccountKind.SERVICE).follow(1).get(0).openId();

        assertThat(tag(2, List.of(foreign))).isEqualTo(49003);
        assertThat(tag(2, List.of("nobody"))).isEqualTo(40003);
        assertThat(idsOf(foreign).path("errcode").asInt()).isEqualTo(49003);
        assertThat(idsOf("nobody").path("errcode").asInt()).isEqualTo(40003);
    }

    @Test
    void those_who_left_are_listed_when_others_were_tagged() throws Exception {
        sandbox.phone(openIds.get(0)).unfollow();

        var some =
                caller.post(
                        "/cgi-bin/tags/members/batchtagging", tagging(2, openIds.subList(0, 2)));

        assertThat(some.path("errcode").asInt()).isEqualTo(45171);
        assertThat(some.path("fail_openid_list").get(0).asString()).isEqualTo(openIds.get(0));
        assertThat(idsOf(openIds.get(1)).toString()).isEqualTo("{\"tagid_list\":[2]}");
        assertThat(tag(2, openIds.subList(0, 1))).isEqualTo(50005);
    }

    @Test
    void untagging_and_leaving_both_take_the_tag_off() throws Exception {
        long id = sandbox.account().createTag("a", openIds.subList(0, 2));

        assertThat(untag(id, openIds.subList(0, 1))).isZero();
        sandbox.phone(openIds.get(1)).unfollow();
        sandbox.phone(openIds.get(1)).follow();

        assertThat(idsOf(openIds.get(0)).path("tagid_list")).isEmpty();
        assertThat(idsOf(openIds.get(1)).path("tagid_list")).isEmpty();
    }

    @Test
    void a_group_holds_each_follower_alone() throws Exception {
        long id =
                caller.post("/cgi-bin/groups/create", "{\"group\":{\"name\":\"test\"}}")
                        .path("group")
                        .path("id")
                        .asLong();

        assertThat(move(openIds.get(0), 2)).isZero();
        assertThat(move(openIds.get(0), id)).isZero();

        assertThat(groupOf(openIds.get(0))).isEqualTo(id);
        assertThat(idsOf(openIds.get(0)).path("tagid_list")).hasSize(1);
        assertThat(groupOf(openIds.get(1))).isZero();
        assertThat(code("/cgi-bin/groups/delete", "{\"group\":{\"id\":" + id + "}}")).isZero();
        assertThat(groupOf(openIds.get(0))).isZero();
        assertThat(move(openIds.get(0), id)).isEqualTo(40050);
        assertThat(code("/cgi-bin/groups/delete", "{\"group\":{\"id\":1}}")).isEqualTo(45016);
    }

    @Test
    void a_group_is_renamed_and_takes_several_at_once() throws Exception {
        long id =
                caller.post("/cgi-bin/groups/create", "{\"group\":{\"name\":\"old\"}}")
                        .at("/group/id")
                        .asLong();
        var two = openIds.subList(0, 2);
        var move =
                "{\"openid_list\":[\"%s\",\"%s\"],\"to_groupid\":%d}"
                        .formatted(two.get(0), two.get(1), id);

        assertThat(
                        code(
                                "/cgi-bin/groups/update",
                                "{\"group\":{\"id\":" + id + ",\"name\":\"new\"}}"))
                .isZero();
        assertThat(code("/cgi-bin/groups/members/batchupdate", move)).isZero();

        assertThat(groupOf(two.get(1))).isEqualTo(id);
        assertThat(caller.read("/cgi-bin/groups/get").path("groups").valueStream())
                .anySatisfy(
                        group -> {
                            assertThat(group.path("name").asString()).isEqualTo("new");
                            assertThat(group.path("count").asInt()).isEqualTo(2);
                        });
    }

    @Test
    void the_blocked_are_listed_and_get_nothing() throws Exception {
        var blocked = openIds.subList(0, 2);

        assertThat(code("/cgi-bin/tags/members/batchblacklist", list(blocked))).isZero();
        var page = caller.post("/cgi-bin/tags/members/getblacklist", "{\"begin_openid\":\"\"}");

        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("next_openid").asString()).isEqualTo(openIds.get(1));
        assertThat(groupOf(openIds.get(0))).isEqualTo(1);
        assertThat(code("/cgi-bin/tags/members/batchblacklist", list(openIds.subList(0, 21))))
                .isEqualTo(40032);
        assertThat(code("/cgi-bin/tags/members/batchunblacklist", list(blocked))).isZero();
        assertThat(
                        caller.post("/cgi-bin/tags/members/getblacklist", "{\"begin_openid\":\"\"}")
                                .toString())
                .isEqualTo("{\"total\":0,\"count\":0,\"next_openid\":\"\"}");
    }

    @Test
    void openids_of_a_migrated_account_are_translated() throws Exception {
        var old = sandbox.addAccount(AccountKind.SUBSCRIPTION);
        var migrated = old.follow(2).get(1).openId();

        var answer =
                caller.post(
                        "/cgi-bin/changeopenid",
                        "{\"from_appid\":\"%s\",\"openid_list\":[\"%s\",\"x\"]}"
                                .formatted(old.appId(), migrated));

        var rows = answer.path("result_list");
        assertThat(rows.get(0).path("new_openid").asString()).isEqualTo(openIds.get(1));
        assertThat(rows.get(1).path("err_msg").asString()).isEqualTo("ori_openid error");
    }

    private JsonNode info(String openId) throws IOException, InterruptedException {
        return caller.read("/cgi-bin/user/info?openid=" + openId);
    }

    private JsonNode idsOf(String openId) throws IOException, InterruptedException {
        return caller.post("/cgi-bin/tags/getidlist", "{\"openid\":\"" + openId + "\"}");
    }

    private long groupOf(String openId) throws IOException, InterruptedException {
        return caller.post("/cgi-bin/groups/getid", "{\"openid\":\"" + openId + "\"}")
                .path("groupid")
                .asLong(-1);
    }

    private int remark(String openId, String remark) throws IOException, InterruptedException {
        return code(
                "/cgi-bin/user/info/updateremark",
                "{\"openid\":\"%s\",\"remark\":\"%s\"}".formatted(openId, remark));
    }

    private int move(String openId, long group) throws IOException, InterruptedException {
        return code(
                "/cgi-bin/groups/members/update",
                "{\"openid\":\"%s\",\"to_groupid\":%d}".formatted(openId, group));
    }

    private int create(String name) throws IOException, InterruptedException {
        return code("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"" + name + "\"}}");
    }

    private int tag(long id, Collection<String> people) throws IOException, InterruptedException {
        return code("/cgi-bin/tags/members/batchtagging", tagging(id, people));
    }

    private int untag(long id, Collection<String> people) throws IOException, InterruptedException {
        return code("/cgi-bin/tags/members/batchuntagging", tagging(id, people));
    }

    private int code(String path, String body) throws IOException, InterruptedException {
        return caller.post(path, body).path("errcode").asInt(0);
    }

    private static String named(long id, String name) {
        return "{\"tag\":{\"id\":%d,\"name\":\"%s\"}}".formatted(id, name);
    }

    private static String tagging(long id, Collection<String> people) {
        return list(people).replace("]}", "],\"tagid\":" + id + "}");
    }

    private static String list(Collection<String> people) {
        var quoted = people.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return "{\"openid_list\":[" + quoted + "]}";
    }
}
