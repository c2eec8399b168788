package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may do what with an account. Operators are named as they sign in. */
@RestController
@RequestMapping("/api/v1/accounts/{id}/grants")
final class GrantApi {

    private final Grants grants;
    private final Operators operators;

    GrantApi(Grants grants, Operators operators) {
        this.grants = grants;
        this.operators = operators;
    }

    record GrantList(List<GrantView> items) {}

    record GrantView(String operatorId, String operator, String role, Instant since) {}

    record GrantRequest(@Nullable String operator, @Nullable String role) {}

    /** Who has which role on the account. */
    @GetMapping
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    GrantList list(@PathVariable UUID id) {
        return view(id);
    }

    /** Gives a role, in place of another one the operator had. */
    @PutMapping
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    GrantList give(
            @PathVariable UUID id,
            @RequestBody GrantRequest request,
            @AuthenticationPrincipal Operator by) {
        var name = Objects.requireNonNullElse(request.operator(), "");
        var operator = operators.byName(name).orElseThrow(() -> unknown("operator", name));
        var text = Objects.requireNonNullElse(request.role(), "");
        var role = Role.of(text).orElseThrow(() -> unknown("role", text));
        grants.grant(operator, id, role, by.id());
        return view(id);
    }

    /** Takes the role away. */
    @DeleteMapping("/{operator}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(value = Role.ADMINISTRATOR, orInstallation = true)
    void withdraw(
            @PathVariable UUID id,
            @PathVariable UUID operator,
            @AuthenticationPrincipal Operator by) {
        grants.withdraw(operators.get(new OperatorId(operator)).operator(), id, by.id());
    }

    private GrantList view(UUID id) {
        return new GrantList(
                grants.on(id).stream()
                        .map(
                                grant ->
                                        new GrantView(
                                                grant.operator().id().toString(),
                                                grant.operator().name(),
                                                grant.role().text(),
                                                grant.since()))
                        .toList());
    }

    private static Problem unknown(String field, String value) {
        return Problem.invalid(field, "unknown-value", Map.of("value", value));
    }
}
