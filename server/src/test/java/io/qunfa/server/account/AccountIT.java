package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.server.access.Grants;
import io.qunfa.server.access.Role;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class AccountIT {

    private final Sandbox sandbox = Sandbox.start();
    private final Visitors visitors;
    private final Grants grants;
    private final JdbcClient jdbc;

    AccountIT(@Autowired Visitors visitors, @Autowired Grants grants, @Autowired JdbcClient jdbc) {
        this.visitors = visitors;
        this.grants = grants;
        this.jdbc = jdbc;
    }

    @AfterEach
    void stopSandbox() {
        sandbox.close();
    }

    @Test
    void an_account_is_connected_once_its_credentials_are_accepted() {
        var visitor = visitors.signedIn();

        var answer = visitor.post("/api/v1/accounts", request());

        assertThat(answer.status()).isEqualTo(201);
        var account = answer.json();
        assertThat(account.path("appId").asString()).isEqualTo(sandbox.account().appId());
        assertThat(account.path("sandbox").asBoolean()).isTrue();
        assertThat(account.path("platform").asString()).isEqualTo(sandbox.address().toString());
        assertThat(account.at("/connection/state").asString()).isEqualTo("ok");
        assertThat(account.at("/callback/address").asString())
                .matches("http://127\\.0\\.0\\.1:\\d+/wx/[a-z0-9]{16}");
        assertThat(account.at("/callback/verifiedAt").isNull()).isTrue();
        assertThat(answer.text()).doesNotContain(sandbox.account().appSecret());
        assertThat(visitor.get("/api/v1/accounts").json().at("/items/0")).isEqualTo(account);
    }

    @Test
    void a_wrong_secret_is_told_apart_from_an_unknown_app_id() {
        var visitor = visitors.signedIn();

        var wrongSecret = visitor.post("/api/v1/accounts", request("appSecret", "0".repeat(32)));
        var unknownId = visitor.post("/api/v1/accounts", request("appId", "wx0000000000000000"));

        assertThat(wrongSecret.status()).isEqualTo(422);
        assertThat(wrongSecret.code()).isEqualTo("app-secret-wrong");
        assertThat(unknownId.status()).isEqualTo(422);
        assertThat(unknownId.code()).isEqualTo("app-id-unknown");
        assertThat(visitor.get("/api/v1/accounts").json().path("items")).isEmpty();
    }

    @Test
    void an_app_id_that_cannot_be_one_is_refused_by_name() {
        var answer = visitors.signedIn().post("/api/v1/accounts", request("appId", "公众号"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("appId");
    }

    @Test
    void a_platform_that_does_not_answer_is_said_to_be_unreachable() throws IOException {
        var address = "http://127.0.0.1:" + portOfNobody();

        var answer = visitors.signedIn().post("/api/v1/accounts", request("platform", address));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("platform-unreachable");
    }

    @Test
    void an_account_is_connected_only_once() {
        var visitor = visitors.signedIn();
        visitor.post("/api/v1/accounts", request());

        var again = visitor.post("/api/v1/accounts", request());

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("account-exists");
    }

    @Test
    void everything_that_is_wrong_with_a_request_is_said_at_once() {
        var answer =
                visitors.signedIn()
                        .with("Accept-Language", "zh-CN")
                        .post(
                                "/api/v1/accounts",
                                Map.of("name", " ", "kind", "personal", "platform", "ftp://x"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsString("field"))
                .containsExactly("name", "appId", "appSecret", "kind", "verified", "platform");
        assertThat(answer.json().at("/errors/0/message").asString()).isEqualTo("此项必填。");
    }

    @Test
    void who_has_no_grant_is_told_that_there_is_no_such_account() {
        var path = connect(visitors.signedIn());
        var outsider = visitors.signedIn();

        for (var address : new String[] {path, path + "/callback", path + "/nothing"}) {
            assertThat(outsider.get(address).status()).as(address).isEqualTo(404);
        }
        assertThat(outsider.post(path + "/connection/check", Map.of()).status()).isEqualTo(404);
        assertThat(outsider.get(path).code())
                .isEqualTo(outsider.get("/api/v1/accounts/" + UUID.randomUUID()).code());
    }

    @Test
    void who_may_only_look_may_not_see_the_callback_token() {
        var path = connect(visitors.signedIn());
        var viewer = visitors.operator();
        grants.grant(viewer.id(), UUID.fromString(path.replaceAll(".*/", "")), Role.VIEWER);
        var visitor = visitors.signedIn(viewer);

        assertThat(visitor.get(path).status()).isEqualTo(200);
        var refused = visitor.get(path + "/callback");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("role-too-low");
    }

    @Test
    void a_check_finds_out_that_the_secret_was_changed() {
        var visitor = visitors.signedIn();
        var path = connect(visitor);
        jdbc.sql("UPDATE account.official_account SET api_endpoint = 'http://127.0.0.1:1'")
                .update();

        var account = visitor.post(path + "/connection/check", Map.of()).json();

        assertThat(account.at("/connection/state").asString()).isEqualTo("failing");
        assertThat(account.at("/connection/problem").asString()).isEqualTo("platform-unreachable");
    }

    @Test
    void a_dump_of_the_database_tells_no_secret() {
        var visitor = visitors.signedIn();
        var token = visitor.get(connect(visitor) + "/callback").json().path("token").asString();

        var dump =
                jdbc.sql("SELECT string_agg(a::text, '') FROM account.official_account a")
                        .query(String.class)
                        .single();

        assertThat(token).hasSize(32);
        assertThat(dump)
                .doesNotContain(token, hex(token), sandbox.account().appSecret())
                .doesNotContain(hex(sandbox.account().appSecret()));
    }

    private static int portOfNobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of()
                .formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String connect(Visitor visitor) {
        var account = visitor.post("/api/v1/accounts", request()).json();
        return "/api/v1/accounts/" + account.path("id").asString();
    }

    private Map<String, Object> request() {
        return Map.of(
                "name",
                "Demo",
                "appId",
                sandbox.account().appId(),
                "appSecret",
                sandbox.account().appSecret(),
                "kind",
                "service",
                "verified",
                true,
                "platform",
                sandbox.address().toString());
    }

    private Map<String, Object> request(String field, String value) {
        var request = new LinkedHashMap<>(request());
        request.put(field, value);
        return request;
    }
}
