package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Numbers and forms that the pages leave open: each is a limit or a switch of the account. */
@SandboxTest(followers = 6, startAt = "2026-11-25T04:00:00Z")
class OpenNumbersIT {

    private static final String MASS = "/cgi-bin/message/mass/";

    private Sandbox sandbox;
    private Caller caller;
    private AccountServer server;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        sandbox.clock().rate(0);
        caller = new Caller(sandbox).withToken();
        server = new AccountServer();
        sandbox.account().callback(server.address(), AccountServer.TOKEN);
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @Test
    void some_subscription_accounts_send_more_often() throws Exception {
        control("{\"kind\":\"subscription\",\"limits\":{\"sendsPerDay\":2}}");

        assertThat(code(text("one"))).isZero();
        assertThat(code(text("two"))).isZero();
        assertThat(code(text("three"))).isEqualTo(45028);
    }

    @Test
    void a_mass_text_has_its_length_in_bytes() throws Exception {
        assertThat(code(text("字".repeat(682)))).isZero();
        assertThat(code(text("字".repeat(683)))).isEqualTo(45002);
        control("{\"limits\":{\"massTextBytes\":3000}}");
        assertThat(code(text("词".repeat(1000)))).isZero();
    }

    @Test
    void pages_of_followers_and_of_the_blocked_can_be_small() throws Exception {
        control("{\"limits\":{\"followersPerPage\":4,\"blockedPerPage\":1}}");
        var openIds = sandbox.account().followers(2);
        caller.post(
                "/cgi-bin/tags/members/batchblacklist",
                "{\"openid_list\":[\"%s\",\"%s\"]}".formatted(openIds.get(0), openIds.get(1)));

        var first = caller.read("/cgi-bin/user/get");
        var next = first.path("next_openid").asString();
        var second = caller.read("/cgi-bin/user/get?next_openid=" + next);
        var blocked = caller.post("/cgi-bin/tags/members/getblacklist", "{\"begin_openid\":\"\"}");

        assertThat(first.path("count").asInt()).isEqualTo(4);
        assertThat(second.path("count").asInt()).isEqualTo(2);
        assertThat(blocked.path("total").asInt()).isEqualTo(2);
        assertThat(blocked.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void tokens_can_live_shorter_and_overlap_longer() throws Exception {
        control("{\"limits\":{\"tokenSeconds\":600,\"tokenOverlapSeconds\":0}}");

        var answer = caller.fetchToken(sandbox.account());

        assertThat(answer.path("expires_in").asInt()).isEqualTo(600);
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isEqualTo(40001);
    }

    @Test
    void a_send_may_be_unknown_for_a_while_and_an_unknown_one_be_nothing() throws Exception {
        control("{\"limits\":{\"statusLagSeconds\":5}}");
        var sent = text("hello");

        assertThat(code(get(sent))).isEqualTo(40059);
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(get(sent).path("msg_status").asString()).isEqualTo("DELETE");
        control("{\"switches\":{\"unknownSendIsEmpty\":true}}");
        assertThat(caller.post(MASS + "get", "{\"msg_id\":1000000000}").toString()).isEqualTo("{}");
    }

    @Test
    void a_deletion_may_say_that_it_failed() throws Exception {
        control("{\"switches\":{\"deletionSays40060\":true}}");
        var articles = new Articles(sandbox, caller);
        var sent =
                caller.post(
                        MASS + "sendall",
                        "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":%s}"
                                .formatted(Articles.id(articles.draft("t"))));
        sandbox.clock().advance(Duration.ofMinutes(1));

        var id = "{\"msg_id\":" + sent.path("msg_id") + "}";

        assertThat(code(caller.post(MASS + "delete", id))).isEqualTo(40060);
        assertThat(get(sent).path("msg_status").asString()).isEqualTo("DELETE");
    }

    @Test
    void a_thumb_may_come_under_the_other_name() throws Exception {
        control("{\"switches\":{\"thumbAsMediaId\":true}}");

        var answer =
                new Uploads(sandbox, caller)
                        .file("/cgi-bin/media/upload?type=thumb", "t.jpg", SampleFiles.jpeg(100));

        assertThat(answer.propertyNames()).containsExactly("type", "media_id", "created_at");
    }

    @Test
    void a_strict_account_does_not_take_post_for_get() throws Exception {
        assertThat(code(caller.post("/cgi-bin/tags/get", "{}"))).isZero();
        control("{\"switches\":{\"strictMethods\":true}}");

        var refused = caller.post("/cgi-bin/tags/get", "{}");

        assertThat(code(refused)).isEqualTo(43001);
        assertThat(refused.path("errmsg").asString()).startsWith("require GET method rid: ");
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isZero();
        assertThat(code(caller.post(MASS + "speed/get", "{}"))).isZero();
        assertThat(code(caller.read(MASS + "speed/get"))).isZero();
    }

    @Test
    void answers_may_be_plain_text() throws Exception {
        control("{\"switches\":{\"plainTextAnswers\":true}}");

        var good = caller.get("/cgi-bin/tags/get?access_token=" + caller.token());
        var bad = caller.get("/cgi-bin/user/info?access_token=" + caller.token());

        assertThat(good.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(bad.headers().firstValue("content-type")).hasValue("text/plain");
        assertThat(code(Caller.json(bad))).isEqualTo(40003);
    }

    @Test
    void a_failed_send_may_have_used_its_quota() throws Exception {
        control("{\"kind\":\"subscription\",\"switches\":{\"failedSendsCount\":true}}");
        caller.control(
                "PUT",
                "/accounts/" + sandbox.account().appId() + "/verdicts",
                "{\"sends\":[\"err(10001)\"]}");
        text("one");
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(code(text("two"))).isEqualTo(45028);
    }

    @Test
    void the_counts_of_an_event_may_not_add_up() throws Exception {
        caller.control(
                "PUT",
                "/accounts/" + sandbox.account().appId() + "/verdicts",
                "{\"sends\":[{\"errors\":1,\"unaccounted\":2}]}");
        caller.post(
                MASS + "sendall",
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}");
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(server.bodies().getLast())
                .contains("<FilterCount>6</FilterCount><SentCount>3</SentCount>")
                .contains("<ErrorCount>1</ErrorCount>");
        assertThat(sandbox.account().ledger().get(0).delivered()).isEqualTo(5);
    }

    @Test
    void a_tag_name_may_be_measured_in_bytes() throws Exception {
        control("{\"switches\":{\"tagNamesInBytes\":true}}");

        assertThat(code(tag("字".repeat(10)))).isZero();
        assertThat(code(tag("词".repeat(11)))).isEqualTo(45158);
    }

    private JsonNode tag(String name) throws Exception {
        return caller.post("/cgi-bin/tags/create", "{\"tag\":{\"name\":\"" + name + "\"}}");
    }

    @Test
    void a_forced_refresh_may_leave_the_old_token_a_while() throws Exception {
        control("{\"limits\":{\"forcedOverlapSeconds\":60}}");
        caller.withToken(stable(false));
        stable(true);

        assertThat(code(caller.read("/cgi-bin/tags/get"))).isZero();
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(caller.read("/cgi-bin/tags/get"))).isEqualTo(40001);
    }

    private String stable(boolean forced) throws Exception {
        return caller.post(
                        "/cgi-bin/stable_token",
                        ("{\"grant_type\":\"client_credential\",\"appid\":\"%s\",\"secret\":\"%s\","
                                        + "\"force_refresh\":%s}")
                                .formatted(
                                        sandbox.account().appId(),
                                        sandbox.account().appSecret(),
                                        forced))
                .path("access_token")
                .asString();
    }

    @Test
    void the_failure_sentence_may_be_the_documented_one() throws Exception {
        control(
                "{\"switches\":{\"documentedFailureSentence\":true},\"limits\":{\"customTextBytes\":1}}");
        server.replies(push -> "nonsense");
        var phone = sandbox.phones(1).get(0);

        phone.say("hello");

        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("该公众号暂时无法提供服务，请稍后再试");
        assertThat(custom(phone)).isZero();
        control("{\"limits\":{\"customTextBytes\":2048}}");
    }

    @Test
    void an_old_errmsg_ends_with_a_hint() throws Exception {
        control("{\"switches\":{\"oldHints\":true}}");

        assertThat(caller.post(MASS + "get", "{\"msg_id\":1}").path("errmsg").asString())
                .matches("invalid msg id hint: \\[[0-9a-f]{8}]");
    }

    @Test
    void a_push_is_tried_as_often_as_the_account_says_and_signed_anew() throws Exception {
        control("{\"limits\":{\"pushAttempts\":4,\"pushPauseSeconds\":2}}");
        server.answersStatus(500);

        sandbox.phones(1).get(0).say("hello");
        sandbox.clock().advance(Duration.ofSeconds(10));

        assertThat(server.pushes()).hasSize(4);
        assertThat(new HashSet<>(server.bodies())).hasSize(1);
        assertThat(server.pushes()).extracting(push -> push.value("nonce")).doesNotHaveDuplicates();
    }

    @Test
    void a_repeated_push_may_keep_its_signature() throws Exception {
        control("{\"switches\":{\"retriesKeepSignature\":true}}");
        server.answersStatus(500);

        sandbox.phones(1).get(0).say("hello");
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(server.pushes()).hasSize(3);
        assertThat(server.pushes())
                .extracting(AccountServer.Push::query)
                .containsOnly(server.pushes().get(0).query());
    }

    @Test
    void pushes_may_be_json_and_so_may_replies() throws Exception {
        control("{\"switches\":{\"jsonPushes\":true}}");
        var phone = sandbox.phones(1).get(0);
        server.replies(
                push ->
                        ("{\"ToUserName\":\"%s\",\"FromUserName\":\"%s\",\"CreateTime\":1,"
                                        + "\"MsgType\":\"text\",\"Content\":\"hi\"}")
                                .formatted(phone.openId(), sandbox.account().originalId()));

        phone.say("hello");

        var push = server.pushes().get(0);
        var json = Json.parse(push.body().getBytes(StandardCharsets.UTF_8));
        assertThat(push.contentType()).isEqualTo("application/json");
        assertThat(json.propertyNames())
                .containsExactly(
                        "ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId");
        assertThat(json.path("CreateTime").isIntegralNumber()).isTrue();
        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly("hi");
    }

    @Test
    void lists_in_json_are_an_object_or_an_array_and_their_numbers_texts() throws Exception {
        control("{\"switches\":{\"jsonPushes\":true}}");
        var template = "/accounts/" + sandbox.account().appId() + "/templates";
        var id =
                caller.control(
                                "POST",
                                template,
                                "{\"title\":\"t\",\"content\":\"{{thing1.DATA}}\",\"subscription\":\"one-time\"}")
                        .path("templateId")
                        .asString();

        caller.control(
                "POST",
                "/accounts/%s/followers/%s/messages"
                        .formatted(
                                sandbox.account().appId(), sandbox.account().followers(1).get(0)),
                "{\"type\":\"subscription\",\"templateId\":\"" + id + "\",\"accept\":true}");

        var json = Json.parse(server.bodies().getLast().getBytes(StandardCharsets.UTF_8));
        assertThat(json.path("List").isObject()).isTrue();
        assertThat(json.path("List").path("TemplateId").asString()).isEqualTo(id);
        assertThat(json.path("List").path("PopupScene").isString()).isTrue();
    }

    @Test
    void an_open_window_may_stay_as_it_is() throws Exception {
        control("{\"switches\":{\"windowIsNotReset\":true}}");
        var phone = sandbox.phones(1).get(0);
        phone.say("one");
        for (int i = 0; i < 5; i++) {
            assertThat(custom(phone)).isZero();
        }
        phone.say("two");

        assertThat(custom(phone)).isEqualTo(45047);
    }

    private int custom(Phone phone) throws Exception {
        return code(
                caller.post(
                        "/cgi-bin/message/custom/send",
                        "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"
                                .formatted(phone.openId())));
    }

    @Test
    void a_short_key_stands_for_long_data_until_it_ends() throws Exception {
        var key =
                caller.post(
                        "/cgi-bin/shorten/gen",
                        "{\"long_data\":\"loooooong\",\"expire_seconds\":60}");
        assertThat(key.path("short_key").asString()).matches("[0-9A-Za-z]{15}");
        var fetch = "{\"short_key\":" + key.path("short_key") + "}";

        assertThat(caller.post("/cgi-bin/shorten/fetch", fetch).toString())
                .isEqualTo(
                        "{\"long_data\":\"loooooong\",\"create_time\":1795579200,\"expire_seconds\":60}");
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(code(caller.post("/cgi-bin/shorten/fetch", fetch))).isEqualTo(9410012);
        assertThat(code(gen("x".repeat(4097), 60))).isEqualTo(9410010);
        assertThat(code(gen("x", 2_592_001))).isEqualTo(9410011);
        assertThat(code(caller.post("/cgi-bin/shorten/gen", "{}"))).isEqualTo(47003);
        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/shorturl",
                                        "{\"action\":\"long2short\",\"long_url\":\"http://a\"}")))
                .isEqualTo(45103);
    }

    private JsonNode gen(String data, int seconds) throws Exception {
        return caller.post(
                "/cgi-bin/shorten/gen",
                "{\"long_data\":\"%s\",\"expire_seconds\":%d}".formatted(data, seconds));
    }

    @Test
    void everything_open_is_kept_in_a_snapshot() throws Exception {
        control(
                "{\"limits\":{\"followersPerPage\":4},\"restrictions\":[\"selling\"],"
                        + "\"miniPrograms\":[\"wx286b93c14bbf93aa\"]}");

        caller.keepAndRestore();

        var account = caller.control("GET", "/accounts/" + sandbox.account().appId(), "");
        assertThat(account.path("limits").path("followersPerPage").asInt()).isEqualTo(4);
        assertThat(account.path("restrictions").get(0).asString()).isEqualTo("selling");
        assertThat(account.path("miniPrograms")).hasSize(1);
    }

    private JsonNode text(String text) throws Exception {
        return caller.post(
                MASS + "sendall",
                ("{\"filter\":{\"is_to_all\":false,\"tag_id\":2},\"msgtype\":\"text\","
                                + "\"text\":{\"content\":\"%s\"}}")
                        .formatted(text));
    }

    private JsonNode get(JsonNode sent) throws Exception {
        return caller.post(MASS + "get", "{\"msg_id\":" + sent.path("msg_id") + "}");
    }

    private void control(String body) throws Exception {
        caller.control("PATCH", "/accounts/" + sandbox.account().appId(), body);
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
