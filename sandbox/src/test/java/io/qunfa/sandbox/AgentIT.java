package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The agents of the customer service: added, invited, shown, deleted. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class AgentIT {

    private static final String AGENT = "test1@gh-alias";
    private static final String ACCOUNTS = "/customservice/kfaccount/";
    private static final String LIST = "/cgi-bin/customservice/getkflist";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void an_agent_is_added_renamed_and_deleted() throws Exception {
        assertThat(add(AGENT, "客服1")).isZero();
        assertThat(change("update", AGENT, "nickname", "客服2")).isZero();

        var agent = caller.read(LIST).at("/kf_list/0");
        assertThat(agent.path("kf_account").asString()).isEqualTo(AGENT);
        assertThat(agent.path("kf_nick").asString()).isEqualTo("客服2");
        assertThat(agent.path("kf_id").asString()).isEqualTo("1001");
        assertThat(code(caller.read(ACCOUNTS + "del?kf_account=" + AGENT))).isZero();
        assertThat(caller.read(LIST).path("kf_list")).isEmpty();
        assertThat(code(caller.read(ACCOUNTS + "del?kf_account=" + AGENT))).isEqualTo(65401);
    }

    @Test
    void names_are_checked() throws Exception {
        assertThat(add("no at", "客服1")).isEqualTo(65404);
        assertThat(add("much-too-long-name@gh", "客服1")).isEqualTo(65404);
        assertThat(add(AGENT, "")).isEqualTo(65403);
        assertThat(add(AGENT, "长".repeat(17))).isEqualTo(65403);
        assertThat(add(AGENT, "客服1")).isZero();
        assertThat(add(AGENT, "客服1")).isEqualTo(65406);
        for (int i = 2; i <= 100; i++) {
            add("t" + i + "@gh-alias", "客服");
        }
        assertThat(add("t101@gh-alias", "客服")).isEqualTo(65405);
    }

    @Test
    void a_person_takes_the_place_after_an_invitation() throws Exception {
        var people = sandbox.phones(3);
        var first = people.get(0).weChatId();
        add(AGENT, "客服1");
        add("test2@gh-alias", "客服2");

        assertThat(change("inviteworker", AGENT, "invite_wx", "nobody")).isEqualTo(65409);
        assertThat(change("inviteworker", AGENT, "invite_wx", first)).isZero();
        assertThat(change("inviteworker", AGENT, "invite_wx", first)).isEqualTo(65408);
        assertThat(change("inviteworker", AGENT, "invite_wx", people.get(1).weChatId()))
                .isEqualTo(65411);
        assertThat(status()).isEqualTo("waiting");
        sandbox.clock().advance(Duration.ofHours(25));
        caller.withToken();
        assertThat(status()).isEqualTo("expired");
        change("inviteworker", AGENT, "invite_wx", first);
        control("{\"accepted\":false}");
        assertThat(status()).isEqualTo("rejected");
        change("inviteworker", AGENT, "invite_wx", first);
        control("{\"accepted\":true,\"online\":true}");

        caller.keepAndRestore();
        caller.withToken();
        var agent = caller.read(LIST).at("/kf_list/0");
        assertThat(agent.path("kf_wx").asString()).isEqualTo(first);
        assertThat(agent.has("invite_wx")).isFalse();
        var online = caller.read("/cgi-bin/customservice/getonlinekflist").path("kf_online_list");
        assertThat(online).hasSize(1);
        assertThat(online.at("/0/status").asInt()).isEqualTo(1);
        assertThat(change("inviteworker", AGENT, "invite_wx", people.get(2).weChatId()))
                .isEqualTo(65412);
        assertThat(change("inviteworker", "test2@gh-alias", "invite_wx", first)).isEqualTo(65407);
    }

    @Test
    void the_picture_of_an_agent_is_a_jpeg() throws Exception {
        add(AGENT, "客服1");
        var uploads = new Uploads(sandbox, caller);
        var path = ACCOUNTS + "uploadheadimg?kf_account=" + AGENT;

        assertThat(code(uploads.file(path, "a.jpg", SampleFiles.png(100)))).isEqualTo(61457);
        assertThat(code(uploads.file(path, "a.jpg", SampleFiles.jpeg(100)))).isZero();

        assertThat(caller.read(LIST).at("/kf_list/0/kf_headimgurl").asString())
                .startsWith("http://mmbiz.qpic.cn/mmbiz_jpeg/");
    }

    @Test
    void without_the_new_customer_service_there_are_none() throws Exception {
        caller.control(
                "PATCH",
                "/accounts/" + sandbox.account().appId(),
                "{\"restrictions\":[\"agents\"]}");

        assertThat(code(caller.read(LIST))).isEqualTo(65400);
    }

    private String status() throws Exception {
        return caller.read(LIST).at("/kf_list/0/invite_status").asString();
    }

    private int add(String account, String nickname) throws Exception {
        return change("add", account, "nickname", nickname);
    }

    private int change(String call, String account, String member, String value) throws Exception {
        var body = "{\"kf_account\":\"%s\",\"%s\":\"%s\"}".formatted(account, member, value);
        return code(caller.post(ACCOUNTS + call, body));
    }

    private void control(String body) throws Exception {
        var path = "/accounts/" + sandbox.account().appId() + "/agents/" + AGENT;
        caller.control("PATCH", path, body);
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
