package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawCallsTest extends ScriptedCalls {

    @Test
    void a_body_goes_out_byte_for_byte() {
        platform.on("/cgi-bin/tags/create", "{\"tag\":{\"id\":101}}");
        var body = "{ \"tag\" : {\"name\":\"星标\"} }";

        var answer = wechat.rawCalls().make(post("/cgi-bin/tags/create", body));

        assertThat(platform.received("/cgi-bin/tags/create").get(0).body()).isEqualTo(body);
        assertThat(answer.text()).contains("{\"tag\":{\"id\":101}}");
        assertThat(answer.code()).isZero();
    }

    @Test
    void a_refusal_is_an_answer() {
        platform.on(
                "/cgi-bin/tags/create",
                "{\"errcode\":45157,\"errmsg\":\"invalid tag name rid: 6a1b-2c3d-4e5f\"}");

        var answer = wechat.rawCalls().make(post("/cgi-bin/tags/create", "{}"));

        assertThat(answer.code()).isEqualTo(45157);
        assertThat(answer.rid()).contains("6a1b-2c3d-4e5f");
    }

    @Test
    void a_rejected_token_is_renewed_once() {
        platform.on(
                "/cgi-bin/user/get",
                request ->
                        request.query().contains("newer")
                                ? "{\"total\":0}"
                                : "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");
        platform.on(
                "/cgi-bin/stable_token",
                request ->
                        ScriptedPlatform.tokenAnswer(
                                platform.received("/cgi-bin/stable_token").size() < 2
                                        ? ScriptedPlatform.TOKEN
                                        : "80_newer"));

        var answer =
                wechat.rawCalls()
                        .make(new RawCall("GET", "/cgi-bin/user/get", Map.of(), Optional.empty()));

        assertThat(answer.text()).contains("{\"total\":0}");
    }

    @Test
    void a_file_goes_out_beside_its_fields() {
        platform.on("/cgi-bin/material/add_material", "{\"media_id\":\"m\"}");
        var file = Upload.of("a.png", "png".getBytes(StandardCharsets.UTF_8));
        var form = new RawCall.Body.File(file, Map.of("description", "{\"title\":\"题\"}"));

        wechat.rawCalls()
                .make(
                        new RawCall(
                                "POST",
                                "/cgi-bin/material/add_material",
                                Map.of("type", "image"),
                                Optional.of(form)));

        assertThat(platform.received("/cgi-bin/material/add_material").get(0).body())
                .contains("name=\"media\"", "name=\"description\"", "{\"title\":\"题\"}");
    }

    @Test
    void what_cannot_be_a_call_is_refused_before_it_is_made() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post("//evil.example/x", ""))
                .withMessageContaining("path");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post("/cgi-bin/a?x=1", ""))
                .withMessageContaining("path");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new RawCall(
                                        "GET", "/a", Map.of("access_token", "x"), Optional.empty()))
                .withMessageContaining("leave it out");
    }

    private static RawCall post(String path, String body) {
        return new RawCall("POST", path, Map.of(), Optional.of(new RawCall.Body.Text(body)));
    }
}
