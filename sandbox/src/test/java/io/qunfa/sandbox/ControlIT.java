package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The control surface, and faults on the wire. */
@SandboxTest(followers = 5, startAt = "2026-11-25T04:00:00Z")
class ControlIT {

    private static final String SENDALL = "/cgi-bin/message/mass/sendall";
    private static final String TO_ALL =
            "{\"filter\":{\"is_to_all\":true},\"text\":{\"content\":\"x\"},\"msgtype\":\"text\",\"clientmsgid\":\"key-1\"}";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void a_new_account_has_credentials_and_no_followers() throws Exception {
        var created = caller.control("POST", "/accounts", "{\"kind\":\"subscription\"}");
        var path = "/accounts/" + created.path("appid").asString();

        assertThat(created.path("appid").asString()).matches("wx[0-9a-f]{16}");
        assertThat(created.path("secret").asString()).matches("[0-9a-f]{32}");
        assertThat(created.path("originalId").asString()).matches("gh_[0-9a-f]{12}");
        assertThat(created.path("followers").asInt()).isZero();
        assertThat(caller.control("GET", "/accounts", "").path("accounts")).hasSize(2);
        caller.control("DELETE", path, "");
        assertThat(caller.control("GET", "/accounts", "").path("accounts")).hasSize(1);
    }

    @Test
    void accounts_are_listed_page_by_page_and_none_is_left_out() throws Exception {
        for (int i = 0; i < 4; i++) {
            caller.control("POST", "/accounts", "{}");
        }

        var first = caller.control("GET", "/accounts?limit=3", "");
        var rest =
                caller.control(
                        "GET", "/accounts?limit=3&after=" + first.path("next").asString(), "");

        assertThat(first.path("accounts")).hasSize(3);
        assertThat(rest.path("accounts")).hasSize(2);
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void a_new_account_can_have_the_credentials_a_program_already_knows() throws Exception {
        var wanted =
                "{\"appid\":\"wx0123456789abcdef\",\"secret\":\"%s\"}".formatted("0a".repeat(16));

        var created = caller.control("POST", "/accounts", "{\"accounts\":[" + wanted + "]}");

        assertThat(created.path("accounts").get(0).path("appid").asString())
                .isEqualTo("wx0123456789abcdef");
        assertThat(caller.fetchToken(sandbox.account("wx0123456789abcdef")).has("access_token"))
                .isTrue();
        assertThat(caller.send("POST", "/_sandbox/accounts", wanted).statusCode()).isEqualTo(400);
        assertThat(caller.send("POST", "/_sandbox/accounts", "{\"appid\":\"x\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void followers_are_listed_page_by_page() throws Exception {
        var path = "/accounts/" + sandbox.account().appId() + "/followers?limit=3";
        var first = caller.control("GET", path, "");
        var second = caller.control("GET", path + "&after=" + first.path("next").asString(), "");

        assertThat(first.path("followers")).hasSize(3);
        assertThat(first.path("followers").get(0).path("wxname").asString()).isEqualTo("fan1");
        assertThat(second.path("followers")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void the_clock_is_read_advanced_and_set() throws Exception {
        var advanced = caller.control("POST", "/clock", "{\"advance\":\"PT2H\"}");
        var set = caller.control("POST", "/clock", "{\"set\":\"2026-12-01T00:00:00+08:00\"}");

        assertThat(advanced.path("now").asString()).isEqualTo("2026-11-25T06:00:00Z");
        assertThat(set.path("now").asString()).isEqualTo("2026-11-30T16:00:00Z");
        assertThat(caller.control("GET", "/clock", "").path("now").asString())
                .isEqualTo("2026-11-30T16:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"advance\":\"soon\"}",
                "{\"advance\":\"-PT1H\"}",
                "{\"rate\":-1}",
                "not json",
                "[]"
            })
    void a_bad_clock_call_is_refused(String body) throws Exception {
        assertThat(caller.send("POST", "/_sandbox/clock", body).statusCode()).isEqualTo(400);
    }

    @Test
    void a_reset_world_is_the_one_at_the_beginning() throws Exception {
        var before = sandbox.account().appId();
        caller.post(SENDALL, TO_ALL);
        sandbox.addAccount(AccountKind.TEST);
        sandbox.clock().advance(Duration.ofDays(40));

        caller.control("POST", "/reset", "");

        assertThat(sandbox.account().appId()).isEqualTo(before);
        assertThat(sandbox.clock().instant()).isEqualTo(Instant.parse("2026-11-25T04:00:00Z"));
        assertThat(caller.read("/cgi-bin/user/get").path("errcode").asInt()).isEqualTo(40001);
        assertThat(caller.withToken().post(SENDALL, TO_ALL).path("msg_id").asLong())
                .isEqualTo(1_000_000_001L);
    }

    @Test
    void the_same_seed_makes_the_same_world_and_another_seed_another() {
        try (var same = Sandbox.builder().followers(5).seed(1).start();
                var other = Sandbox.builder().followers(5).seed(2).start()) {
            assertThat(same.account().appSecret()).isEqualTo(sandbox.account().appSecret());
            assertThat(same.account().followers(5)).isEqualTo(sandbox.account().followers(5));
            assertThat(other.account().followers(5))
                    .doesNotContainAnyElementsOf(sandbox.account().followers(5));
        }
    }

    @Test
    void half_an_answer_hides_an_accepted_send_too() throws Exception {
        order("{\"path\":\"%s\",\"times\":1,\"effect\":\"half\"}".formatted(SENDALL));

        assertThatThrownBy(() -> caller.post(SENDALL, TO_ALL)).isInstanceOf(IOException.class);

        assertThat(caller.post(SENDALL, TO_ALL).path("errcode").asInt()).isEqualTo(45065);
    }

    @Test
    void a_dropped_answer_hides_an_accepted_send() throws Exception {
        order("{\"path\":\"%s\",\"times\":1,\"effect\":\"drop-after\"}".formatted(SENDALL));

        assertThatThrownBy(() -> caller.post(SENDALL, TO_ALL)).isInstanceOf(IOException.class);

        var again = caller.post(SENDALL, TO_ALL);
        assertThat(again.path("errcode").asInt()).isEqualTo(45065);
        assertThat(again.path("msg_id").asLong()).isEqualTo(1_000_000_001L);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(sandbox.account().ledger()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop-before", "reset"})
    void a_send_that_never_arrived_is_new_when_it_is_repeated(String effect) throws Exception {
        order("{\"path\":\"%s\",\"times\":1,\"effect\":\"%s\"}".formatted(SENDALL, effect));

        assertThatThrownBy(() -> caller.post(SENDALL, TO_ALL)).isInstanceOf(IOException.class);

        assertThat(caller.post(SENDALL, TO_ALL).path("errcode").asInt()).isZero();
    }

    @Test
    void a_reset_connection_is_reset_and_not_closed() throws Exception {
        order("{\"path\":\"/cgi-bin/token\",\"times\":1,\"effect\":\"reset\"}");
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.address().getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /cgi-bin/token HTTP/1.1\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 45065"})
    void an_errcode_can_come_with_or_without_the_effect(boolean processed, int codeOfRepeat)
            throws Exception {
        order(
                "{\"path\":\"%s\",\"times\":1,\"effect\":\"errcode\",\"errcode\":-1,\"processed\":%s}"
                        .formatted(SENDALL, processed));

        var disturbed = caller.post(SENDALL, TO_ALL);

        assertThat(disturbed.path("errmsg").asString()).startsWith("system error rid: ");
        assertThat(caller.post(SENDALL, TO_ALL).path("errcode").asInt()).isEqualTo(codeOfRepeat);
    }

    @Test
    void gateways_can_answer_instead_of_the_platform() throws Exception {
        order(
                "{\"times\":1,\"effect\":\"status\",\"status\":502},{\"times\":1,\"effect\":\"html\"},{\"times\":1,\"effect\":\"malformed\"}");

        var status = caller.get("/cgi-bin/tags/get");
        var html = caller.get("/cgi-bin/tags/get");
        var malformed = caller.get("/cgi-bin/tags/get");

        assertThat(status.statusCode()).isEqualTo(502);
        assertThat(html.body()).startsWith("<html>");
        assertThat(malformed.body()).startsWith("{\"errcode\":41001").doesNotEndWith("}");
        assertThat(caller.control("GET", "/faults", "").path("faults")).isEmpty();
    }

    @Test
    void faults_are_listed_and_cleared_and_bad_ones_refused() throws Exception {
        order(
                "{\"path\":\"/cgi-bin/*\",\"probability\":0.5,\"effect\":\"latency\",\"delay\":\"PT0.01S\"}");
        assertThat(
                        caller.control("GET", "/faults", "")
                                .path("faults")
                                .get(0)
                                .path("path")
                                .asString())
                .isEqualTo("/cgi-bin/*");
        caller.control("DELETE", "/faults", "");

        assertThat(caller.control("GET", "/faults", "").path("faults")).isEmpty();
        assertThat(
                        caller.send(
                                        "PUT",
                                        "/_sandbox/faults",
                                        "{\"faults\":[{\"effect\":\"boom\"}]}")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void every_request_is_journaled_without_its_token() throws Exception {
        caller.read("/cgi-bin/tags/get");

        var requests = caller.control("GET", "/requests", "").toString();

        assertThat(requests)
                .contains("/cgi-bin/tags/get", "access_token=" + caller.token().substring(0, 8))
                .doesNotContain(caller.token())
                .doesNotContain(sandbox.account().appSecret());
    }

    @Test
    void events_are_streamed_as_they_happen() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.address().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(
                            "GET /_sandbox/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var lines = new Scanner(socket.getInputStream(), StandardCharsets.UTF_8);
            assertThat(lines.findWithinHorizon(": alive", 0)).isNotNull();

            caller.read("/cgi-bin/tags/get");

            assertThat(lines.findWithinHorizon("event: request\ndata: \\{.*/cgi-bin/tags/get", 0))
                    .isNotNull();
        }
    }

    @Test
    void a_foreign_page_is_kept_out() throws Exception {
        assertThat(raw("Host: evil.example")).startsWith("HTTP/1.1 403");
        assertThat(raw("Host: localhost\r\nOrigin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("Host: localhost:1\r\nOrigin: http://127.0.0.1:8080"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void a_world_goes_on_from_its_snapshot(@TempDir Path folder) throws Exception {
        var file = folder.resolve("world");
        String token;
        try (var first = Sandbox.builder().followers(5).snapshot(file).clockRate(0).start()) {
            var firstCaller = new Caller(first).withToken();
            token = firstCaller.token();
            firstCaller.post(SENDALL, TO_ALL);
            first.phones(1).get(0).unfollow();
        }

        try (var second = Sandbox.builder().followers(99).snapshot(file).clockRate(0).start()) {
            var again = new Caller(second).withToken(token).post(SENDALL, TO_ALL);
            second.clock().advance(Duration.ofMinutes(1));

            assertThat(again.path("errcode").asInt()).isEqualTo(45065);
            assertThat(second.account().followerCount()).isEqualTo(4);
            assertThat(second.account().ledger())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.delivered()).isEqualTo(4));
        }
    }

    @Test
    void a_kept_world_belongs_to_one_sandbox_and_to_one_user(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("world");
        try (var first = Sandbox.builder().followers(5).snapshot(file).start()) {
            assertThat(first.goesOn()).isFalse();
            assertThatThrownBy(() -> Sandbox.builder().snapshot(file).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("another sandbox's");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var second = Sandbox.builder().followers(7).snapshot(file).start()) {
            assertThat(second.goesOn()).isTrue();
            assertThat(second.account().followerCount()).isEqualTo(5);
        }
    }

    @Test
    void a_sandbox_that_cannot_listen_lets_go_of_its_world(@TempDir Path folder) {
        var file = folder.resolve("world");
        int taken = sandbox.address().getPort();
        assertThatThrownBy(() -> Sandbox.builder().snapshot(file).port(taken).start())
                .isInstanceOf(UncheckedIOException.class);

        try (var second = Sandbox.builder().snapshot(file).start()) {
            assertThat(second.goesOn()).isTrue();
        }
    }

    @Test
    void the_newest_requests_come_first_where_they_are_wanted_first() throws Exception {
        for (int i = 1; i <= 5; i++) {
            caller.read("/cgi-bin/tags/get?n=" + i);
        }

        var newest = caller.control("GET", "/requests?newest=2", "");
        var older = caller.control("GET", "/requests?newest=2&before=" + newest.path("next"), "");

        assertThat(queries(newest)).containsExactly("n=5", "n=4");
        assertThat(queries(older)).containsExactly("n=3", "n=2");
        assertThat(caller.control("GET", "/callbacks?newest=50", "").path("next").isNull())
                .isTrue();
    }

    @Test
    void the_journal_is_searched_and_read_page_by_page() throws Exception {
        for (int i = 1; i <= 5; i++) {
            caller.read("/cgi-bin/tags/get?n=" + i);
        }
        caller.read("/cgi-bin/nothing");

        var newest = caller.control("GET", "/journal?limit=2&path=TAGS", "");
        var older =
                caller.control(
                        "GET", "/journal?limit=2&path=TAGS&before=" + newest.path("next"), "");
        var refused = caller.control("GET", "/journal?refused=true&errcode=40066", "");

        assertThat(queries(newest)).containsExactly("n=5", "n=4");
        assertThat(newest.path("matching").asInt()).isEqualTo(5);
        assertThat(queries(older)).containsExactly("n=3", "n=2");
        assertThat(refused.at("/entries/0/path").asString()).isEqualTo("/cgi-bin/nothing");
        assertThat(refused.at("/entries/0/errcode").asInt()).isEqualTo(40066);
        assertThat(caller.control("GET", "/journal?until=2020-01-01T00:00%2B08:00", ""))
                .isEqualTo(caller.control("GET", "/journal?since=2040-01-01T00:00Z", ""));
        assertThat(caller.send("GET", "/_sandbox/journal?since=noon", "").statusCode())
                .isEqualTo(400);
    }

    private static List<String> queries(JsonNode page) {
        return page.path(page.has("entries") ? "entries" : "requests")
                .valueStream()
                .map(entry -> entry.path("query").asString().replaceAll("&.*", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST  | /accounts                  | {"kind":"personal"}                    | kind must be one of service, subscription, test; sent: "personal"
                    POST  | /accounts                  | {"knd":"test"}                         | there is no knd here, only
                    POST  | /accounts                  | {"followers":5}                        | a new account has no followers
                    PATCH | /accounts/{appid}          | {"verified":"yes"}                     | verified must be true or false; sent: "yes"
                    PATCH | /accounts/{appid}          | {"appid":"wx0123456789abcdef"}         | appid cannot be changed
                    PATCH | /accounts/{appid}          | {"switches":{"longKeys":true}}         | there is no switches.longKeys here
                    PATCH | /accounts/{appid}          | {"limits":{"/cgi-bin/tokens":{}}}      | near: /cgi-bin/token
                    PATCH | /accounts/{appid}          | {"limits":{"/cgi-bin/token":{"daily":"9"}}} | limits./cgi-bin/token.daily must be a whole number, 0 or more; sent: "9"
                    PATCH | /accounts/{appid}          | {"callback":{"mode":"secret"}}         | callback.mode must be one of plain, compatible, safe
                    PATCH | /accounts/{appid}          | {"callback":{"url":"no address"}}      | callback.url must be an address; sent: no address
                    POST  | /accounts/{appid}/followers| {"count":"x"}                          | count must be a whole number, 0 to 50000000; sent: "x"
                    POST  | /accounts/{appid}/followers| {"number":3}                           | there is no number here, only count, openid
                    POST  | /accounts/{appid}/followers/{openid}/messages | {"type":"text","text":"hi"} | there is no text here, only content, menuItem, type
                    POST  | /accounts/{appid}/followers/{openid}/messages | {"type":"event","event":"LOCATION","latitude":"north"} | latitude must be a number; sent: "north"
                    PUT   | /accounts/{appid}/windows  | {"meal":{}}                            | there is no meal here
                    POST  | /accounts/{appid}/mass/confirmation | {"agreed":1}                  | agreed must be true or false; sent: 1
                    PUT   | /faults                    | {"faults":{}}                          | faults must be a list; sent: {}
                    PUT   | /faults                    | {"faults":[{"effect":"boom"}]}         | faults[].effect must be one of errcode, token-kicked
                    PUT   | /faults                    | {"faults":[{"effect":"late","delay":"1s"}]} | faults[].delay must be a duration like PT2H
                    POST  | /clock                     | {"advance":3600}                       | advance must be a text; sent: 3600
                    POST  | /clock                     | {"set":"tomorrow"}                     | set must be a time like 2026-12-01T00:00:00+08:00; sent: "tomorrow"
                    """)
    void what_a_control_body_may_not_say_is_named(
            String method, String path, String body, String reason) throws Exception {
        var account = sandbox.account();
        var address =
                "/_sandbox"
                        + path.replace("{appid}", account.appId())
                                .replace("{openid}", account.followers(1).get(0));

        var answer = caller.send(method, address, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Caller.json(answer).path("reason").asString()).contains(reason);
    }

    @Test
    void an_account_can_be_sent_back_as_it_was_read() throws Exception {
        var path = "/accounts/" + sandbox.account().appId();
        var read = caller.control("GET", path, "");

        assertThat(caller.control("PATCH", path, read.toString())).isEqualTo(read);
    }

    @Test
    void rubbish_is_no_snapshot_and_changes_nothing() throws Exception {
        caller.control("POST", "/accounts", "{}");
        sandbox.account().follow(2);

        assertThat(caller.send("PUT", "/_sandbox/snapshot", "rubbish").statusCode()).isEqualTo(400);

        assertThat(sandbox.account().followerCount()).isEqualTo(7);
        assertThat(caller.control("GET", "/accounts", "").path("accounts")).hasSize(2);
    }

    @Test
    void the_manual_names_every_switch_and_limit() throws Exception {
        var manual = Files.readString(Path.of("../docs/sandbox.md"));
        var account = caller.control("GET", "/accounts", "").path("accounts").get(0);

        assertThat(account.path("switches").propertyNames())
                .allSatisfy(name -> assertThat(manual).contains("`" + name + "`"));
        assertThat(account.path("limits").propertyNames())
                .allSatisfy(name -> assertThat(manual).contains("`" + name + "`"));
    }

    @Test
    void a_port_in_use_is_a_clear_message() {
        assertThatThrownBy(() -> Sandbox.builder().port(sandbox.address().getPort()).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(sandbox.address().getPort()));
    }

    @Test
    void a_protected_send_waits_for_the_administrator() throws Exception {
        var path = "/accounts/" + sandbox.account().appId();
        caller.control("PATCH", path, "{\"massProtection\":true}");
        long msgId = caller.post(SENDALL, TO_ALL).path("msg_id").asLong();

        assertThat(statusOf(msgId)).isEqualTo("89504");
        caller.control("POST", path + "/mass/" + msgId + "/confirmation", "{\"agreed\":true}");
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(statusOf(msgId)).isEqualTo("SEND_SUCCESS");
    }

    @Test
    void an_empty_list_of_recipients_has_the_code_of_its_size() throws Exception {
        var body = "{\"touser\":[],\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}";

        assertThat(caller.post("/cgi-bin/message/mass/send", body).path("errcode").asInt())
                .isEqualTo(40032);
    }

    private String statusOf(long msgId) throws Exception {
        var answer = caller.post("/cgi-bin/message/mass/get", "{\"msg_id\":" + msgId + "}");
        return answer.has("errcode")
                ? answer.path("errcode").asString()
                : answer.path("msg_status").asString();
    }

    private void order(String faults) throws Exception {
        caller.control("PUT", "/faults", "{\"faults\":[" + faults + "]}");
    }

    private String raw(String headers) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.address().getPort())) {
            var request =
                    "GET /_sandbox/state HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
