package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
final class SignInIT {

    private final Visitors visitors;

    SignInIT(@Autowired Visitors visitors) {
        this.visitors = visitors;
    }

    @Test
    void a_stranger_is_told_to_sign_in() {
        var answer = visitors.stranger().get("/api/v1/accounts");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("not-signed-in");
    }

    @Test
    void an_operator_signs_in_and_out() {
        var operator = visitors.operator();
        var visitor = visitors.signedIn(operator);

        assertThat(visitor.get("/api/v1/session").json().at("/operator/name").asString())
                .isEqualTo(operator.name());
        assertThat(visitor.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(visitor.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void a_wrong_password_is_refused_like_an_unknown_name() {
        var operator = visitors.operator();
        var visitor = visitors.stranger();
        visitor.get("/api/v1/about");

        var wrong =
                visitor.post(
                        "/api/v1/session",
                        Map.of("name", operator.name(), "password", "something else"));
        var unknown =
                visitor.post(
                        "/api/v1/session", Map.of("name", "nobody", "password", "something else"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("sign-in-refused");
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void a_write_without_the_csrf_token_is_refused() {
        var answer =
                visitors.stranger().post("/api/v1/session", Map.of("name", "a", "password", "b"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
    }
}
