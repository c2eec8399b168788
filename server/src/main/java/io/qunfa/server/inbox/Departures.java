package io.qunfa.server.inbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.qunfa.client.callback.Event;
import io.qunfa.client.callback.UserMessage;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Sees to it that nobody who has left is remembered where the inbox alone could not know. */
@Component
final class Departures {

    /** A delivery that fails is repeated after five seconds, when its sender may have left. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Accounts accounts;
    private final PushStore store;
    private final GoneFollowers followers;

    Departures(Accounts accounts, PushStore store, GoneFollowers followers) {
        this.accounts = accounts;
        this.store = store;
        this.followers = followers;
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
        received.pushes().stream()
                .filter(Departures::isFromBefore)
                .collect(groupingBy(PushReceived::account))
                .forEach(this::forgetIfGone);
    }

    /** Whether it came so late that its sender may have left in between. */
    private static boolean isFromBefore(PushReceived received) {
        var push = received.push();
        var envelope = push.envelope();
        return !envelope.sender().isEmpty()
                && received.at().isAfter(envelope.createdAt().plus(AT_ONCE))
                && switch (push) {
                    case UserMessage _,
                            Event.Scan _,
                            Event.LocationReport _,
                            Event.MenuClick _,
                            Event.MenuLink _,
                            Event.MenuMiniProgram _,
                            Event.MenuScan _,
                            Event.MenuPictures _,
                            Event.MenuLocation _ ->
                            true;
                    default -> false;
                };
    }

    private void forgetIfGone(AccountId account, List<PushReceived> late) {
        var senders =
                late.stream()
                        .map(each -> each.push().envelope().sender())
                        .collect(Collectors.toSet());
        var gone = followers.among(account, senders);
        var theirs =
                late.stream()
                        .filter(each -> gone.contains(each.push().envelope().sender()))
                        .map(PushReceived::id)
                        .toList();
        if (!theirs.isEmpty()) {
            store.forgetWhenHandled(account, theirs);
        }
    }
}
