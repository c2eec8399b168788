package io.qunfa.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
final class EdgeIT {

    private final Visitors visitors;

    EdgeIT(@Autowired Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void what_cannot_be_read_is_a_problem_like_any_other() {
        var answer =
                visitors.signedIn()
                        .post("/api/v1/accounts", "application/json", "{nonsense".getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().path("type").asString())
                .isEqualTo("urn:qunfa:problem:malformed-request");
    }

    @Test
    void a_field_nobody_knows_is_refused() {
        var answer = visitors.signedIn().post("/api/v1/accounts", Map.of("nmae", "Demo"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-request");
    }

    @Test
    void what_cannot_be_read_is_named() {
        var unknown = visitors.signedIn().post("/api/v1/accounts", Map.of("nmae", "Demo"));
        assertThat(unknown.json().at("/errors/0/field").asString()).isEqualTo("nmae");
        var form = visitors.signedIn().post("/api/v1/accounts", Map.of("verified", "perhaps"));
        assertThat(form.json().at("/errors/0/field").asString()).isEqualTo("verified");
        assertThat(form.json().at("/errors/0/code").asString()).isEqualTo("wrong-form");
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        var body = new byte[(int) BodyLimit.LIMIT_BYTES + 1];

        var answer = visitors.signedIn().post("/api/v1/accounts", "application/json", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
        assertThat(answer.json().at("/parameters/limitBytes").asLong())
                .isEqualTo(BodyLimit.LIMIT_BYTES);
    }

    @Test
    void a_body_that_does_not_announce_its_length_is_held_to_the_limit_too() {
        var body = " ".repeat((int) BodyLimit.LIMIT_BYTES) + "{}";

        var answer = visitors.signedIn().postInPieces("/api/v1/accounts", body.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
    }

    @Test
    void an_address_of_the_api_that_is_not_there_is_not_found() {
        var answer = visitors.signedIn().get("/api/v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @Test
    void a_wrong_method_is_refused() {
        var answer = visitors.signedIn().put("/api/v1/accounts", Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
    }

    @Test
    void problems_speak_the_readers_language() {
        var japanese =
                visitors.stranger().with("Accept-Language", "ja,en;q=0.5").get("/api/v1/accounts");
        var taiwan = visitors.stranger().with("Accept-Language", "zh-TW").get("/api/v1/accounts");

        assertThat(japanese.json().path("title").asString()).isEqualTo("サインインしていません");
        assertThat(taiwan.json().path("title").asString()).isEqualTo("尚未登录");
    }

    @Test
    void every_page_of_the_console_begins_with_the_same_file() {
        var start = visitors.stranger().get("/");
        var deep = visitors.stranger().get("/accounts/1/broadcasts");

        assertThat(start.status()).isEqualTo(200);
        assertThat(start.header("Content-Type").orElse("")).startsWith("text/html");
        assertThat(deep.text()).isEqualTo(start.text());
        assertThat(deep.header("Cache-Control")).contains("no-cache");
    }

    @Test
    void a_file_that_is_not_there_is_not_a_page() {
        assertThat(visitors.stranger().get("/assets/old.js").status()).isEqualTo(404);
        assertThat(visitors.stranger().get("/logo.svg").status()).isEqualTo(404);
        assertThat(visitors.stranger().get("/wx/nobody").status()).isEqualTo(404);
    }

    @Test
    void a_page_can_load_nothing_from_elsewhere_and_be_shown_in_no_frame() {
        var answer = visitors.stranger().get("/");

        assertThat(answer.header("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void a_problem_names_the_address_that_was_asked_for() {
        var answer = visitors.stranger().put("/wx/unknown", Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.json().path("instance").asString()).isEqualTo("/wx/unknown");
    }

    @Test
    void it_tells_whether_it_is_alive_and_ready() {
        for (var probe : new String[] {"liveness", "readiness"}) {
            var answer = visitors.stranger().get("/actuator/health/" + probe);
            assertThat(answer.json().path("status").asString()).as(probe).isEqualTo("UP");
        }
        assertThat(visitors.stranger().get("/actuator/prometheus").text())
                .contains("jvm_memory_used_bytes");
    }

    @Test
    void what_a_proxy_passed_on_is_not_from_this_machine() {
        for (var address : new String[] {"127.0.0.1", "203.0.113.5", "abc", ""}) {
            var passedOn = visitors.stranger().with("X-Forwarded-For", address);
            assertThat(passedOn.get("/actuator/prometheus").status()).as(address).isEqualTo(401);
        }
        var named = visitors.stranger().with("X-Forwarded-Host", "qunfa.example");
        assertThat(named.get("/actuator/prometheus").status()).isEqualTo(401);
    }

    @Test
    void a_proxy_on_this_machine_says_that_the_browser_came_by_https() {
        var passedOn =
                visitors.stranger()
                        .with("X-Forwarded-For", "203.0.113.5")
                        .with("X-Forwarded-Proto", "https");

        assertThat(passedOn.get("/").header("Strict-Transport-Security")).isPresent();
        assertThat(visitors.stranger().get("/").header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void a_character_that_cannot_be_stored_is_refused_wherever_it_stands() {
        for (var character : new String[] {"\\u0000", "\\ud83d"}) {
            var body = "{\"name\":\"a%sb\"}".formatted(character).getBytes(UTF_8);
            var account = visitors.signedIn().post("/api/v1/accounts", "application/json", body);
            var session = visitors.signedIn().post("/api/v1/session", "application/json", body);

            assertThat(account.status()).as(account.text()).isEqualTo(422);
            assertThat(account.json().at("/errors/0/field").asString()).isEqualTo("name");
            assertThat(account.json().at("/errors/0/code").asString()).isEqualTo("not-storable");
            assertThat(session.status()).as(session.text()).isEqualTo(422);
        }
    }
}
