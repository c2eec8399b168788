package io.qunfa.server.webhook;

import io.qunfa.client.callback.Event;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.broadcast.BroadcastChanged;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.inbox.Inbox;
import io.qunfa.server.inbox.PushContent;
import io.qunfa.server.inbox.PushReceived;
import io.qunfa.server.inbox.PushesForgotten;
import io.qunfa.server.inbox.PushesReceived;
import io.qunfa.server.work.WorkLoop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what is to be told, in the transaction in which it happens. */
@Component
final class Queueing {

    private final EndpointStore endpoints;
    private final DeliveryQueue deliveries;
    private final Inbox inbox;
    private final Posts posts;
    private final Uuid7 ids;
    private final WorkLoop webhookLoop;

    Queueing(
            EndpointStore endpoints,
            DeliveryQueue deliveries,
            Inbox inbox,
            Posts posts,
            Uuid7 ids,
            WorkLoop webhookLoop) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.inbox = inbox;
        this.posts = posts;
        this.ids = ids;
        this.webhookLoop = webhookLoop;
    }

    @EventListener
    void on(PushesReceived received) {
        var accounts = received.pushes().stream().map(PushReceived::account).distinct().toList();
        Map<AccountId, List<Endpoint>> listening =
                endpoints.all(accounts).stream()
                        .filter(Endpoint::enabled)
                        .collect(Collectors.groupingBy(endpoint -> endpoint.id().account()));
        if (listening.isEmpty()) {
            return;
        }
        for (var push : received.pushes()) {
            for (var endpoint : listening.getOrDefault(push.account(), List.of())) {
                if (endpoint.kinds().include(push.push().envelope().kind())) {
                    insert(push, endpoint);
                }
            }
        }
        webhookLoop.wake();
    }

    /** A relay that was asked while the follower waited has it already. */
    private void insert(PushReceived push, Endpoint endpoint) {
        if (push.relayedTo().filter(endpoint.id().value()::equals).isPresent()) {
            deliveries.insertTold(delivery(push, endpoint, Optional.empty()));
        } else {
            deliveries.insert(delivery(push, endpoint, kept(push, endpoint)));
        }
    }

    private Delivery delivery(PushReceived push, Endpoint endpoint, Optional<String> payload) {
        return new Delivery(
                push.account(),
                ids.next(),
                endpoint.id().value(),
                "push_" + push.id(),
                push.push().envelope().kind(),
                Optional.of(push.id()),
                payload,
                0);
    }

    /**
     * Who leaves is forgotten in this very transaction; that they left has to be told all the same.
     */
    private Optional<String> kept(PushReceived push, Endpoint endpoint) {
        if (!(push.push() instanceof Event.Unsubscribe)) {
            return Optional.empty();
        }
        if (endpoint.format() instanceof Endpoint.WeChat) {
            return inbox.xml(push.account(), push.id())
                    .map(xml -> new String(xml, StandardCharsets.UTF_8));
        }
        var data = new LinkedHashMap<String, Object>();
        data.put("account", push.account().toString());
        data.putAll(PushContent.of(push.push()));
        var envelope = push.push().envelope();
        return Optional.of(posts.payload(envelope.kind(), envelope.createdAt(), data));
    }

    @EventListener
    void on(PushesForgotten forgotten) {
        deliveries.forget(forgotten.account(), forgotten.pushes());
    }

    @EventListener
    void on(BroadcastChanged changed) {
        var kind = "broadcast." + text(changed.state());
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("account", changed.account().toString());
        data.put("broadcast", changed.broadcast().toString());
        data.put("before", changed.before() == null ? null : text(changed.before()));
        data.put("state", text(changed.state()));
        data.put("reason", changed.reason() == null ? null : changed.reason().code());
        for (var endpoint : endpoints.all(changed.account())) {
            if (endpoint.enabled()
                    && endpoint.format() instanceof Endpoint.Json
                    && endpoint.kinds().include(kind)) {
                insert(endpoint, kind, posts.payload(kind, changed.at(), data));
            }
        }
    }

    private static String text(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Lets an endpoint be told something that is only a test. */
    UUID ping(Endpoint endpoint, Map<String, ?> data, Instant at) {
        return insert(endpoint, Delivery.PING, posts.payload(Delivery.PING, at, data));
    }

    void wake() {
        webhookLoop.wake();
    }

    private UUID insert(Endpoint endpoint, String kind, String payload) {
        var id = ids.next();
        deliveries.insert(
                new Delivery(
                        endpoint.id().account(),
                        id,
                        endpoint.id().value(),
                        "msg_" + id,
                        kind,
                        Optional.empty(),
                        Optional.of(payload),
                        0));
        webhookLoop.wake();
        return id;
    }
}
