package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
final class GrantIT {

    private final Visitors visitors;
    private final Grants grants;
    private final UUID account = UUID.randomUUID();

    GrantIT(@Autowired Visitors visitors, @Autowired Grants grants) {
        this.visitors = visitors;
        this.grants = grants;
    }

    @Test
    void an_administrator_of_the_account_lets_others_in_and_out_again() {
        var boss = visitors.signedIn(granted(Role.ADMINISTRATOR));
        var other = visitors.operator();
        var visitor = visitors.signedIn(other);

        var list = boss.put(path("/grants"), wish(other, "publisher"));

        assertThat(list.json().path("items").findValuesAsString("role"))
                .containsExactlyInAnyOrder("administrator", "publisher");
        assertThat(visitor.get(path("/audit")).code()).isEqualTo("role-too-low");
        assertThat(boss.delete(path("/grants/" + other.id())).status()).isEqualTo(204);
        assertThat(visitor.get(path("/audit")).status()).isEqualTo(404);
    }

    @Test
    void the_last_administrator_of_an_account_stays() {
        var operator = granted(Role.ADMINISTRATOR);
        var boss = visitors.signedIn(operator);

        assertThat(boss.put(path("/grants"), wish(operator, "viewer")).code())
                .isEqualTo("last-account-administrator");
        assertThat(boss.delete(path("/grants/" + operator.id())).code())
                .isEqualTo("last-account-administrator");
    }

    @Test
    void an_unknown_operator_or_role_is_refused_by_name() {
        var boss = visitors.signedIn(granted(Role.ADMINISTRATOR));

        var nobody = boss.put(path("/grants"), Map.of("operator", "nobody", "role", "viewer"));
        var king = boss.put(path("/grants"), wish(visitors.operator(), "king"));

        assertThat(nobody.json().at("/errors/0/field").asString()).isEqualTo("operator");
        assertThat(king.json().at("/errors/0/field").asString()).isEqualTo("role");
    }

    @Test
    void an_administrator_of_the_installation_takes_over_an_account_and_it_shows() {
        granted(Role.ADMINISTRATOR);
        var administrator = visitors.administrator();
        var visitor = visitors.signedIn(administrator);
        assertThat(visitor.get(path("/callback")).status()).isEqualTo(404);

        visitor.put(path("/grants"), wish(administrator, "administrator"));

        var trail = visitor.get(path("/audit")).json();
        assertThat(trail.at("/items/0/action").asString()).isEqualTo("grant.given");
        assertThat(trail.at("/items/0/operator/name").asString()).isEqualTo(administrator.name());
    }

    @Test
    void nobody_takes_over_an_account_that_is_not_there() {
        var administrator = visitors.administrator();

        var answer =
                visitors.signedIn(administrator)
                        .put(path("/grants"), wish(administrator, "administrator"));

        assertThat(answer.status()).isEqualTo(404);
    }

    private Operator granted(Role role) {
        var operator = visitors.operator();
        grants.grant(operator.id(), account, role);
        return operator;
    }

    private static Map<String, String> wish(Operator operator, String role) {
        return Map.of("operator", operator.name(), "role", role);
    }

    private String path(String below) {
        return "/api/v1/accounts/" + account + below;
    }
}
