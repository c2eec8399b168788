package io.qunfa.server.audience;

import io.qunfa.client.callback.Event;
import io.qunfa.server.inbox.PushReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears of followers who come and go. */
@Component
final class FollowerListener {

    private final Audiences audiences;

    FollowerListener(Audiences audiences) {
        this.audiences = audiences;
    }

    @EventListener
    void on(PushReceived received) {
        switch (received.push()) {
            case Event.Subscribe(var envelope, _) ->
                    audiences.follow(received.account(), envelope.follower(), envelope.createdAt());
            case Event.Unsubscribe(var envelope) ->
                    audiences.leave(received.account(), envelope.follower(), envelope.createdAt());
            default -> {}
        }
    }
}
