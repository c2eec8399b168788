package io.qunfa.server.webhook;

import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.util.List;
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

/** Webhooks of an account, over HTTP. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/webhooks")
final class WebhookApi {

    private final Endpoints endpoints;

    WebhookApi(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * @param kinds such as message.text, event.*, broadcast.held, or * for everything
     */
    record WebhookRequest(
            @Nullable String url, @Nullable List<String> kinds, @Nullable Boolean enabled) {

        Endpoints.Wish wish(WebhookSecret secret) {
            return new Endpoints.Wish(
                    EndpointForm.url(url),
                    EndpointForm.kinds(kinds),
                    enabled == null || enabled,
                    new Endpoint.Json(List.of(secret)));
        }
    }

    record WebhookView(
            String id,
            String url,
            List<String> kinds,
            boolean enabled,
            @Nullable Instant failingSince,
            @Nullable String disabledReason) {}

    /**
     * @param secret shown this once
     */
    record NewWebhook(WebhookView webhook, String secret) {}

    record WebhookSecretView(String secret) {}

    record WebhookList(List<WebhookView> items) {}

    /** Where events are posted to. */
    @GetMapping
    WebhookList list(@PathVariable UUID account) {
        return new WebhookList(
                endpoints.all(new AccountId(account)).stream()
                        .filter(endpoint -> endpoint.format() instanceof Endpoint.Json)
                        .map(WebhookApi::view)
                        .toList());
    }

    /** Adds an address that events are posted to; its secret is told this one time. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Role.ADMINISTRATOR)
    NewWebhook create(
            @PathVariable UUID account,
            @RequestBody WebhookRequest request,
            @AuthenticationPrincipal Operator operator) {
        var secret = endpoints.newSecret();
        var endpoint =
                endpoints.create(new AccountId(account), request.wish(secret), operator.id());
        return new NewWebhook(view(endpoint), secret.value());
    }

    /** Changes address, kinds, or whether it is on. */
    @PutMapping("/{webhook}")
    @Requires(Role.ADMINISTRATOR)
    WebhookView edit(
            @PathVariable UUID account,
            @PathVariable UUID webhook,
            @RequestBody WebhookRequest request,
            @AuthenticationPrincipal Operator operator) {
        var endpoint = find(account, webhook);
        var secret = ((Endpoint.Json) endpoint.format()).secrets().getFirst();
        return view(endpoints.update(endpoint.id(), request.wish(secret), operator.id()));
    }

    /** Posts no more to this address. */
    @DeleteMapping("/{webhook}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Role.ADMINISTRATOR)
    void delete(
            @PathVariable UUID account,
            @PathVariable UUID webhook,
            @AuthenticationPrincipal Operator operator) {
        endpoints.delete(find(account, webhook), operator.id());
    }

    /** Makes a new secret; for a day, everything is signed with both. */
    @PostMapping("/{webhook}/secret")
    @Requires(Role.ADMINISTRATOR)
    WebhookSecretView rotate(
            @PathVariable UUID account,
            @PathVariable UUID webhook,
            @AuthenticationPrincipal Operator operator) {
        return new WebhookSecretView(
                endpoints.rotate(find(account, webhook), operator.id()).value());
    }

    /** Sends a test, whether the webhook is switched on or not. */
    @PostMapping("/{webhook}/ping")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Requires(Role.ADMINISTRATOR)
    DeliveryReceipt ping(@PathVariable UUID account, @PathVariable UUID webhook) {
        return new DeliveryReceipt(endpoints.ping(find(account, webhook)).toString());
    }

    record DeliveryReceipt(String id) {}

    /** What was posted to it, newest first. */
    @GetMapping("/{webhook}/deliveries")
    DeliveryLog.DeliveryPage deliveries(
            @PathVariable UUID account,
            @PathVariable UUID webhook,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        return DeliveryLog.page(endpoints, find(account, webhook), after, limit);
    }

    /** Tells it again, with the same id. */
    @PostMapping("/{webhook}/deliveries/{delivery}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void replay(
            @PathVariable UUID account, @PathVariable UUID webhook, @PathVariable UUID delivery) {
        endpoints.replay(find(account, webhook), delivery);
    }

    private Endpoint find(UUID account, UUID webhook) {
        var endpoint = endpoints.get(new Endpoint.Id(new AccountId(account), webhook));
        if (endpoint.format() instanceof Endpoint.Json) {
            return endpoint;
        }
        throw Problem.notFound();
    }

    private static WebhookView view(Endpoint endpoint) {
        return new WebhookView(
                endpoint.id().value().toString(),
                endpoint.url().toString(),
                endpoint.kinds().wanted(),
                endpoint.enabled(),
                endpoint.failingSince().orElse(null),
                endpoint.disabledReason().orElse(null));
    }
}
