package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Counters, their clearing, request ids and the IP allowlist. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class QuotaIT {

    private static final String USERS = "{\"cgi_path\":\"/cgi-bin/user/get\"}";

    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void the_addresses_of_the_platform_are_listed() throws Exception {
        assertThat(caller.read("/cgi-bin/getcallbackip").path("ip_list")).isNotEmpty();
        assertThat(caller.read("/cgi-bin/get_api_domain_ip").path("ip_list")).isNotEmpty();
    }

    @Test
    void the_quota_of_a_call_says_limit_use_and_rest() throws Exception {
        caller.read("/cgi-bin/user/get");

        var quota = caller.post("/cgi-bin/openapi/quota/get", USERS);

        assertThat(quota.toString())
                .isEqualTo(
                        "{\"errcode\":0,\"errmsg\":\"ok\",\"quota\":{\"daily_limit\":500,\"used\":1,\"remain\":499}}");
        assertThat(
                        caller.post(
                                        "/cgi-bin/openapi/quota/get",
                                        "{\"cgi_path\":\"/cgi-bin/message/mass/sendall\"}")
                                .path("rate_limit")
                                .toString())
                .isEqualTo("{\"call_count\":60,\"refresh_second\":60}");
    }

    @Test
    void the_quota_of_an_unknown_path_and_of_the_web_family_is_refused() throws Exception {
        assertThat(post("/cgi-bin/openapi/quota/get", "{\"cgi_path\":\"cgi-bin/user/get\"}"))
                .isEqualTo(76021);
        assertThat(post("/cgi-bin/openapi/quota/get", "{\"cgi_path\":\"/sns/userinfo\"}"))
                .isEqualTo(76022);
    }

    @Test
    void the_quota_of_a_call_that_the_account_may_not_make_is_refused() throws Exception {
        caller.control("PATCH", "/accounts/" + account.appId(), "{\"verified\":false}");
        var sendall = "{\"cgi_path\":\"/cgi-bin/message/mass/sendall\"}";

        assertThat(post("/cgi-bin/openapi/quota/get", sendall)).isEqualTo(76022);
        assertThat(post("/cgi-bin/openapi/quota/clear", sendall)).isEqualTo(76022);
    }

    @Test
    void an_exhausted_call_works_again_after_clearing_and_after_midnight_in_beijing()
            throws Exception {
        limitUserListTo(1);
        assertThat(users()).isZero();
        assertThat(users()).isEqualTo(45009);

        assertThat(post("/cgi-bin/clear_quota", "{\"appid\":\"" + account.appId() + "\"}"))
                .isZero();
        assertThat(users()).isZero();
        assertThat(users()).isEqualTo(45009);
        assertThat(post("/cgi-bin/openapi/quota/clear", USERS)).isZero();
        assertThat(users()).isZero();
        assertThat(users()).isEqualTo(45009);
        sandbox.clock().advance(Duration.ofHours(12));
        caller.withToken();
        assertThat(users()).isZero();
    }

    @Test
    void clearing_works_ten_times_a_month_with_and_without_a_token_together() throws Exception {
        var byToken = "{\"appid\":\"" + account.appId() + "\"}";
        var bySecret =
                "/cgi-bin/clear_quota/v2?appid=%s&appsecret=%s"
                        .formatted(account.appId(), account.appSecret());
        for (int i = 0; i < 9; i++) {
            assertThat(post("/cgi-bin/clear_quota", byToken)).isZero();
        }
        assertThat(Caller.json(caller.send("POST", bySecret, "")).path("errcode").asInt(-2))
                .isZero();

        assertThat(post("/cgi-bin/clear_quota", byToken)).isEqualTo(48006);
        assertThat(Caller.json(caller.send("POST", bySecret, "")).path("errcode").asInt())
                .isEqualTo(48006);
        sandbox.clock().advance(Duration.ofDays(7));
        caller.withToken();
        assertThat(post("/cgi-bin/clear_quota", byToken)).isZero();
    }

    @Test
    void clearing_takes_the_appid_of_the_token_and_a_right_secret_in_the_body() throws Exception {
        var body =
                "{\"appid\":\"%s\",\"appsecret\":\"%s\"}"
                        .formatted(account.appId(), account.appSecret());

        assertThat(post("/cgi-bin/clear_quota", "{\"appid\":\"wx0000000000000000\"}"))
                .isEqualTo(40013);
        assertThat(
                        Caller.json(caller.send("POST", "/cgi-bin/clear_quota/v2", body))
                                .path("errcode")
                                .asInt(-2))
                .isZero();
        assertThat(
                        Caller.json(
                                        caller.send(
                                                "POST",
                                                "/cgi-bin/clear_quota/v2",
                                                "{\"appid\":\"" + account.appId() + "\"}"))
                                .path("errcode")
                                .asInt())
                .isEqualTo(41004);
    }

    @Test
    void a_request_id_leads_to_the_refused_call_for_seven_days() throws Exception {
        var refused = caller.read("/cgi-bin/user/info?openid=nobody").path("errmsg").asString();
        var rid = refused.substring(refused.indexOf("rid: ") + 5);

        var found = caller.post("/cgi-bin/openapi/rid/get", "{\"rid\":\"" + rid + "\"}");

        var request = found.path("request");
        assertThat(Long.parseLong(rid.substring(0, 8), 16))
                .isEqualTo(request.path("invoke_time").asLong());
        assertThat(request.path("response_body").asString()).contains("40003").contains(rid);
        assertThat(request.path("request_url").asString()).doesNotContain(caller.token());
        assertThat(request.path("client_ip").asString()).isEqualTo("127.0.0.1");
        sandbox.clock().advance(Duration.ofDays(7).plusSeconds(1));
        caller.withToken();
        assertThat(post("/cgi-bin/openapi/rid/get", "{\"rid\":\"" + rid + "\"}")).isEqualTo(76004);
    }

    @Test
    void request_ids_of_nobody_and_of_others_are_refused() throws Exception {
        var refused = caller.read("/cgi-bin/user/info?openid=nobody").path("errmsg").asString();
        var rid = refused.substring(refused.indexOf("rid: ") + 5);
        assertThat(post("/cgi-bin/openapi/rid/get", "{\"rid\":\"617682e0-09059ac5-34a8e2ea\"}"))
                .isEqualTo(76001);
        assertThat(post("/cgi-bin/openapi/rid/get", "{\"rid\":\"617682e0\"}")).isEqualTo(76002);

        caller.withToken(sandbox.addAccount(AccountKind.SERVICE));

        assertThat(post("/cgi-bin/openapi/rid/get", "{\"rid\":\"" + rid + "\"}")).isEqualTo(76003);
    }

    @Test
    void the_callback_check_wants_an_address_an_action_and_an_operator() throws Exception {
        assertThat(post("/cgi-bin/callback/check", "{\"action\":\"all\"}")).isEqualTo(40201);
        assertThat(post("/cgi-bin/callback/check", "{\"action\":\"trace\"}")).isEqualTo(40202);
        assertThat(post("/cgi-bin/callback/check", "{\"action\":\"all\",\"check_operator\":\"X\"}"))
                .isEqualTo(40203);
        try (var server = new AccountServer()) {
            account.callback(server.address(), AccountServer.TOKEN);

            var all =
                    caller.post(
                            "/cgi-bin/callback/check",
                            "{\"action\":\"all\",\"check_operator\":\"DEFAULT\"}");

            assertThat(all.path("dns").get(0).path("ip").asString()).isEqualTo("127.0.0.1");
            assertThat(all.path("ping").get(0).path("package_loss").asString()).isEqualTo("0%");
        }
    }

    @Test
    void the_allowlist_guards_token_calls_and_if_switched_all_calls() throws Exception {
        allow("\"10.0.0.0/8\"", false);

        var refused = caller.fetchToken(account);

        assertThat(refused.path("errcode").asInt()).isEqualTo(40164);
        assertThat(refused.path("errmsg").asString())
                .startsWith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: ");
        assertThat(users()).isZero();
        allow("\"10.0.0.0/8\"", true);
        assertThat(users()).isEqualTo(40164);
        allow("\"127.0.0.1\"", true);
        assertThat(users()).isZero();
    }

    @Test
    void the_account_shows_what_it_may_call() throws Exception {
        var test = sandbox.addAccount(AccountKind.TEST);

        var rows =
                caller.control("GET", "/accounts/" + test.appId() + "/permissions", "")
                        .path("permissions");

        assertThat(rows.valueStream().filter(row -> path(row).equals("/cgi-bin/token")))
                .singleElement()
                .satisfies(row -> assertThat(row.path("daily").asInt()).isEqualTo(200));
        assertThat(rows.valueStream().filter(row -> path(row).equals("/cgi-bin/message/mass/send")))
                .singleElement()
                .satisfies(row -> assertThat(row.path("allowed").asBoolean(true)).isFalse());
    }

    private static String path(JsonNode row) {
        return row.path("path").asString();
    }

    private void limitUserListTo(int daily) throws IOException, InterruptedException {
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"limits\":{\"/cgi-bin/user/get\":{\"daily\":" + daily + "}}}");
    }

    private void allow(String lines, boolean everywhere) throws IOException, InterruptedException {
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"ipAllowlist\":[%s],\"switches\":{\"ipAllowlistEverywhere\":%s}}"
                        .formatted(lines, everywhere));
    }

    private int users() throws IOException, InterruptedException {
        return caller.read("/cgi-bin/user/get").path("errcode").asInt(0);
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return caller.post(path, body).path("errcode").asInt(0);
    }
}
