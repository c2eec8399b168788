package io.qunfa.server.inbox;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.http.Limit;
import io.qunfa.server.http.Problem;
import io.qunfa.server.inbox.PushStore.PushId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The inbox of an account, for people. */
@RestController
@RequestMapping("/api/v1/accounts/{account}/pushes")
final class PushApi {

    private static final int LARGEST_PAGE = 200;
    private static final Set<String> STATES = Set.of("waiting", "processed", "failed");

    private final PushHistory history;
    private final PushStore store;
    private final Audit audit;
    private final InstantSource clock;
    private final HandOn handOn;

    PushApi(PushHistory history, PushStore store, Audit audit, InstantSource clock, HandOn handOn) {
        this.history = history;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.handOn = handOn;
    }

    record PushPage(List<PushRow> items, @Nullable String next) {}

    /**
     * @param state waiting, processed or failed
     * @param attempts how often it was handed on, or was tried to be
     * @param answered whether a reply was shown at once
     * @param text what it says in a few words: a text, what was heard, the name of a place, the key
     *     of a menu; null where there is nothing to say or it is forgotten
     */
    record PushRow(
            String id,
            String kind,
            @Nullable String sender,
            String state,
            int attempts,
            @Nullable String problem,
            Instant receivedAt,
            @Nullable Instant processedAt,
            boolean answered,
            @Nullable String text) {}

    /**
     * @param xml as the platform wrote it, decrypted; null once it is forgotten
     * @param content what it says
     * @param reply what was answered, decrypted
     */
    record PushView(
            PushRow push,
            @Nullable String xml,
            @Nullable Map<String, Object> content,
            @Nullable String reply) {}

    /**
     * @param waiting how many wait to be handed on; 10,000 stands for more
     */
    record InboxHealth(@Nullable Instant lastReceivedAt, long waiting, long failed) {}

    /** What the platform has pushed, newest first. */
    @GetMapping
    PushPage list(
            @PathVariable UUID account,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String sender,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        var size = Limit.require(limit, LARGEST_PAGE);
        if (state != null && !STATES.contains(state)) {
            throw Problem.invalid("state", "unknown-value", Map.of("value", state));
        }
        var filter = new PushHistory.Filter(kind, sender, state, from, until, after);
        var items = history.page(new AccountId(account), filter, size);
        return new PushPage(
                items.stream().map(PushApi::row).toList(),
                items.size() < size ? null : items.getLast().id().toString());
    }

    /** Whether callbacks arrive and are handed on, and how many wait. */
    @GetMapping("/health")
    InboxHealth health(@PathVariable UUID account) {
        var health = history.health(new AccountId(account));
        return new InboxHealth(
                health.lastReceivedAt().orElse(null), health.waiting(), health.failed());
    }

    /** One push with all that it says. */
    @GetMapping("/{push}")
    PushView get(@PathVariable UUID account, @PathVariable UUID push) {
        var id = new PushId(new AccountId(account), push);
        var received = history.find(id).orElseThrow(Problem::notFound);
        var body = history.body(id);
        return new PushView(
                row(received),
                body.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(null),
                body.map(bytes -> PushContent.of(Callbacks.parse(bytes))).orElse(null),
                received.reply().orElse(null));
    }

    /** Hands a push on again, whether it failed or not. */
    @PostMapping("/{push}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PushRow replay(
            @PathVariable UUID account,
            @PathVariable UUID push,
            @AuthenticationPrincipal Operator operator) {
        var id = new PushId(new AccountId(account), push);
        if (history.find(id).isEmpty()) {
            throw Problem.notFound();
        }
        if (!store.replay(id, clock.instant())) {
            throw new Problem(HttpStatus.CONFLICT, "push-not-replayable", Map.of());
        }
        audit.record(account, operator.id(), "push.replayed", Map.of("push", push.toString()));
        handOn.wake();
        return row(history.find(id).orElseThrow(Problem::notFound));
    }

    private static PushRow row(PushHistory.Received push) {
        return new PushRow(
                push.id().toString(),
                push.kind(),
                push.sender().orElse(null),
                push.state(),
                push.attempts(),
                push.problem().orElse(null),
                push.receivedAt(),
                push.processedAt().orElse(null),
                push.reply().isPresent(),
                push.text().orElse(null));
    }
}
