package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.web.JsSignature;
import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Web authorisation, the JS-SDK, and the domains of both. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class WebIT {

    private static final String PAGE = "http://www.example.com/music.html?song=1#top";

    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;
    private String openId;

    @BeforeEach
    void configureTheDomains(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox).withToken();
        openId = account.followers(1).get(0);
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"domains\":{\"oauth\":\"www.example.com\",\"js\":[\"example.com\"]}}");
    }

    @Test
    void the_page_asks_who_is_there_and_needs_no_script() throws Exception {
        var page = caller.get(authorize("snsapi_userinfo", PAGE));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains(openId, "fan1").doesNotContain("<script");
    }

    @Test
    void a_consent_leads_back_with_code_and_state_and_the_code_becomes_a_login() throws Exception {
        var back = agree("snsapi_userinfo");

        assertThat(back)
                .startsWith("http://www.example.com/music.html?song=1&code=")
                .endsWith("&state=STATE#top");
        var answer = redeem(codeIn(back));
        var login = Caller.json(answer);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(login.propertyNames())
                .containsExactly("access_token", "expires_in", "refresh_token", "openid", "scope");
        assertThat(login.path("openid").asString()).isEqualTo(openId);
        assertThat(login.path("expires_in").asInt()).isEqualTo(7200);
        var person = userInfo(login);
        assertThat(person.path("nickname").asString()).isEqualTo("fan1");
        assertThat(person.path("privilege").isArray()).isTrue();
        assertThat(sns("/sns/auth?access_token=%s&openid=%s", token(login), openId).toString())
                .isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void what_is_new_has_its_whole_life_before_it_while_time_passes() throws Exception {
        sandbox.clock().rate(1);

        var login = Caller.json(redeem(codeIn(agree("snsapi_base"))));
        var ticket = caller.read("/cgi-bin/ticket/getticket?type=jsapi");

        assertThat(login.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(ticket.path("expires_in").asInt()).isEqualTo(7200);
    }

    @Test
    void a_code_works_once_for_five_minutes() throws Exception {
        var code = codeIn(agree("snsapi_base"));
        redeem(code);
        assertThat(Caller.json(redeem(code)).path("errcode").asInt()).isEqualTo(40163);
        assertThat(Caller.json(redeem("nonsense")).path("errmsg").asString())
                .matches("invalid code, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
        var late = codeIn(agree("snsapi_base"));
        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(Caller.json(redeem(late)).path("errcode").asInt()).isEqualTo(40029);
        assertThat(Caller.json(redeem("")).path("errcode").asInt()).isEqualTo(41008);
    }

    @Test
    void the_base_scope_says_no_more_than_the_openid() throws Exception {
        var login = Caller.json(redeem(codeIn(agree("snsapi_base"))));

        assertThat(userInfo(login).path("errcode").asInt()).isEqualTo(48001);
    }

    @Test
    void a_login_lapses_is_refreshed_and_ends_after_thirty_days() throws Exception {
        var login = Caller.json(redeem(codeIn(agree("snsapi_userinfo"))));
        sandbox.clock().advance(Duration.ofHours(2));
        assertThat(userInfo(login).path("errcode").asInt()).isEqualTo(42001);

        var renewed = refresh(login.path("refresh_token").asString());

        assertThat(userInfo(renewed).path("openid").asString()).isEqualTo(openId);
        assertThat(refresh("nonsense").path("errcode").asInt()).isEqualTo(40030);
        sandbox.clock().advance(Duration.ofDays(30));
        assertThat(refresh(login.path("refresh_token").asString()).path("errcode").asInt())
                .isEqualTo(42002);
    }

    @Test
    void tokens_of_accounts_and_of_people_do_not_mix() throws Exception {
        var login = Caller.json(redeem(codeIn(agree("snsapi_userinfo"))));

        var asPerson = sns("/sns/userinfo?access_token=%s&openid=%s", caller.token(), openId);

        assertThat(asPerson.path("errcode").asInt()).isEqualTo(40001);
        assertThat(asPerson.path("errmsg").asString())
                .startsWith("invalid credential, access_token is invalid or not latest, rid: ");
        caller.withToken(token(login));
        assertThat(caller.read("/cgi-bin/user/get").path("errcode").asInt()).isEqualTo(40001);
    }

    @Test
    void the_openid_must_be_the_persons() throws Exception {
        var login = Caller.json(redeem(codeIn(agree("snsapi_userinfo"))));

        var other = account.followers(2).get(1);

        assertThat(
                        sns("/sns/auth?access_token=%s&openid=%s", token(login), other)
                                .path("errcode")
                                .asInt())
                .isEqualTo(40003);
        assertThat(
                        sns("/sns/auth?access_token=%s&openid=%s", token(login), "")
                                .path("errcode")
                                .asInt())
                .isEqualTo(41009);
    }

    @ParameterizedTest
    @CsvSource({
        "appid=&redirect_uri=x&response_type=code&scope=snsapi_base, 10012",
        "appid=wx0000000000000000&redirect_uri=&scope=snsapi_base, 10011",
        "appid=wx0000000000000000&redirect_uri=x&scope=, 10010",
        "appid=wx0000000000000000&redirect_uri=x&scope=snsapi_base&state=, 10013",
        "appid=wx0000000000000000&redirect_uri=x&scope=snsapi_base, 10016",
        "appid=APPID&redirect_uri=http://www.example.com/&scope=snsapi_login, 10005",
        "appid=APPID&redirect_uri=http://pay.example.com/&scope=snsapi_base, 10003",
        "appid=APPID&redirect_uri=http://example.com/&scope=snsapi_base, 10003"
    })
    void what_is_wrong_is_shown_as_a_page_with_its_code(String query, int code) throws Exception {
        var page =
                caller.get("/connect/oauth2/authorize?" + query.replace("APPID", account.appId()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("错误码：" + code);
    }

    @Test
    void a_visitor_can_be_set_so_that_nobody_is_asked() throws Exception {
        caller.control(
                "PUT",
                "/accounts/" + account.appId() + "/visitor",
                "{\"openid\":\"" + openId + "\"}");

        var back = caller.get(authorize("snsapi_base", "http://www.example.com/login.html"));

        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(Caller.json(redeem(codeIn(location(back)))).path("openid").asString())
                .isEqualTo(openId);
    }

    @Test
    void a_visitor_is_asked_all_the_same_if_the_page_is_forced() throws Exception {
        caller.control(
                "PUT",
                "/accounts/" + account.appId() + "/visitor",
                "{\"openid\":\"" + account.followers(1).get(0) + "\"}");
        var address =
                "/connect/oauth2/authorize?appid=%s&redirect_uri=http://www.example.com/&response_type=code&scope=snsapi_userinfo&state=s"
                        .formatted(account.appId());

        assertThat(caller.get(address).statusCode()).isEqualTo(302);
        assertThat(caller.get(address + "&forcePopup=true").body())
                .containsPattern("<button class=\"main\" [^>]*>[^<]*fan1\\b");
    }

    @Test
    void a_banned_account_authorises_nobody() throws Exception {
        caller.control("PATCH", "/accounts/" + account.appId(), "{\"restrictions\":[\"frozen\"]}");

        var page =
                caller.get(
                        "/connect/oauth2/authorize?appid=%s&redirect_uri=http://www.example.com/&response_type=code&scope=snsapi_base&state=s"
                                .formatted(account.appId()));

        assertThat(page.body()).contains("10004");
    }

    @Test
    void a_stranger_may_authorise_but_on_a_test_account_only_followers_may() throws Exception {
        var stranger = agreeAs("new", account.appId(), PAGE);
        assertThat(Caller.json(redeem(codeIn(stranger))).path("openid").asString()).hasSize(28);
        assertThat(account.followerCount()).isEqualTo(3);
        var test = sandbox.addAccount(AccountKind.TEST);
        var follower = test.follow(1).get(0);
        caller.control(
                "PATCH",
                "/accounts/" + test.appId(),
                "{\"domains\":{\"oauth\":\"127.0.0.1:9999\"}}");

        var refused = post(test.appId(), "http://127.0.0.1:9999/", "openid=new");
        var agreed = post(test.appId(), "http://127.0.0.1:9999/", "openid=" + follower.openId());

        assertThat(refused.body()).contains("错误码：10006");
        assertThat(agreed.statusCode()).isEqualTo(302);
    }

    @Test
    void who_refuses_is_not_sent_back() throws Exception {
        assertThat(post(account.appId(), PAGE, "reject=1").statusCode()).isEqualTo(200);
    }

    @Test
    void the_ticket_stays_the_same_until_it_lapses() throws Exception {
        var first = caller.read("/cgi-bin/ticket/getticket?type=jsapi");
        sandbox.clock().advance(Duration.ofMinutes(10));
        var second = caller.read("/cgi-bin/ticket/getticket?type=jsapi");

        assertThat(first.path("ticket").asString()).hasSize(86);
        assertThat(first.path("expires_in").asInt()).isEqualTo(7200);
        assertThat(second.path("ticket")).isEqualTo(first.path("ticket"));
        assertThat(second.path("expires_in").asInt()).isEqualTo(6600);
        assertThat(caller.read("/cgi-bin/ticket/getticket?type=wx_card").path("ticket"))
                .isNotEqualTo(first.path("ticket"));
        assertThat(caller.read("/cgi-bin/ticket/getticket").path("errcode").asInt())
                .isEqualTo(40097);
    }

    @Test
    void a_new_ticket_lives_two_hours_while_time_runs() throws Exception {
        sandbox.clock().rate(600);

        assertThat(caller.read("/cgi-bin/ticket/getticket?type=jsapi").path("expires_in").asInt())
                .isEqualTo(7200);
    }

    @Test
    void the_js_configuration_checks_domain_and_signature_and_explains() throws Exception {
        var ticket = caller.read("/cgi-bin/ticket/getticket?type=jsapi").path("ticket").asString();
        var url = "http://shop.example.com/?a=1";
        var signature = new JsSignature(ticket, "n", "1414587457", url).value();

        assertThat(jsConfig(url, signature).path("errMsg").asString()).isEqualTo("config:ok");
        assertThat(jsConfig("http://example.org/", signature).path("errMsg").asString())
                .isEqualTo("config:invalid url domain");
        var wrong = jsConfig(url, "0");
        assertThat(wrong.path("errMsg").asString()).isEqualTo("config:invalid signature");
        assertThat(wrong.path("string1").asString()).contains("noncestr=n&timestamp=1414587457");
    }

    @Test
    void the_signature_tool_signs_what_is_typed() throws Exception {
        var page =
                caller.sendForm(
                        "/debug/cgi-bin/sandbox?t=jsapisign",
                        "jsapi_ticket=sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg&noncestr=Wm3WZYTPz0wzccnW&timestamp=1414587457&url=http%3A%2F%2Fmp.weixin.qq.com%3Fparams%3Dvalue");

        assertThat(page.body()).contains("0f9de62fce790f9a083d5c99e95740ceb90c27ed");
    }

    @Test
    void a_one_time_message_needs_a_confirmed_scene() throws Exception {
        var form =
                "action=get_confirm&appid=%s&scene=1000&template_id=t&redirect_url=%s&reserved=r"
                        .formatted(account.appId(), encode("http://www.example.com/ok"));
        var message =
                "{\"touser\":\"%s\",\"template_id\":\"t\",\"scene\":\"1000\",\"title\":\"提醒\",\"data\":{\"content\":{\"value\":\"明天见\"}}}"
                        .formatted(openId);
        assertThat(code("/cgi-bin/message/template/subscribe", message)).isEqualTo(43007);

        var back = location(caller.sendForm("/mp/subscribemsg", form + "&openid=" + openId));

        assertThat(back)
                .isEqualTo(
                        "http://www.example.com/ok?openid=%s&template_id=t&action=confirm&scene=1000&reserved=r"
                                .formatted(openId));
        assertThat(code("/cgi-bin/message/template/subscribe", message)).isZero();
        assertThat(code("/cgi-bin/message/template/subscribe", message)).isEqualTo(43007);
        assertThat(sandbox.phone(openId).received())
                .extracting(ReceivedMessage::content)
                .containsExactly("提醒\n明天见");
    }

    @Test
    void a_domain_with_a_protocol_is_refused_with_the_reason() throws Exception {
        var refused =
                caller.send(
                        "PATCH",
                        "/_sandbox/accounts/" + account.appId(),
                        "{\"domains\":{\"js\":[\"http://www.example.com/\"]}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("a domain has no protocol");
    }

    @Test
    void a_test_account_has_100_followers_at_most_and_the_plain_mode_only() throws Exception {
        var test = sandbox.addAccount(AccountKind.TEST);
        test.follow(99);
        var path = "/_sandbox/accounts/" + test.appId();

        assertThat(caller.send("POST", path + "/followers", "{\"count\":2}").body())
                .contains("at most 100 followers");
        assertThat(caller.send("POST", path + "/followers", "{\"count\":1}").statusCode())
                .isEqualTo(201);
        assertThat(
                        caller.send(
                                        "PATCH",
                                        path,
                                        "{\"callback\":{\"url\":\"http://127.0.0.1:1/\",\"token\":\"abc\",\"aesKey\":\"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG\",\"mode\":\"safe\"}}")
                                .body())
                .contains("plain mode only");
    }

    @Test
    void a_kept_world_knows_windows_codes_menus_templates_and_logins() throws Exception {
        sandbox.phone(openId).say("hello");
        var login = Caller.json(redeem(codeIn(agree("snsapi_userinfo"))));
        var ticket =
                caller.post(
                                "/cgi-bin/qrcode/create",
                                "{\"action_name\":\"QR_LIMIT_SCENE\",\"action_info\":{\"scene\":{\"scene_id\":1}}}")
                        .path("ticket");
        caller.post(
                "/cgi-bin/menu/create",
                "{\"button\":[{\"type\":\"click\",\"name\":\"a\",\"key\":\"k\"}]}");
        caller.post("/cgi-bin/template/api_add_template", "{\"template_id_short\":\"TM00015\"}");

        caller.keepAndRestore();

        assertThat(userInfo(login).path("openid").asString()).isEqualTo(openId);
        assertThat(caller.read("/cgi-bin/menu/get").has("menu")).isTrue();
        assertThat(caller.read("/cgi-bin/template/get_all_private_template").path("template_list"))
                .hasSize(1);
        assertThat(
                        caller.post(
                                        "/cgi-bin/qrcode/create",
                                        "{\"action_name\":\"QR_LIMIT_SCENE\",\"action_info\":{\"scene\":{\"scene_id\":1}}}")
                                .path("ticket"))
                .isEqualTo(ticket);
        assertThat(
                        code(
                                "/cgi-bin/message/custom/send",
                                "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"
                                        .formatted(openId)))
                .isZero();
    }

    private String agree(String scope) throws IOException, InterruptedException {
        return location(
                caller.sendForm(
                        "/connect/oauth2/authorize",
                        "appid=%s&redirect_uri=%s&response_type=code&scope=%s&state=STATE&openid=%s"
                                .formatted(account.appId(), encode(PAGE), scope, openId)));
    }

    private String agreeAs(String person, String appId, String page)
            throws IOException, InterruptedException {
        return location(post(appId, page, "openid=" + person));
    }

    private HttpResponse<String> post(String appId, String page, String more)
            throws IOException, InterruptedException {
        return caller.sendForm(
                "/connect/oauth2/authorize",
                "appid=%s&redirect_uri=%s&response_type=code&scope=snsapi_base&state=S&%s"
                        .formatted(appId, encode(page), more));
    }

    private String authorize(String scope, String page) {
        return "/connect/oauth2/authorize?appid=%s&redirect_uri=%s&response_type=code&scope=%s&state=STATE"
                .formatted(account.appId(), encode(page), scope);
    }

    private HttpResponse<String> redeem(String code) throws IOException, InterruptedException {
        return caller.get(
                "/sns/oauth2/access_token?appid=%s&secret=%s&code=%s&grant_type=authorization_code"
                        .formatted(account.appId(), account.appSecret(), code));
    }

    private JsonNode refresh(String token) throws IOException, InterruptedException {
        return Caller.json(
                caller.get(
                        "/sns/oauth2/refresh_token?appid=%s&grant_type=refresh_token&refresh_token=%s"
                                .formatted(account.appId(), token)));
    }

    private JsonNode userInfo(JsonNode login) throws IOException, InterruptedException {
        return sns(
                "/sns/userinfo?access_token=%s&openid=%s&lang=zh_CN",
                token(login), login.path("openid").asString());
    }

    private JsonNode sns(String path, String token, String person)
            throws IOException, InterruptedException {
        return Caller.json(caller.get(path.formatted(token, person)));
    }

    private JsonNode jsConfig(String url, String signature)
            throws IOException, InterruptedException {
        return caller.control(
                "POST",
                "/accounts/" + account.appId() + "/js-config",
                "{\"url\":\"%s\",\"timestamp\":\"1414587457\",\"nonceStr\":\"n\",\"signature\":\"%s\"}"
                        .formatted(url, signature));
    }

    private int code(String path, String body) throws IOException, InterruptedException {
        return caller.post(path, body).path("errcode").asInt(-2);
    }

    private static String token(JsonNode login) {
        return login.path("access_token").asString();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String codeIn(String address) {
        int from = address.indexOf("code=") + 5;
        return address.substring(from, address.indexOf('&', from));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
