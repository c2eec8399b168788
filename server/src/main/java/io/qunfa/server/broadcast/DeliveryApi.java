package io.qunfa.server.broadcast;

import io.qunfa.client.MsgId;
import io.qunfa.server.access.Operator;
import io.qunfa.server.access.Requires;
import io.qunfa.server.access.Role;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Problem;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A broadcast under way over HTTP: paused, resumed, decided about. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/broadcasts/{broadcast}")
final class DeliveryApi {

    private final Broadcasts broadcasts;
    private final HeldCalls held;
    private final BroadcastViews views;
    private final HeldViews heldViews;

    DeliveryApi(Broadcasts broadcasts, HeldCalls held, BroadcastViews views, HeldViews heldViews) {
        this.broadcasts = broadcasts;
        this.held = held;
        this.views = views;
        this.heldViews = heldViews;
    }

    /**
     * @param decision {@code sent}, {@code not-sent} or {@code give-up}
     * @param msgId with {@code sent}, the task's id if it is known
     */
    record DecisionRequest(@Nullable String decision, @Nullable String msgId) {

        Decision toDecision() {
            return switch (decision) {
                case "sent" -> new Decision.Sent(task());
                case "not-sent" -> new Decision.NotSent();
                case "give-up" -> new Decision.GiveUp();
                case null -> throw Problem.invalid("decision", "required");
                default ->
                        throw Problem.invalid(
                                "decision", "unknown-value", Map.of("value", decision));
            };
        }

        Decision toDecisionAboutMany() {
            if (task().isPresent()) {
                throw Problem.invalid("msgId", "unknown-value", Map.of("value", msgId));
            }
            return toDecision();
        }

        private Optional<MsgId> task() {
            if (msgId == null || msgId.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new MsgId(Long.parseLong(msgId)));
            } catch (IllegalArgumentException _) {
                throw Problem.invalid("msgId", "unknown-value", Map.of("value", msgId));
            }
        }
    }

    /** The calls that wait for a person, with what is known and what may be decided. */
    @GetMapping("/held-calls")
    HeldViews.HeldCallList held(
            @PathVariable UUID account, @PathVariable UUID broadcast, Locale language) {
        var found = find(account, broadcast);
        return heldViews.list(held.of(found.account(), found.id()), language);
    }

    /** Decides about a call of which nobody knows whether the platform has accepted it. */
    @PostMapping("/calls/{number}/decision")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView decide(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @PathVariable int number,
            @RequestBody DecisionRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var found = find(account, broadcast);
        held.decide(found.account(), found.id(), number, operator, request.toDecision());
        return views.whole(find(account, broadcast), language);
    }

    /**
     * Decides about every call that waits, as far as the decision can be said of it; all of them
     * or, if one cannot be carried out, none. A task's id cannot be given for many calls.
     */
    @PostMapping("/held-calls/decision")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView decideAll(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @RequestBody DecisionRequest request,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var found = find(account, broadcast);
        held.decideAll(found.account(), found.id(), operator, request.toDecisionAboutMany());
        return views.whole(find(account, broadcast), language);
    }

    /** Calls already made are followed to their end; the others wait. */
    @PostMapping("/pause")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView pause(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var found = find(account, broadcast);
        held.pause(found.account(), found.id(), operator);
        return views.whole(find(account, broadcast), language);
    }

    /** Goes on with a paused broadcast. */
    @PostMapping("/resume")
    @Requires(Role.PUBLISHER)
    BroadcastViews.BroadcastView resume(
            @PathVariable UUID account,
            @PathVariable UUID broadcast,
            @AuthenticationPrincipal Operator operator,
            Locale language) {
        var found = find(account, broadcast);
        held.resume(found.account(), found.id(), operator);
        return views.whole(find(account, broadcast), language);
    }

    private Broadcast find(UUID account, UUID broadcast) {
        return broadcasts.get(new AccountId(account), new BroadcastId(broadcast));
    }
}
