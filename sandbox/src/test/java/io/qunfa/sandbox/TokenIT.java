package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The two token channels, side by side. */
@SandboxTest(startAt = "2026-11-25T04:00:00Z")
class TokenIT {

    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox);
    }

    @Test
    void a_token_is_answered_as_the_description_says() throws Exception {
        var answer = caller.fetchToken(account);

        assertThat(answer.propertyNames()).containsExactly("access_token", "expires_in");
        assertThat(answer.path("access_token").asString()).hasSize(136);
        assertThat(answer.path("expires_in").asInt()).isEqualTo(7200);
    }

    @Test
    void the_content_type_and_status_are_the_platforms() throws Exception {
        var answer =
                caller.get("/cgi-bin/token?grant_type=client_credential&appid=nobody&secret=x");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/json; encoding=utf-8");
        assertThat(Caller.json(answer).path("errcode").asInt()).isEqualTo(40013);
        assertThat(Caller.json(answer).path("errmsg").asString())
                .matches("invalid appid rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
    }

    @Test
    void what_is_wrong_with_the_credentials_is_said_in_order() throws Exception {
        assertThat(tokenCode("")).isEqualTo(41002);
        assertThat(tokenCode("appid=wx0&secret=x")).isEqualTo(40013);
        assertThat(tokenCode("appid=" + account.appId())).isEqualTo(41004);
        assertThat(tokenCode("appid=" + account.appId() + "&secret=wrong")).isEqualTo(40125);
        assertThat(tokenCode("appid=" + account.appId() + "&secret=" + account.appSecret()))
                .isEqualTo(40002);
    }

    @Test
    void the_first_group_of_a_request_id_is_the_time() throws Exception {
        var text = Caller.json(caller.get("/cgi-bin/user/get")).path("errmsg").asString();
        var seconds = Long.parseLong(text.substring(text.indexOf("rid: ") + 5).substring(0, 8), 16);

        assertThat(seconds).isEqualTo(sandbox.clock().instant().getEpochSecond());
    }

    @Test
    void a_superseded_token_stays_valid_for_five_minutes() throws Exception {
        var first = caller.withToken().token();
        caller.withToken();

        sandbox.clock().advance(Duration.ofSeconds(299));
        assertThat(use(first)).isZero();

        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(use(first)).isEqualTo(40001);
    }

    @Test
    void only_the_latest_superseded_token_stays_valid(@TempDir Path folder) throws Exception {
        var first = caller.withToken().token();
        var second = caller.withToken().token();
        sandbox.save(folder.resolve("world"));
        sandbox.load(folder.resolve("world"));
        caller.withToken();

        assertThat(use(first)).isEqualTo(40001);
        assertThat(use(second)).isZero();
    }

    @Test
    void a_token_lapses_after_two_hours() throws Exception {
        var token = caller.withToken().token();
        sandbox.clock().advance(Duration.ofSeconds(7199));
        assertThat(use(token)).isZero();

        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(use(token)).isEqualTo(42001);
    }

    @Test
    void garbage_and_nothing_are_told_apart() throws Exception {
        assertThat(use("garbage")).isEqualTo(40001);
        assertThat(use("")).isEqualTo(41001);
    }

    @Test
    void a_stable_token_is_repeated_until_its_last_five_minutes() throws Exception {
        var first = stable(false);
        sandbox.clock().advance(Duration.ofMinutes(100));
        var second = stable(false);
        sandbox.clock().advance(Duration.ofMinutes(15));
        var third = stable(false);

        assertThat(token(second)).isEqualTo(token(first));
        assertThat(second.path("expires_in").asInt()).isEqualTo(1200);
        assertThat(token(third)).isNotEqualTo(token(first));
        assertThat(use(token(first))).isZero();
        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(use(token(first))).isEqualTo(42001);
    }

    @Test
    void a_forced_refresh_ends_the_token_before_it_at_once() throws Exception {
        var first = stable(false);
        var second = stable(true);
        var hasty = stable(true);

        assertThat(use(token(first))).isEqualTo(40001);
        assertThat(token(hasty)).isEqualTo(token(second));
    }

    @Test
    void the_21st_forced_refresh_of_a_day_is_refused() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(stable(true).has("access_token")).isTrue();
            sandbox.clock().advance(Duration.ofSeconds(30));
        }

        assertThat(stable(true).path("errcode").asInt()).isEqualTo(45009);
    }

    @Test
    void the_channels_do_not_touch_each_other() throws Exception {
        var stable = token(stable(false));
        var classic = caller.withToken().token();
        stable(true);

        assertThat(use(classic)).isZero();
        assertThat(use(stable)).isEqualTo(40001);
    }

    @Test
    void the_stable_token_wants_a_post() throws Exception {
        assertThat(Caller.json(caller.get("/cgi-bin/stable_token")).path("errcode").asInt())
                .isEqualTo(43002);
    }

    @Test
    void the_2001st_token_of_a_day_is_refused_until_midnight_in_beijing() throws Exception {
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"limits\":{\"/cgi-bin/token\":{\"daily\":1}}}");
        caller.fetchToken(account);
        assertThat(caller.fetchToken(account).path("errcode").asInt()).isEqualTo(45009);

        sandbox.clock().advance(Duration.ofHours(12));

        assertThat(caller.fetchToken(account).has("access_token")).isTrue();
    }

    @Test
    void a_caller_outside_the_allowlist_is_refused_by_the_token_calls_only() throws Exception {
        caller.withToken();
        caller.control(
                "PATCH", "/accounts/" + account.appId(), "{\"ipAllowlist\":[\"10.0.0.0/8\"]}");

        var refused = caller.fetchToken(account);

        assertThat(refused.path("errcode").asInt()).isEqualTo(40164);
        assertThat(refused.path("errmsg").asString())
                .startsWith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: ");
        assertThat(use(caller.token())).isZero();
    }

    private int tokenCode(String query) throws Exception {
        return Caller.json(caller.get("/cgi-bin/token?" + query)).path("errcode").asInt();
    }

    private JsonNode stable(boolean forced) throws Exception {
        var body =
                "{\"grant_type\":\"client_credential\",\"appid\":\"%s\",\"secret\":\"%s\",\"force_refresh\":%s}"
                        .formatted(account.appId(), account.appSecret(), forced);
        return caller.post("/cgi-bin/stable_token", body);
    }

    private static String token(JsonNode answer) {
        return answer.path("access_token").asString();
    }

    private int use(String token) throws Exception {
        return new Caller(sandbox)
                .withToken(token)
                .read("/cgi-bin/tags/get")
                .path("errcode")
                .asInt(0);
    }
}
