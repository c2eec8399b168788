package io.qunfa.server.webhook;

import io.qunfa.server.account.AccountId;
import java.util.Optional;
import java.util.UUID;

/**
 * Something to tell an endpoint.
 *
 * @param eventId the same however often it is told, for the receiver to tell repetitions apart
 * @param pushId the push it is about, to be read from the inbox
 * @param payload what is told, if it is not in the inbox: JSON for a webhook, XML for a relay
 * @param attempt how often it was tried, this time included; who tries later has a higher number
 */
record Delivery(
        AccountId account,
        UUID id,
        UUID endpointId,
        String eventId,
        String kind,
        Optional<UUID> pushId,
        Optional<String> payload,
        int attempt) {

    static final String PING = "ping";

    Endpoint.Id endpoint() {
        return new Endpoint.Id(account, endpointId);
    }
}
