package io.qunfa.server.account;

import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How an account is: its token, its circuit, the addresses of the nodes, its calls. */
@RestController
@RequestMapping("/api/v1/accounts/{id}/health")
final class HealthApi {

    private final Accounts accounts;
    private final TokenStore tokens;
    private final CallLog calls;
    private final LastPush lastPush;
    private final Texts texts;

    HealthApi(Accounts accounts, TokenStore tokens, CallLog calls, LastPush lastPush, Texts texts) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.calls = calls;
        this.lastPush = lastPush;
        this.texts = texts;
    }

    /**
     * The health of an account.
     *
     * @param token null as long as none has been fetched
     * @param circuit why no token is fetched, or was not the last time; null if all is well
     * @param egress under which addresses the platform has refused this server's nodes; they belong
     *     on the API IP allowlist
     * @param callsToday how often each path was called since midnight in China, the busiest first
     */
    record HealthView(
            boolean sendOnly,
            String tokenChannel,
            @Nullable TokenHealth token,
            @Nullable CircuitView circuit,
            List<EgressView> egress,
            CallbackHealth callback,
            @Nullable LastCall lastCall,
            List<PathCount> callsToday) {}

    record TokenHealth(Instant obtainedAt, Instant expiresAt) {}

    /**
     * A fetch that failed.
     *
     * @param open whether nobody fetches until then; a check of the connection does at once
     * @param platformCode 0 if the platform did not answer
     */
    record CircuitView(
            boolean open,
            Instant until,
            int failures,
            Instant failedAt,
            int platformCode,
            String platformText,
            String problem,
            String title,
            String detail) {}

    record EgressView(String node, String address, Instant learnedAt) {}

    record CallbackHealth(@Nullable Instant verifiedAt, @Nullable Instant lastPushAt) {}

    record LastCall(Instant at, String path, boolean answered, int code) {}

    record PathCount(String path, long calls) {}

    /** Token, callbacks, calls of today: what works and what needs somebody. */
    @GetMapping
    HealthView get(@PathVariable UUID id, Locale language) {
        var account = accounts.get(new AccountId(id));
        var token = tokens.find(account.id());
        return new HealthView(
                account.sendOnly(),
                accounts.settings(account.id()).tokenChannel().name().toLowerCase(Locale.ROOT),
                token.map(held -> new TokenHealth(held.obtainedAt(), held.token().expiresAt()))
                        .orElse(null),
                tokens.circuit(account.id())
                        .map(state -> view(account.id(), state, language))
                        .orElse(null),
                tokens.egress(account.id()).stream()
                        .map(
                                egress ->
                                        new EgressView(
                                                egress.node(),
                                                egress.address(),
                                                egress.learnedAt()))
                        .toList(),
                new CallbackHealth(
                        account.callbackVerifiedAt().orElse(null),
                        lastPush.of(account.id()).orElse(null)),
                calls.last(account.id()).orElse(null),
                calls.today(account.id()));
    }

    private CircuitView view(AccountId account, Circuit.State state, Locale language) {
        var failure = accounts.failure(account, state);
        var problem = ConnectionCheck.problem(failure);
        var key = "problem." + problem.code();
        return new CircuitView(
                state.open(),
                state.until(),
                state.failures(),
                state.failedAt(),
                state.code(),
                state.text(),
                problem.code(),
                texts.text(key + ".title", problem.parameters(), language),
                texts.text(key + ".detail", problem.parameters(), language));
    }
}
