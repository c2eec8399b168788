package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class SignInIT {

    private final Visitors visitors;
    private final ApiTokens tokens;
    private final Operators operators;

    private final JdbcClient sql;

    SignInIT(
            @Autowired Visitors visitors,
            @Autowired ApiTokens tokens,
            @Autowired Operators operators,
            @Autowired JdbcClient sql) {
        this.visitors = visitors;
        this.tokens = tokens;
        this.operators = operators;
        this.sql = sql;
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

    @Test
    void a_session_gets_a_new_number_when_somebody_signs_in() {
        var visitor = visitors.signedIn();
        var before = visitor.cookie("QUNFA_SESSION");

        var operator = visitors.operator();
        visitor.signIn(operator.name(), Visitors.PASSWORD);

        assertThat(before).isPresent();
        assertThat(visitor.cookie("QUNFA_SESSION")).isPresent().isNotEqualTo(before);
    }

    @Test
    void a_copy_of_the_database_signs_nobody_in() {
        var visitor = visitors.signedIn();
        var ids = sql.sql("SELECT session_id FROM access.session").query(String.class).list();

        assertThat(ids).isNotEmpty();
        for (var id : ids) {
            var encoded = Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
            assertThat(visitor.cookie("QUNFA_SESSION").orElseThrow())
                    .doesNotContain(id)
                    .doesNotContain(encoded);
            for (var guess : List.of(id, encoded)) {
                var thief = visitors.stranger().with("Cookie", "QUNFA_SESSION=" + guess);
                assertThat(thief.get("/api/v1/session").status()).isEqualTo(401);
            }
        }
        assertThat(visitor.get("/api/v1/session").status()).isEqualTo(200);
    }

    @Test
    void who_guesses_a_password_is_slowed_down() {
        var operator = visitors.operator();
        var visitor = visitors.stranger();
        visitor.get("/api/v1/about");
        var guess = Map.of("name", operator.name(), "password", "guessed");
        for (int i = 0; i < 10; i++) {
            assertThat(visitor.post("/api/v1/session", guess).status()).isEqualTo(401);
        }

        var right = Map.of("name", operator.name(), "password", Visitors.PASSWORD);
        var answer = visitor.post("/api/v1/session", right);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("too-many-sign-ins");
    }

    @Test
    void a_program_signs_in_with_its_token_and_needs_no_csrf_token() {
        var operator = visitors.administrator();
        var token = tokens.issue(operator.id(), "test");

        var program = visitors.stranger().with("Authorization", "Bearer " + token);

        assertThat(program.get("/api/v1/session").json().at("/operator/name").asString())
                .isEqualTo(operator.name());
        assertThat(program.post("/api/v1/accounts", Map.of()).status()).isEqualTo(422);
        assertThat(program.cookie("QUNFA_SESSION")).isEmpty();
    }

    @Test
    void a_token_that_was_replaced_is_refused() {
        var operator = visitors.operator();
        var old = tokens.issue(operator.id(), "test");
        tokens.issue(operator.id(), "test");

        var answer =
                visitors.stranger().with("Authorization", "Bearer " + old).get("/api/v1/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("api-token-refused");
    }

    @Test
    void the_first_operator_is_made_once() {
        visitors.operator();

        assertThat(operators.createFirst()).as("there are operators already").isEmpty();
    }
}
