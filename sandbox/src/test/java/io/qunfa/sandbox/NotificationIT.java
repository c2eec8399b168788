package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Template messages, subscription notices and one-time messages with their results. */
@SandboxTest(followers = 2, startAt = "2026-11-25T04:00:00Z")
class NotificationIT {

    private static final long LARGEST_DOUBLE_INTEGER = 1L << 53;
    private static final String SEND = "/cgi-bin/message/template/send";

    private final AccountServer server;
    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;
    private Phone phone;

    NotificationIT() throws IOException {
        server = new AccountServer();
    }

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        account.callback(server.address(), AccountServer.TOKEN);
        caller = new Caller(sandbox).withToken();
        phone = sandbox.phones(1).get(0);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void a_template_message_has_a_large_id_arrives_and_is_reported() throws Exception {
        var sent =
                send(
                        addFromLibrary(),
                        "{\"amount1\":{\"value\":\"¥12.00\"},\"thing2\":{\"value\":\"书\"},\"time3\":{\"value\":\"2026-11-25"
                                + " 12:00\"}}");
        long msgId = sent.path("msgid").asLong();

        assertThat(sent.path("msgid").isIntegralNumber()).isTrue();
        assertThat(msgId).isGreaterThan(LARGEST_DOUBLE_INTEGER);
        assertThat(phone.received()).isEmpty();
        sandbox.clock().advance(Duration.ofSeconds(2));

        assertThat(phone.received())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.source()).isEqualTo(ReceivedMessage.Source.NOTICE);
                            assertThat(message.content())
                                    .isEqualTo(
                                            "订单支付成功\n支付金额：¥12.00\n商品信息：书\n支付时间：2026-11-25 12:00");
                        });
        assertThat(server.bodies())
                .singleElement()
                .asString()
                .contains("<Event><![CDATA[TEMPLATESENDJOBFINISH]]></Event>")
                .contains("<MsgID>" + msgId + "</MsgID><Status><![CDATA[success]]></Status>");
    }

    @Test
    void values_of_another_kind_are_named() throws Exception {
        var id = addFromLibrary();

        assertThat(send(id, "{\"amount1\":{\"value\":\"many\"}}").path("errmsg").asString())
                .startsWith("argument invalid! data.amount1.value invalid rid: ");
        assertThat(
                        send(
                                        id,
                                        "{\"amount1\":{\"value\":\"1\"},\"thing2\":{\"value\":\"%s\"}}"
                                                .formatted("长".repeat(21)))
                                .path("errmsg")
                                .asString())
                .startsWith("argument invalid! data.thing2.value invalid");
        assertThat(send(id, "{\"amount1\":{\"value\":\"1\"}}").path("errmsg").asString())
                .startsWith("argument invalid! data.thing2.value is empty");
    }

    @Test
    void templates_of_notices_are_found_added_listed_and_deleted() throws Exception {
        var category = caller.read("/wxaapi/newtmpl/getcategory").at("/data/0/id").asString();
        var titles =
                caller.read("/wxaapi/newtmpl/getpubtemplatetitles?start=0&limit=1&ids=" + category);
        var tid = titles.at("/data/0/tid").asString();
        var keywords = caller.read("/wxaapi/newtmpl/getpubtemplatekeywords?tid=" + tid);
        var id =
                caller.post(
                                "/wxaapi/newtmpl/addtemplate",
                                "{\"tid\":\"%s\",\"kidList\":[1,2],\"sceneDesc\":\"活动\"}"
                                        .formatted(tid))
                        .path("priTmplId")
                        .asString();

        assertThat(titles.path("data")).hasSize(1);
        assertThat(titles.path("count").asInt()).isEqualTo(2);
        assertThat(keywords.at("/data/0/name").asString()).isEqualTo("活动名称");
        assertThat(keywords.at("/data/0/kid").asInt()).isEqualTo(1);
        assertThat(caller.read("/wxaapi/newtmpl/gettemplate").at("/data/0/priTmplId").asString())
                .isEqualTo(id);
        assertThat(
                        caller.post("/wxaapi/newtmpl/deltemplate", "{\"priTmplId\":\"" + id + "\"}")
                                .path("errcode")
                                .asInt())
                .isZero();
        assertThat(caller.read("/wxaapi/newtmpl/gettemplate").path("data")).isEmpty();
    }

    @Test
    void no_template_message_is_intercepted() throws Exception {
        var answer =
                caller.post(
                        "/wxa/sec/queryblocktmplmsg",
                        "{\"tmpl_msg_id\":\"\",\"largest_id\":0,\"limit\":100}");

        assertThat(answer.path("msginfo").isArray()).isTrue();
    }

    @Test
    void failures_are_reported_and_nothing_is_shown() throws Exception {
        var id = addFreeText();
        caller.control(
                "POST",
                accountPath() + "/templates/outcomes",
                "{\"status\":\"failed: system failed\"}");
        send(id, "{\"word\":{\"value\":\"x\"}}");
        caller.control("PUT", followerPath() + "/preferences", "{\"refusesMessages\":true}");
        send(id, "{\"word\":{\"value\":\"y\"}}");
        sandbox.clock().advance(Duration.ofSeconds(2));

        assertThat(phone.received()).isEmpty();
        assertThat(server.bodies())
                .hasSize(2)
                .anySatisfy(body -> assertThat(body).contains("failed: system failed"))
                .anySatisfy(body -> assertThat(body).contains("failed:user block"));
    }

    @Test
    void the_same_client_key_is_sent_once_in_ten_minutes() throws Exception {
        var id = addFreeText();
        var body =
                "{\"touser\":\"%s\",\"template_id\":\"%s\",\"client_msg_id\":\"k\",\"data\":{\"word\":{\"value\":\"x\"}}}"
                        .formatted(phone.openId(), id);

        var first = caller.post(SEND, body);
        var second = caller.post(SEND, body);
        sandbox.clock().advance(Duration.ofMinutes(10));
        var third = caller.post(SEND, body);
        sandbox.clock().advance(Duration.ofSeconds(2));

        assertThat(second.path("msgid")).isEqualTo(first.path("msgid"));
        assertThat(third.path("msgid")).isNotEqualTo(first.path("msgid"));
        assertThat(phone.received()).hasSize(2);
    }

    @Test
    void who_left_and_unknown_templates_are_refused() throws Exception {
        var id = addFreeText();

        assertThat(code(send("nothing", "{}"))).isEqualTo(40037);
        phone.unfollow();
        assertThat(code(send(id, "{\"word\":{\"value\":\"x\"}}"))).isEqualTo(43004);
    }

    @Test
    void templates_are_added_listed_and_deleted_up_to_25() throws Exception {
        for (int i = 0; i < 25; i++) {
            addFromLibrary();
        }
        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/template/api_add_template",
                                        "{\"template_id_short\":\"TM00015\"}")))
                .isEqualTo(45026);
        var list = caller.read("/cgi-bin/template/get_all_private_template").path("template_list");

        assertThat(list).hasSize(25);
        var id = list.get(0).path("template_id").asString();
        assertThat(id).hasSize(43);
        assertThat(
                        post(
                                "/cgi-bin/template/del_private_template",
                                "{\"template_id\":\"" + id + "\"}"))
                .isZero();
        assertThat(
                        post(
                                "/cgi-bin/template/del_private_template",
                                "{\"template_id\":\"" + id + "\"}"))
                .isEqualTo(40037);
    }

    @Test
    void the_industry_changes_once_a_month() throws Exception {
        var body = "{\"industry_id1\":\"1\",\"industry_id2\":\"2\"}";

        assertThat(post("/cgi-bin/template/api_set_industry", body)).isZero();
        assertThat(post("/cgi-bin/template/api_set_industry", body)).isEqualTo(43100);
        assertThat(
                        post(
                                "/cgi-bin/template/api_set_industry",
                                "{\"industry_id1\":\"42\",\"industry_id2\":\"1\"}"))
                .isEqualTo(40102);
        assertThat(
                        caller.read("/cgi-bin/template/get_industry")
                                .path("primary_industry")
                                .path("first_class")
                                .asString())
                .isEqualTo("IT科技");
    }

    @Test
    void a_test_account_writes_its_templates_by_hand() throws Exception {
        var test = sandbox.addAccount(AccountKind.TEST);
        var follower = test.follow(1).get(0);
        caller.withToken(test);
        var id = addTemplate(test.appId(), "{\"title\":\"t\",\"content\":\"{{thing1.DATA}}\"}");

        var sent =
                caller.post(
                        SEND,
                        "{\"touser\":\"%s\",\"template_id\":\"%s\",\"data\":{\"thing1\":{\"value\":\"%s\"}}}"
                                .formatted(follower.openId(), id, "x".repeat(30)));

        assertThat(code(sent)).isZero();
        assertThat(
                        post(
                                "/cgi-bin/template/api_add_template",
                                "{\"template_id_short\":\"TM00015\"}"))
                .isEqualTo(48001);
    }

    @Test
    void a_notice_takes_one_consent_and_is_reported() throws Exception {
        var id =
                caller.post(
                                "/wxaapi/newtmpl/addtemplate",
                                "{\"tid\":\"1001\",\"kidList\":[1,2],\"sceneDesc\":\"活动\"}")
                        .path("priTmplId")
                        .asString();
        var notice =
                "{\"touser\":\"%s\",\"template_id\":\"%s\",\"data\":{\"thing1\":{\"value\":\"讲座\"},\"time2\":{\"value\":\"12:00\"}}}"
                        .formatted(phone.openId(), id);
        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isEqualTo(43101);

        act("{\"type\":\"subscription\",\"templateId\":\"%s\",\"accept\":true}".formatted(id));
        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isZero();
        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isEqualTo(43101);
        sandbox.clock().advance(Duration.ofSeconds(2));

        assertThat(phone.received()).hasSize(1);
        assertThat(server.bodies().get(0))
                .contains("<SubscribeMsgPopupEvent><List><TemplateId>")
                .contains("<SubscribeStatusString><![CDATA[accept]]></SubscribeStatusString>");
        assertThat(server.bodies().get(1))
                .contains("<Event><![CDATA[subscribe_msg_sent_event]]></Event>")
                .contains("<ErrorStatus><![CDATA[success]]></ErrorStatus>");
    }

    @Test
    void long_term_consent_stays_until_it_is_withdrawn() throws Exception {
        var id =
                addTemplate(
                        account.appId(),
                        "{\"title\":\"t\",\"content\":\"{{thing1.DATA}}\",\"subscription\":\"long-term\"}");
        var notice =
                "{\"touser\":\"%s\",\"template_id\":\"%s\",\"data\":{\"thing1\":{\"value\":\"x\"}}}"
                        .formatted(phone.openId(), id);
        act("{\"type\":\"subscription\",\"templateId\":\"" + id + "\"}");

        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isZero();
        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isZero();
        act("{\"type\":\"subscription\",\"templateId\":\"" + id + "\",\"withdraw\":true}");
        assertThat(post("/cgi-bin/message/subscribe/bizsend", notice)).isEqualTo(43101);
        assertThat(server.bodies())
                .anySatisfy(b -> assertThat(b).contains("subscribe_msg_change_event"));
    }

    private String addFromLibrary() throws IOException, InterruptedException {
        return caller.post(
                        "/cgi-bin/template/api_add_template", "{\"template_id_short\":\"TM00015\"}")
                .path("template_id")
                .asString();
    }

    private String addFreeText() throws IOException, InterruptedException {
        return addTemplate(account.appId(), "{\"title\":\"t\",\"content\":\"{{word.DATA}}\"}");
    }

    private String addTemplate(String appId, String json) throws IOException, InterruptedException {
        return caller.control("POST", "/accounts/" + appId + "/templates", json)
                .path("templateId")
                .asString();
    }

    private JsonNode send(String templateId, String data) throws IOException, InterruptedException {
        return caller.post(
                SEND,
                "{\"touser\":\"%s\",\"template_id\":\"%s\",\"url\":\"http://a.example\",\"data\":%s}"
                        .formatted(phone.openId(), templateId, data));
    }

    private void act(String json) throws IOException, InterruptedException {
        caller.control("POST", followerPath() + "/messages", json);
    }

    private String accountPath() {
        return "/accounts/" + account.appId();
    }

    private String followerPath() {
        return accountPath() + "/followers/" + phone.openId();
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return code(caller.post(path, body));
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
