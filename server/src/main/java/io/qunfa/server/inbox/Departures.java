package io.qunfa.server.inbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.qunfa.client.callback.Event;
import io.qunfa.server.account.Accounts;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Accounts know nothing of pushes, and so are told who has left. */
@Component
final class Departures {

    private final Accounts accounts;

    Departures(Accounts accounts) {
        this.accounts = accounts;
    }

    @EventListener
    void on(PushesReceived received) {
        received.pushes().stream()
                .filter(each -> each.push() instanceof Event.Unsubscribe)
                .collect(
                        groupingBy(
                                PushReceived::account,
                                mapping(each -> each.push().envelope().sender(), toList())))
                .forEach(accounts::forget);
    }
}
