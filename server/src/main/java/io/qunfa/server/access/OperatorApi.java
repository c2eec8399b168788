package io.qunfa.server.access;

import io.qunfa.server.http.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Looking after operators, by those who administer the installation. */
@RestController
@RequestMapping("/api/v1/operators")
@ForInstallation
final class OperatorApi {

    private static final int LARGEST_PAGE = 200;

    private final Operators operators;
    private final Grants grants;
    private final ApiTokens tokens;

    OperatorApi(Operators operators, Grants grants, ApiTokens tokens) {
        this.operators = operators;
        this.grants = grants;
        this.tokens = tokens;
    }

    record OperatorPage(List<OperatorView> items, @Nullable String next) {}

    record OperatorView(
            String id,
            String name,
            boolean administrator,
            @Nullable Instant disabledAt,
            Instant createdAt) {

        static OperatorView of(Operators.Profile profile) {
            return new OperatorView(
                    profile.operator().id().toString(),
                    profile.operator().name(),
                    profile.administrator(),
                    profile.disabledAt().orElse(null),
                    profile.createdAt());
        }
    }

    /**
     * A new operator.
     *
     * @param password left out for one that is made up and shown once
     */
    record OperatorRequest(
            @Nullable String name, @Nullable String password, @Nullable Boolean administrator) {
        @Override
        public String toString() {
            return "OperatorRequest[%s]".formatted(name);
        }
    }

    /** What is to change; what is left out stays. */
    record OperatorChangeRequest(@Nullable Boolean administrator, @Nullable Boolean disabled) {}

    /**
     * An operator and, this once, their password.
     *
     * @param password null if the caller has chosen it
     */
    record OperatorWithPassword(OperatorView operator, @Nullable String password) {
        @Override
        public String toString() {
            return "OperatorWithPassword[%s, hidden]".formatted(operator.name());
        }
    }

    record OperatorGrants(List<OperatorGrant> items) {}

    record OperatorGrant(String accountId, String role, Instant since) {}

    /** All operators. */
    @GetMapping
    OperatorPage list(
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        var items = operators.page(after, size).stream().map(OperatorView::of).toList();
        return new OperatorPage(items, items.size() < size ? null : items.getLast().id());
    }

    /** Adds an operator. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OperatorWithPassword create(
            @RequestBody OperatorRequest request, @AuthenticationPrincipal Operator by) {
        var name = Objects.requireNonNullElse(request.name(), "").strip();
        var chosen = request.password();
        var password = chosen == null ? Operators.generatedPassword() : chosen;
        var administrator = Boolean.TRUE.equals(request.administrator());
        var operator = operators.create(name, password, administrator, by.id());
        return new OperatorWithPassword(get(operator.id()), chosen == null ? password : null);
    }

    /** One operator. */
    @GetMapping("/{operator}")
    OperatorView get(@PathVariable("operator") UUID id) {
        return get(new OperatorId(id));
    }

    private OperatorView get(OperatorId id) {
        return OperatorView.of(operators.get(id));
    }

    /** Makes somebody an administrator of the installation, or keeps them out. */
    @PatchMapping("/{operator}")
    OperatorView change(
            @PathVariable("operator") UUID id,
            @RequestBody OperatorChangeRequest request,
            @AuthenticationPrincipal Operator by) {
        var change =
                new Operators.Change(
                        Optional.ofNullable(request.administrator()),
                        Optional.ofNullable(request.disabled()));
        return OperatorView.of(operators.change(new OperatorId(id), change, by.id()));
    }

    /** Gives an operator a new password, told this one time, and ends their sessions. */
    @PostMapping("/{operator}/password-reset")
    OperatorWithPassword resetPassword(
            @PathVariable("operator") UUID id, @AuthenticationPrincipal Operator by) {
        var signIn = operators.resetPassword(new OperatorId(id), by.id());
        return new OperatorWithPassword(get(signIn.operator().id()), signIn.password());
    }

    /** On which accounts an operator has which role. */
    @GetMapping("/{operator}/grants")
    OperatorGrants grants(@PathVariable("operator") UUID id) {
        var operator = operators.get(new OperatorId(id)).operator();
        return new OperatorGrants(
                grants.of(operator.id()).stream()
                        .map(
                                grant ->
                                        new OperatorGrant(
                                                grant.account().toString(),
                                                grant.role().text(),
                                                grant.since()))
                        .toList());
    }

    /** An operator's tokens for programs. */
    @GetMapping("/{operator}/api-tokens")
    ApiTokenApi.ApiTokenList apiTokens(@PathVariable("operator") UUID id) {
        var operator = operators.get(new OperatorId(id)).operator();
        return ApiTokenApi.ApiTokenList.of(tokens.of(operator.id()));
    }

    /** Revokes a token of an operator. */
    @DeleteMapping("/{operator}/api-tokens/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeApiToken(
            @PathVariable("operator") UUID id,
            @PathVariable UUID token,
            @AuthenticationPrincipal Operator by) {
        tokens.revoke(operators.get(new OperatorId(id)).operator().id(), token, by.id());
    }
}
