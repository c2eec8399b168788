package io.qunfa.server.audience;

import io.qunfa.client.callback.Event;
import io.qunfa.server.account.AccountConnected;
import io.qunfa.server.inbox.PushReceived;
import io.qunfa.server.inbox.PushesReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of followers who come and go. */
@Component
final class FollowerListener {

    private final Audiences audiences;

    FollowerListener(Audiences audiences) {
        this.audiences = audiences;
    }

    /** The first synchronisation needs nobody to ask for it. */
    @EventListener
    void on(AccountConnected connected) {
        audiences.synchronize(connected.account());
    }

    @EventListener
    void on(PushReceived received) {
        switch (received.push()) {
            case Event.Subscribe(var envelope, _) ->
                    audiences.follow(received.account(), envelope.follower(), move(received));
            case Event.Unsubscribe(var envelope) ->
                    audiences.leave(received.account(), envelope.follower(), move(received));
            default -> {}
        }
    }

    private static Move move(PushReceived received) {
        return new Move(received.push().envelope().createdAt(), received.id());
    }

    /** Thousands may come at once: the number that the account shows is written once for all. */
    @EventListener
    void on(PushesReceived received) {
        received.pushes().stream()
                .filter(FollowerListener::moves)
                .map(PushReceived::account)
                .distinct()
                .forEach(audiences::report);
    }

    private static boolean moves(PushReceived received) {
        return received.push() instanceof Event.Subscribe
                || received.push() instanceof Event.Unsubscribe;
    }
}
