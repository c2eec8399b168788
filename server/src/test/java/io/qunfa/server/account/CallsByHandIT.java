package io.qunfa.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServerTest
final class CallsByHandIT {

    private static final String USER_GET = "/cgi-bin/user/get";

    private final Stages stages;
    private Stage stage;

    CallsByHandIT(@Autowired Stages stages) {
        this.stages = stages;
    }

    @BeforeEach
    void open() {
        stage = stages.withFollowers(3);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void the_raw_answer_is_shown_and_the_token_is_not() {
        var made = call(Map.of("method", "GET", "path", USER_GET)).json();

        assertThat(made.path("status").asInt()).isEqualTo(200);
        assertThat(made.path("text").asString()).contains("\"total\":3");
        assertThat(made.path("curl").asString())
                .startsWith("curl -sS \"http")
                .endsWith("/cgi-bin/user/get?access_token=$ACCESS_TOKEN\"");
        assertThat(history("path=" + USER_GET).path("items").path(0).path("by").asString())
                .isNotEmpty();
    }

    @Test
    void a_refusal_is_explained_and_found_again() {
        var body = "{\"tag\":{\"name\":\"a'b\",\"id\":99999}}";

        var made =
                call(Map.of("method", "POST", "path", "/cgi-bin/tags/update", "body", body)).json();

        assertThat(made.path("code").asInt()).isNotZero();
        assertThat(made.path("meaning").asString()).isNotEmpty();
        assertThat(made.path("rid").asString()).isNotEmpty();
        assertThat(made.path("curl").asString()).contains("\"name\":\"a'\\''b\"");
        var code = made.path("code").asString();
        assertThat(history("code=" + code).path("items").path(0).path("rid"))
                .isEqualTo(made.path("rid"));
        assertThat(history("failed=true").path("items").path(0).path("path").asString())
                .isEqualTo("/cgi-bin/tags/update");
        var kept = stage.operator().get(stage.path("/calls/by-hand")).json();
        assertThat(kept.path("items").path(0).path("body").asString()).isEqualTo(body);
    }

    @Test
    void a_token_is_neither_fetched_nor_typed_by_hand() {
        var fetched = call(Map.of("method", "GET", "path", "/cgi-bin/token"));
        var typed =
                call(
                        Map.of(
                                "method",
                                "GET",
                                "path",
                                USER_GET,
                                "query",
                                Map.of("access_token", "x")));

        assertThat(fetched.json().path("code").asString()).isEqualTo("call-not-by-hand");
        assertThat(typed.text()).contains("leave it out");
    }

    @Test
    void what_reaches_followers_or_destroys_asks_for_the_accounts_name() {
        var delete =
                Map.of(
                        "method",
                        "POST",
                        "path",
                        "/cgi-bin/tags/delete",
                        "body",
                        "{\"tag\":{\"id\":1}}");

        var refused = call(delete);
        var confirmed = new HashMap<String, Object>(delete);
        confirmed.put("confirmation", stage.accountName());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("call-needs-confirmation");
        assertThat(call(confirmed).json().path("status").asInt()).isEqualTo(200);
    }

    @Test
    void a_file_is_uploaded() {
        var form =
                """
                --b\r
                Content-Disposition: form-data; name="call"; filename="call.json"\r
                Content-Type: application/json\r
                \r
                {"method":"POST","path":"/cgi-bin/media/upload","query":{"type":"image"}}\r
                --b\r
                Content-Disposition: form-data; name="file"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                no picture\r
                --b--\r
                """;

        var made =
                stage.operator()
                        .post(
                                stage.path("/calls/by-hand"),
                                "multipart/form-data; boundary=b",
                                form.getBytes(StandardCharsets.UTF_8))
                        .json();

        assertThat(made.path("fileName").asString()).isEqualTo("a.png");
        assertThat(made.path("code").asInt()).isEqualTo(40005);
        assertThat(made.path("curl").asString()).contains("-F 'media=@a.png'");
    }

    @Test
    void codes_are_found_by_number_and_by_word() {
        var byNumber = stage.operator().get("/api/v1/return-codes?q=45028").json();
        var byWord = stage.operator().get("/api/v1/return-codes?q=clientmsgid").json();

        assertThat(byNumber.path("items").size()).isEqualTo(1);
        assertThat(byNumber.path("items").path(0).path("meaning").asString()).isNotEmpty();
        assertThat(byWord.toString()).contains("45065");
    }

    @Test
    void a_code_means_the_same_in_the_readers_language() {
        var reader = stage.operator().with("Accept-Language", "ja");

        var found = reader.get("/api/v1/return-codes?q=" + encoded("重複防止キー")).json();

        assertThat(found.path("items").findValuesAsString("code")).contains("45065", "45066");
        assertThat(found.at("/items/0/meaning").asString()).contains("重複防止キー");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Visitor.Answer call(Map<String, ?> request) {
        return stage.operator().post(stage.path("/calls/by-hand"), request);
    }

    private JsonNode history(String query) {
        return stage.operator().get(stage.path("/calls?" + query)).json();
    }
}
