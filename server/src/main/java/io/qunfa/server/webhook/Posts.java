package io.qunfa.server.webhook;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.inbox.Inbox;
import io.qunfa.server.inbox.PushContent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is told to an endpoint, and tells it. */
@Component
final class Posts {

    static final Duration WITHIN = Duration.ofSeconds(10);

    private final Accounts accounts;
    private final Inbox inbox;
    private final Courier courier;
    private final JsonMapper json;
    private final boolean privateAddresses;

    /** Other systems compare timestamps with the real time, whatever ours is in a demo. */
    private final Clock clock = Clock.systemUTC();

    Posts(
            Accounts accounts,
            Inbox inbox,
            Courier courier,
            JsonMapper json,
            @Value("${qunfa.webhook.private-addresses:false}") boolean privateAddresses) {
        this.accounts = accounts;
        this.inbox = inbox;
        this.courier = courier;
        this.json = json;
        this.privateAddresses = privateAddresses;
    }

    /** Tells an endpoint; empty if there is nothing left to tell, because it was forgotten. */
    Optional<Told> tell(Endpoint endpoint, Delivery delivery) {
        var account = accounts.get(delivery.account());
        return (switch (endpoint.format()) {
                    case Endpoint.Json format -> json(endpoint, format, delivery);
                    case Endpoint.WeChat format ->
                            xml(delivery)
                                    .map(
                                            xml ->
                                                    wechat(endpoint, format, account)
                                                            .parcel(
                                                                    parse(xml),
                                                                    xml,
                                                                    seconds(),
                                                                    WITHIN));
                })
                .map(parcel -> courier.carry(parcel, addresses(account)));
    }

    private static WeChatFormat wechat(Endpoint endpoint, Endpoint.WeChat format, Account account) {
        return new WeChatFormat(endpoint.url(), format, account.appId().value());
    }

    /** Asks a relay at once, while the follower waits. */
    Told ask(
            Account account,
            Endpoint endpoint,
            WeChatFormat format,
            Push push,
            String xml,
            Duration within) {
        return courier.carry(format.parcel(push, xml, seconds(), within), addresses(account));
    }

    private Optional<Courier.Parcel> json(
            Endpoint endpoint, Endpoint.Json format, Delivery delivery) {
        return delivery.payload()
                .or(() -> xml(delivery).map(xml -> push(delivery, parse(xml))))
                .map(body -> parcel(endpoint, format, delivery, body));
    }

    private Courier.Parcel parcel(
            Endpoint endpoint, Endpoint.Json format, Delivery delivery, String body) {
        var seconds = seconds();
        var signature =
                format.secrets().stream()
                        .map(secret -> secret.sign(delivery.eventId(), seconds, body))
                        .collect(Collectors.joining(" "));
        return new Courier.Parcel(
                endpoint.url(),
                ContentType.APPLICATION_JSON,
                body,
                Map.of(
                        "webhook-id", delivery.eventId(),
                        "webhook-timestamp", Long.toString(seconds),
                        "webhook-signature", signature),
                WITHIN);
    }

    private Optional<String> xml(Delivery delivery) {
        return delivery.payload()
                .or(
                        () ->
                                delivery.pushId()
                                        .flatMap(id -> inbox.xml(delivery.account(), id))
                                        .map(xml -> new String(xml, StandardCharsets.UTF_8)));
    }

    private static Push parse(String xml) {
        return Callbacks.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    private String push(Delivery delivery, Push push) {
        var data = new LinkedHashMap<String, Object>();
        data.put("account", delivery.account().toString());
        data.putAll(PushContent.of(push));
        return payload(delivery.kind(), push.envelope().createdAt(), data);
    }

    /** The body of a webhook: what happened, when, and to what. */
    String payload(String kind, Instant at, Map<String, ?> data) {
        var payload = new LinkedHashMap<String, Object>();
        payload.put("type", kind);
        payload.put("timestamp", at.toString());
        payload.put("data", data);
        return json.writeValueAsString(payload);
    }

    private Addresses addresses(Account account) {
        return privateAddresses
                ? Addresses.ANY
                : account.sandbox() ? Addresses.LOOPBACK : Addresses.PUBLIC;
    }

    private long seconds() {
        return clock.instant().getEpochSecond();
    }
}
