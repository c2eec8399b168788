package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers, tags and groups as the platform lists them. */
@SandboxTest(followers = 10_003)
class FollowerIT {

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void followers_come_in_pages_and_the_last_page_has_no_data() throws Exception {
        var first = caller.read("/cgi-bin/user/get");
        var second =
                caller.read(
                        "/cgi-bin/user/get?next_openid=" + first.path("next_openid").asString());
        var third =
                caller.read(
                        "/cgi-bin/user/get?next_openid=" + second.path("next_openid").asString());

        assertThat(first.path("total").asInt()).isEqualTo(10_003);
        assertThat(first.path("data").path("openid")).hasSize(10_000);
        assertThat(second.path("count").asInt()).isEqualTo(3);
        assertThat(third.toString())
                .isEqualTo("{\"total\":10003,\"count\":0,\"next_openid\":\"\"}");
    }

    @Test
    void a_cursor_of_another_account_is_refused() throws Exception {
        assertThat(caller.read("/cgi-bin/user/get?next_openid=oNobody").path("errcode").asInt())
                .isEqualTo(40003);
    }

    @Test
    void who_left_is_gone_from_the_list_and_known_as_no_subscriber() throws Exception {
        var phone = sandbox.phones(1).get(0);
        phone.unfollow();

        var page = caller.read("/cgi-bin/user/get");
        var info = caller.read("/cgi-bin/user/info?openid=" + phone.openId());

        assertThat(page.path("total").asInt()).isEqualTo(10_002);
        assertThat(page.path("data").path("openid").get(0).asString()).isNotEqualTo(phone.openId());
        assertThat(info.toString())
                .isEqualTo("{\"subscribe\":0,\"openid\":\"" + phone.openId() + "\"}");
    }

    @Test
    void who_comes_back_has_the_same_openid() throws Exception {
        var phone = sandbox.phones(1).get(0);
        phone.unfollow();
        phone.follow();

        assertThat(
                        caller.read("/cgi-bin/user/info?openid=" + phone.openId())
                                .path("subscribe")
                                .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_new_tag_starts_at_100_and_counts_its_members() throws Exception {
        var created = caller.post("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"广东\"}}");
        var ids = sandbox.account().followers(2);
        var tagged = caller.post("/cgi-bin/tags/members/batchtagging", tagging(ids, 100));

        assertThat(created.toString()).isEqualTo("{\"tag\":{\"id\":100,\"name\":\"广东\"}}");
        assertThat(tagged.toString()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
        assertThat(caller.read("/cgi-bin/tags/get").toString())
                .isEqualTo(
                        "{\"tags\":[{\"id\":2,\"name\":\"星标组\",\"count\":0},{\"id\":100,\"name\":\"广东\",\"count\":2}]}");
    }

    @Test
    void the_groups_of_old_are_the_tags_with_the_hidden_two() throws Exception {
        assertThat(caller.read("/cgi-bin/groups/get").path("groups").get(0).toString())
                .isEqualTo("{\"id\":0,\"name\":\"未分组\",\"count\":10003}");
    }

    @Test
    void bad_tags_are_refused() throws Exception {
        caller.post("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"x\"}}");
        var many = sandbox.account().followers(51);

        assertThat(code("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"x\"}}")).isEqualTo(45157);
        assertThat(code("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"" + "x".repeat(31) + "\"}}"))
                .isEqualTo(45158);
        assertThat(code("/cgi-bin/tags/members/batchtagging", tagging(many, 100))).isEqualTo(40032);
        assertThat(code("/cgi-bin/tags/members/batchtagging", tagging(many.subList(0, 1), 999)))
                .isEqualTo(45159);
    }

    @Test
    void an_unverified_account_may_not_list_followers() throws Exception {
        caller.control("PATCH", "/accounts/" + sandbox.account().appId(), "{\"verified\":false}");

        assertThat(caller.read("/cgi-bin/user/get").path("errcode").asInt()).isEqualTo(48001);
    }

    @Test
    void a_doubled_slash_and_a_post_are_accepted() throws Exception {
        var answer =
                Caller.json(
                        caller.send(
                                "POST", "//cgi-bin/user/get?access_token=" + caller.token(), ""));

        assertThat(answer.path("total").asInt()).isEqualTo(10_003);
    }

    @Test
    void an_unknown_path_is_refused_loudly() throws Exception {
        var answer = caller.get("/cgi-bin/user/gets?access_token=" + caller.token());

        assertThat(Caller.json(answer).path("errcode").asInt()).isEqualTo(40066);
        assertThat(answer.headers().firstValue("X-Qunfa-Not-Emulated"))
                .hasValue("nearest=/cgi-bin/user/get");
    }

    @Test
    void a_body_that_is_missing_or_no_json_is_told_apart() throws Exception {
        assertThat(code("/cgi-bin/tags/create", "")).isEqualTo(44002);
        assertThat(code("/cgi-bin/tags/create", "{\"tag\":")).isEqualTo(47001);
        assertThat(code("/cgi-bin/tags/create", "[]")).isEqualTo(47001);
        assertThat(code("/cgi-bin/tags/create", "{\"tag\":".repeat(100_000))).isEqualTo(47001);
        assertThat(code("/cgi-bin/tags/create", "{\"tag\":" + "1".repeat(2_000) + "}"))
                .isEqualTo(47001);
    }

    private int code(String path, String body) throws Exception {
        return caller.post(path, body).path("errcode").asInt(0);
    }

    private static String tagging(List<String> openIds, long tag) {
        var list =
                openIds.stream()
                        .map(id -> "\"" + id + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return "{\"openid_list\":%s,\"tagid\":%d}".formatted(list, tag);
    }
}
