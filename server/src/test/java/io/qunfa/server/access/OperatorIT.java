package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
final class OperatorIT {

    private static final String OPERATORS = "/api/v1/operators";
    private static final String NEW_PASSWORD = "another long password";

    private final Visitors visitors;
    private final ApiTokens tokens;
    private final JdbcClient jdbc;

    OperatorIT(
            @Autowired Visitors visitors, @Autowired ApiTokens tokens, @Autowired JdbcClient jdbc) {
        this.visitors = visitors;
        this.tokens = tokens;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void nobodyElseAdministers() {
        jdbc.sql("UPDATE access.operator SET administrator = false").update();
    }

    @Test
    void a_new_operator_signs_in_with_the_password_that_was_shown_once() {
        var administrator = visitors.signedIn();

        var made = administrator.post(OPERATORS, Map.of("name", "mei"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().at("/operator/administrator").asBoolean()).isFalse();
        var visitor = visitors.stranger();
        visitor.signIn("mei", made.json().path("password").asString());
        assertThat(visitor.get(OPERATORS).code()).isEqualTo("not-administrator");
    }

    @Test
    void operators_are_listed_page_by_page() {
        var administrator = visitors.signedIn();
        visitors.operator();
        visitors.operator();

        var first = administrator.get(OPERATORS + "?limit=1").json();
        var second =
                administrator
                        .get(OPERATORS + "?limit=1&after=" + first.path("next").asString())
                        .json();

        assertThat(first.path("items")).hasSize(1);
        assertThat(second.path("items")).hasSize(1).isNotEqualTo(first.path("items"));
    }

    @Test
    void a_name_that_is_taken_is_refused() {
        var administrator = visitors.signedIn();
        var name = visitors.operator().name();

        var answer = administrator.post(OPERATORS, Map.of("name", name));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("name-taken");
    }

    @Test
    void who_is_disabled_is_out_at_once_with_session_and_token() {
        var administrator = visitors.signedIn();
        var operator = visitors.operator();
        var session = visitors.signedIn(operator);
        var program = program(tokens.issue(operator.id(), "test"));

        var answer = change(administrator, operator, "disabled", true);

        assertThat(answer.json().path("disabledAt").isNull()).isFalse();
        assertThat(session.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(program.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn(operator, Visitors.PASSWORD)).isEqualTo("sign-in-refused");
        change(administrator, operator, "disabled", false);
        assertThat(signIn(operator, Visitors.PASSWORD)).isEmpty();
    }

    @Test
    void a_password_that_was_reset_signs_out_and_the_old_one_is_over() {
        var administrator = visitors.signedIn();
        var operator = visitors.operator();
        var session = visitors.signedIn(operator);

        var reset = administrator.post(path(operator) + "/password-reset", Map.of()).json();

        assertThat(session.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn(operator, Visitors.PASSWORD)).isEqualTo("sign-in-refused");
        assertThat(signIn(operator, reset.path("password").asString())).isEmpty();
    }

    @Test
    void who_changes_the_own_password_stays_here_and_is_signed_out_elsewhere() {
        var operator = visitors.operator();
        var here = visitors.signedIn(operator);
        var elsewhere = visitors.signedIn(operator);

        var answer = here.put("/api/v1/session/password", passwords(Visitors.PASSWORD));

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signIn(operator, NEW_PASSWORD)).isEmpty();
    }

    @Test
    void without_the_current_password_nobody_changes_it() {
        var visitor = visitors.signedIn(visitors.operator());

        var answer = visitor.put("/api/v1/session/password", passwords("guessed"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("current");
    }

    @Test
    void the_last_administrator_can_neither_step_down_nor_be_disabled() {
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator);

        assertThat(change(visitor, administrator, "administrator", false).code())
                .isEqualTo("last-administrator");
        assertThat(change(visitor, administrator, "disabled", true).code())
                .isEqualTo("last-administrator");
        var second = visitors.operator();
        change(visitor, second, "administrator", true);
        assertThat(change(visitor, administrator, "administrator", false).status()).isEqualTo(200);
        assertThat(visitor.get(OPERATORS).code()).isEqualTo("not-administrator");
    }

    @Test
    void an_ordinary_operator_neither_looks_after_others_nor_connects_accounts() {
        var visitor = visitors.signedIn(visitors.operator());
        var other = visitors.operator();

        assertThat(visitor.get(OPERATORS).code()).isEqualTo("not-administrator");
        assertThat(visitor.post(OPERATORS, Map.of()).code()).isEqualTo("not-administrator");
        assertThat(change(visitor, other, "disabled", true).code()).isEqualTo("not-administrator");
        assertThat(visitor.post(path(other) + "/password-reset", Map.of()).code())
                .isEqualTo("not-administrator");
        assertThat(visitor.get("/api/v1/audit").code()).isEqualTo("not-administrator");
        assertThat(visitor.post("/api/v1/accounts", Map.of()).code())
                .isEqualTo("not-administrator");
    }

    @Test
    void what_was_done_to_operators_is_in_the_trail() {
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator);
        visitor.post(OPERATORS, Map.of("name", "jun"));

        var trail =
                visitor.with("Accept-Language", "zh-CN")
                        .get("/api/v1/audit?action=operator.created&limit=1")
                        .json();

        assertThat(trail.at("/items/0/operator/name").asString()).isEqualTo(administrator.name());
        assertThat(trail.at("/items/0/title").asString()).isEqualTo("新建成员 jun");
        assertThat(trail.path("next").isNull()).isFalse();
    }

    @Test
    void a_trail_is_looked_through_by_action_person_and_time() {
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator).with("Accept-Language", "en");
        visitor.post(OPERATORS, Map.of("name", "=lin, ada"));
        var by = "&by=" + administrator.id().value();

        assertThat(actions(visitor, "action=operator.created&action=api-token.issued" + by))
                .isNotEmpty()
                .containsOnly("operator.created");
        assertThat(actions(visitor, "action=api-token.revoked" + by)).isEmpty();
        assertThat(actions(visitor, "by=server&action=operator.created")).isEmpty();
        assertThat(actions(visitor, "from=2000-01-01T00:00:00Z" + by))
                .contains("operator.created", "operator.signed-in");
        assertThat(actions(visitor, "until=2000-01-01T00:00:00Z")).isEmpty();
        for (var wrong : List.of("by=nobody", "action=a%00b")) {
            assertThat(visitor.get("/api/v1/audit?" + wrong).status()).as(wrong).isEqualTo(422);
        }
    }

    private static List<String> actions(Visitor visitor, String query) {
        var page = visitor.get("/api/v1/audit?" + query);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json().path("items").findValuesAsString("action");
    }

    @Test
    void what_a_trail_can_be_looked_through_for_is_told_in_words() {
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator).with("Accept-Language", "en");
        visitor.post(OPERATORS, Map.of("name", "yu"));

        var choices = visitor.get("/api/v1/audit/choices").json();

        assertThat(choices.path("actions").findValuesAsString("title"))
                .contains("Created the operator …", "Signed in")
                .doesNotHaveDuplicates();
        assertThat(choices.path("operators").findValuesAsString("name"))
                .contains(administrator.name())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_trail_is_a_table_without_formulas_in_a_zone() {
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator).with("Accept-Language", "ja");
        visitor.post(OPERATORS, Map.of("name", "=1+1"));
        var only = "?action=operator.created&by=" + administrator.id().value();

        var table = visitor.get("/api/v1/audit.csv" + only + "&zone=Europe/Berlin");

        assertThat(table.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(table.text()).startsWith("\uFEFF日時 (Europe/Berlin),").contains("=1+1");
        assertThat(table.text().lines()).noneMatch(line -> line.startsWith("="));
        assertThat(visitor.get("/api/v1/audit.csv?zone=Nowhere").status()).isEqualTo(422);
    }

    private static Map<String, String> passwords(String current) {
        return Map.of("current", current, "password", NEW_PASSWORD);
    }

    private static Visitor.Answer change(
            Visitor visitor, Operator operator, String what, boolean value) {
        return visitor.patch(path(operator), Map.of(what, value));
    }

    /** The code of the problem; empty if it was allowed. */
    private String signIn(Operator operator, String password) {
        var visitor = visitors.stranger();
        visitor.get("/api/v1/about");
        return visitor.post(
                        "/api/v1/session", Map.of("name", operator.name(), "password", password))
                .code();
    }

    private Visitor program(String token) {
        return visitors.stranger().with("Authorization", "Bearer " + token);
    }

    private static String path(Operator operator) {
        return OPERATORS + "/" + operator.id();
    }
}
