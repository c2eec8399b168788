package io.qunfa.server.webhook;

import io.qunfa.client.callback.CallbackToken;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Relays of an account, over HTTP. Their tokens and keys go in and do not come out. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/relays")
final class RelayApi {

    private final Endpoints endpoints;

    RelayApi(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * @param token that system's own; left out of a change, it stays
     * @param aesKey that system's own, if it is to be told encrypted; left out of a change, it
     *     stays, and empty text takes it away
     * @param answers whether what it answers within four seconds is shown to the follower
     * @param position the lowest is asked first
     */
    record RelayRequest(
            @Nullable String url,
            @Nullable List<String> kinds,
            @Nullable Boolean enabled,
            @Nullable String token,
            @Nullable String aesKey,
            @Nullable Boolean answers,
            @Nullable Integer position) {

        Endpoints.Wish wish(Optional<Endpoint.WeChat> before) {
            return new Endpoints.Wish(
                    EndpointForm.url(url),
                    EndpointForm.kinds(kinds),
                    enabled == null || enabled,
                    new Endpoint.WeChat(
                            token == null ? kept(before) : EndpointForm.token(token),
                            aesKey == null
                                    ? before.flatMap(Endpoint.WeChat::key)
                                    : EndpointForm.key(aesKey),
                            answers != null && answers,
                            Objects.requireNonNullElse(position, 0)));
        }

        private static CallbackToken kept(Optional<Endpoint.WeChat> before) {
            return before.map(Endpoint.WeChat::token)
                    .orElseThrow(() -> Problem.invalid("token", "required"));
        }

        @Override
        public String toString() {
            return "RelayRequest[%s]".formatted(url);
        }
    }

    record RelayView(
            String id,
            String url,
            List<String> kinds,
            boolean enabled,
            boolean encrypted,
            boolean answers,
            int position,
            @Nullable Instant failingSince,
            @Nullable String disabledReason) {}

    record RelayList(List<RelayView> items) {}

    /** The systems that each push is forwarded to, in order. */
    @GetMapping
    RelayList list(@PathVariable UUID account) {
        return new RelayList(
                endpoints.all(new AccountId(account)).stream()
                        .filter(endpoint -> endpoint.format() instanceof Endpoint.WeChat)
                        .map(RelayApi::view)
                        .toList());
    }

    /** Adds a system that pushes are forwarded to, in the platform's own format. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.ADMINISTRATOR)
    RelayView create(
            @PathVariable UUID account,
            @RequestBody RelayRequest request,
            @AuthenticationPrincipal Operator operator) {
        return view(
                endpoints.create(
                        new AccountId(account), request.wish(Optional.empty()), operator.id()));
    }

    /** Changes one. */
    @PutMapping("/{relay}")
    @Requires(Role.ADMINISTRATOR)
    RelayView edit(
            @PathVariable UUID account,
            @PathVariable UUID relay,
            @RequestBody RelayRequest request,
            @AuthenticationPrincipal Operator operator) {
        var endpoint = find(account, relay);
        var wish = request.wish(Optional.of((Endpoint.WeChat) endpoint.format()));
        return view(endpoints.update(endpoint.id(), wish, operator.id()));
    }

    /** Forwards no more to this one. */
    @DeleteMapping("/{relay}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void delete(
            @PathVariable UUID account,
            @PathVariable UUID relay,
            @AuthenticationPrincipal Operator operator) {
        endpoints.delete(find(account, relay), operator.id());
    }

    /** What was forwarded to it, newest first. */
    @GetMapping("/{relay}/deliveries")
    DeliveryLog.DeliveryPage deliveries(
            @PathVariable UUID account,
            @PathVariable UUID relay,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        return DeliveryLog.page(endpoints, find(account, relay), after, limit);
    }

    /** Forwards one push again. */
    @PostMapping("/{relay}/deliveries/{delivery}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(@PathVariable UUID account, @PathVariable UUID relay, @PathVariable UUID delivery) {
        endpoints.replay(find(account, relay), delivery);
    }

    private Endpoint find(UUID account, UUID relay) {
        var endpoint = endpoints.get(new Endpoint.Id(new AccountId(account), relay));
        if (endpoint.format() instanceof Endpoint.WeChat) {
            return endpoint;
        }
        throw Problem.notFound();
    }

    private static RelayView view(Endpoint endpoint) {
        var format = (Endpoint.WeChat) endpoint.format();
        return new RelayView(
                endpoint.id().value().toString(),
                endpoint.url().toString(),
                endpoint.kinds().wanted(),
                endpoint.enabled(),
                format.key().isPresent(),
                format.answers(),
                format.position(),
                endpoint.failingSince().orElse(null),
                endpoint.disabledReason().orElse(null));
    }
}
