package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qunfa.server.http.Problem;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Visitors;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call under an account, by every role. */
@ServerTest
final class GuardIT {

    private static final String BELOW = "/api/v1/accounts/{";

    /** What changes an account, who may use it, or its secrets; read by hand. */
    private static final Map<String, Role> AGREED =
            Map.ofEntries(
                    Map.entry("GET ", Role.VIEWER),
                    Map.entry("GET /callback", Role.ADMINISTRATOR),
                    Map.entry("POST /connection/check", Role.ADMINISTRATOR),
                    Map.entry("GET /grants", Role.ADMINISTRATOR),
                    Map.entry("PUT /grants", Role.ADMINISTRATOR),
                    Map.entry("DELETE /grants/{operator}", Role.ADMINISTRATOR),
                    Map.entry("GET /audit", Role.ADMINISTRATOR),
                    Map.entry("GET /audit.csv", Role.ADMINISTRATOR),
                    Map.entry("GET /broadcasts", Role.VIEWER),
                    Map.entry("POST /broadcasts", Role.EDITOR),
                    Map.entry("POST /broadcasts/{broadcast}/send", Role.PUBLISHER),
                    Map.entry("POST /broadcasts/{broadcast}/cancel", Role.PUBLISHER));

    private final AccountGuard guard;
    private final Grants grants;
    private final Visitors visitors;
    private final RequestMappingHandlerMapping mapping;

    GuardIT(
            @Autowired AccountGuard guard,
            @Autowired Grants grants,
            @Autowired Visitors visitors,
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.guard = guard;
        this.grants = grants;
        this.visitors = visitors;
        this.mapping = requestMappingHandlerMapping;
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void each_role_may_do_what_its_own_and_lower_ones_may_and_nobody_else_anything() {
        var account = UUID.randomUUID();
        var outsider = visitors.operator();
        for (var role : Role.values()) {
            var operator = visitors.operator();
            grants.grant(operator.id(), account, role);
            for (var call : calls()) {
                var allowed = role.covers(call.needed());
                assertThat(answer(operator, account, call))
                        .as("%s by %s", call, role)
                        .isEqualTo(allowed ? "passed" : "role-too-low");
                assertThat(answer(outsider, account, call)).isEqualTo("not-found");
            }
        }
    }

    @Test
    void the_roles_are_those_agreed_on() {
        var found = calls().stream().filter(call -> AGREED.containsKey(call.name())).toList();

        assertThat(found).hasSize(AGREED.size());
        assertThat(found)
                .allSatisfy(call -> assertThat(call.needed()).isEqualTo(AGREED.get(call.name())));
    }

    @Test
    void nothing_that_writes_is_open_to_who_may_only_look() {
        assertThat(calls())
                .filteredOn(call -> !call.method().equals("GET"))
                .extracting(Call::needed)
                .doesNotContain(Role.VIEWER);
    }

    @Test
    void an_administrator_of_the_installation_appoints_people_and_sees_nothing_else() {
        var account = UUID.randomUUID();
        grants.grant(visitors.operator().id(), account, Role.ADMINISTRATOR);
        var administrator = visitors.administrator();

        for (var call : calls()) {
            var open = call.handler().getMethodAnnotation(Requires.class);
            var expected = open != null && open.orInstallation() ? "passed" : "not-found";
            assertThat(answer(administrator, account, call)).as("%s", call).isEqualTo(expected);
        }
        assertThat(calls())
                .filteredOn(
                        call -> {
                            var open = call.handler().getMethodAnnotation(Requires.class);
                            return open != null && open.orInstallation();
                        })
                .extracting(Call::name)
                .containsExactlyInAnyOrder(
                        "GET /grants",
                        "PUT /grants",
                        "DELETE /grants/{operator}",
                        "GET /audit",
                        "GET /audit/choices",
                        "GET /audit.csv");
    }

    private record Call(
            String method, String pattern, org.springframework.web.method.HandlerMethod handler) {

        /** Without the account. */
        String name() {
            return method + " " + pattern.replaceFirst("^/api/v1/accounts/\\{\\w+}", "");
        }

        Role needed() {
            var requires = handler.getMethodAnnotation(Requires.class);
            return requires != null
                    ? requires.value()
                    : method.equals("GET") ? Role.VIEWER : Role.EDITOR;
        }

        MockHttpServletRequest request(UUID account) {
            var path = pattern.replaceFirst("\\{\\w+}", account.toString());
            return new MockHttpServletRequest(
                    method, path.replaceAll("\\{\\w+}", UUID.randomUUID().toString()));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    private List<Call> calls() {
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(
                        entry ->
                                entry.getKey().getPatternValues().stream()
                                        .filter(pattern -> pattern.startsWith(BELOW))
                                        .flatMap(
                                                pattern ->
                                                        entry
                                                                .getKey()
                                                                .getMethodsCondition()
                                                                .getMethods()
                                                                .stream()
                                                                .map(
                                                                        method ->
                                                                                new Call(
                                                                                        method
                                                                                                .name(),
                                                                                        pattern,
                                                                                        entry
                                                                                                .getValue()))))
                .toList();
    }

    private String answer(Operator operator, UUID account, Call call) {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(
                                operator, null, List.of()));
        var refusal =
                catchThrowable(
                        () ->
                                guard.preHandle(
                                        call.request(account),
                                        new MockHttpServletResponse(),
                                        call.handler()));
        if (refusal instanceof Problem problem) {
            assertThat(problem.status()).isIn(HttpStatus.NOT_FOUND, HttpStatus.FORBIDDEN);
            return problem.code();
        }
        assertThat(refusal).isNull();
        return "passed";
    }
}
