package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class ApiTokenIT {

    private static final String TOKENS = "/api/v1/api-tokens";

    private final Visitors visitors;
    private final Grants grants;
    private final JdbcClient jdbc;

    ApiTokenIT(@Autowired Visitors visitors, @Autowired Grants grants, @Autowired JdbcClient jdbc) {
        this.visitors = visitors;
        this.grants = grants;
        this.jdbc = jdbc;
    }

    @Test
    void a_token_is_shown_once_and_then_only_listed() {
        var visitor = visitors.signedIn();

        var made = visitor.post(TOKENS, wish("read"));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var secret = made.json().path("secret").asString();
        assertThat(secret).startsWith("qft_").hasSizeGreaterThan(40);
        var list = visitor.get(TOKENS);
        assertThat(list.json().at("/items/0")).isEqualTo(made.json().path("token"));
        assertThat(list.text()).doesNotContain(secret);
    }

    @Test
    void a_revoked_token_is_refused() {
        var visitor = visitors.signedIn();
        var made = visitor.post(TOKENS, wish("read")).json();
        var program = program(made.path("secret").asString());
        assertThat(program.get("/api/v1/session").json().path("scopes"))
                .extracting(scope -> scope.asString())
                .containsExactly("read");

        visitor.delete(TOKENS + "/" + made.at("/token/id").asString());

        assertThat(program.get("/api/v1/session").code()).isEqualTo("api-token-refused");
        assertThat(visitor.get(TOKENS).json().path("items")).isEmpty();
    }

    @Test
    void a_token_ends_when_it_was_said_to() {
        var visitor = visitors.signedIn();
        var made = visitor.post(TOKENS, wishWith("days", 1)).json();
        assertThat(made.at("/token/expiresAt").isNull()).isFalse();

        jdbc.sql("UPDATE access.api_token SET expires_at = now() - interval '1 second'").update();

        assertThat(program(made.path("secret").asString()).get("/api/v1/session").code())
                .isEqualTo("api-token-refused");
    }

    @Test
    void a_token_does_only_what_its_scopes_say() {
        var operator = visitors.administrator();
        var account = UUID.randomUUID();
        grants.grant(operator.id(), account, Role.ADMINISTRATOR);
        var visitor = visitors.signedIn(operator);
        var reader = program(secret(visitor, wish("read")));
        var planner = program(secret(visitor, wish("plan")));

        assertThat(reader.get(path(account, "/audit")).code()).isEqualTo("scope-missing");
        assertThat(reader.get(path(account, "/broadcasts")).code()).isNotEqualTo("scope-missing");
        assertThat(reader.post(path(account, "/broadcasts"), Map.of()).code())
                .isEqualTo("scope-missing");
        assertThat(planner.post(path(account, "/broadcasts"), Map.of()).code())
                .isNotEqualTo("scope-missing");
        assertThat(planner.get(path(account, "/broadcasts")).code()).isEqualTo("scope-missing");
        assertThat(reader.post("/api/v1/operators", Map.of()).code()).isEqualTo("scope-missing");
    }

    @Test
    void a_token_reaches_no_further_than_its_operator() {
        var operator = visitors.operator();
        var account = UUID.randomUUID();
        grants.grant(operator.id(), account, Role.VIEWER);
        var program =
                program(secret(visitors.signedIn(operator), wish("read", "plan", "administer")));

        assertThat(program.post(path(account, "/broadcasts"), Map.of()).code())
                .isEqualTo("role-too-low");
        assertThat(program.get("/api/v1/operators").code()).isEqualTo("not-administrator");
    }

    @Test
    void a_token_for_one_account_knows_no_other() {
        var operator = visitors.administrator();
        var mine = UUID.randomUUID();
        var other = UUID.randomUUID();
        grants.grant(operator.id(), mine, Role.ADMINISTRATOR);
        grants.grant(operator.id(), other, Role.ADMINISTRATOR);
        var wish = wish("read", "administer");
        wish.put("accounts", List.of(mine.toString()));

        var program = program(secret(visitors.signedIn(operator), wish));

        assertThat(program.get(path(mine, "/audit")).status()).isEqualTo(200);
        assertThat(program.get(path(other, "/audit")).status()).isEqualTo(404);
        assertThat(program.get("/api/v1/operators").code()).isEqualTo("not-administrator");
    }

    @Test
    void no_token_makes_tokens_or_changes_a_password() {
        var program = program(secret(visitors.signedIn(), wish("read", "administer")));

        assertThat(program.get(TOKENS).code()).isEqualTo("people-only");
        assertThat(program.post(TOKENS, wish("read")).code()).isEqualTo("people-only");
        assertThat(program.put("/api/v1/session/password", Map.of()).code())
                .isEqualTo("people-only");
    }

    @Test
    void what_is_wrong_with_a_wish_is_said_at_once() {
        var answer =
                visitors.signedIn()
                        .post(
                                TOKENS,
                                Map.of(
                                        "name",
                                        "",
                                        "scopes",
                                        List.of("everything"),
                                        "accounts",
                                        List.of(UUID.randomUUID().toString()),
                                        "days",
                                        0));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsString("field"))
                .containsExactly("name", "scopes", "accounts", "days");
    }

    private String secret(Visitor visitor, Map<String, Object> wish) {
        return visitor.post(TOKENS, wish).json().path("secret").asString();
    }

    private static Map<String, Object> wish(String... scopes) {
        return new HashMap<>(Map.of("name", String.join("+", scopes), "scopes", List.of(scopes)));
    }

    private static Map<String, Object> wishWith(String field, Object value) {
        var wish = wish("read");
        wish.put(field, value);
        return wish;
    }

    private Visitor program(String token) {
        return visitors.stranger().with("Authorization", "Bearer " + token);
    }

    private static String path(UUID account, String below) {
        return "/api/v1/accounts/" + account + below;
    }
}
