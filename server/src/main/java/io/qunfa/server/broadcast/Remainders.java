package io.qunfa.server.broadcast;

import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * "Send to the rest": those whose call the platform never accepted, or let fail as a whole. Whom it
 * filtered inside an accepted call is a number that nobody can name, and is never sent to again.
 */
@Component
final class Remainders {

    private final RemainderStore store;
    private final CallDraftStore callDrafts;
    private final Settlement settlement;
    private final Audit audit;
    private final Repetitions repetitions;
    private final InstantSource clock;
    private final Uuid7 ids;

    Remainders(
            RemainderStore store,
            CallDraftStore callDrafts,
            Settlement settlement,
            Audit audit,
            Repetitions repetitions,
            InstantSource clock,
            Uuid7 ids) {
        this.store = store;
        this.callDrafts = callDrafts;
        this.settlement = settlement;
        this.audit = audit;
        this.repetitions = repetitions;
        this.clock = clock;
        this.ids = ids;
    }

    Remainder of(Broadcast broadcast) {
        return store.remainder(broadcast.account(), broadcast.id());
    }

    /**
     * A draft of the same message to the rest.
     *
     * @throws Problem if the broadcast is not over, if everybody was reached, or if there is such a
     *     draft already
     */
    BroadcastId draft(Broadcast broadcast, Operator author, Optional<IdempotencyKey> key) {
        var drafted = repetitions.made(broadcast.account(), key);
        if (drafted.isPresent()) {
            return new BroadcastId(drafted.get());
        }
        if (!isOver(broadcast)) {
            throw new Problem(HttpStatus.CONFLICT, "broadcast-not-over", Map.of());
        }
        var rest = of(broadcast);
        if (rest.calls() == 0) {
            throw new Problem(HttpStatus.CONFLICT, "rest-empty", Map.of());
        }
        var id = new BroadcastId(ids.next());
        return new BroadcastId(
                repetitions.once(
                        broadcast.account(),
                        key,
                        id.value(),
                        () -> insert(broadcast, rest, id, author)));
    }

    static boolean isOver(Broadcast broadcast) {
        return broadcast.sentAt() != null
                && switch (broadcast.state()) {
                    case FINISHED, PARTLY_SENT, FAILED, CANCELLED -> true;
                    default -> false;
                };
    }

    private void insert(Broadcast broadcast, Remainder rest, BroadcastId id, Operator author) {
        var now = clock.instant();
        if (!store.insertDraft(broadcast, rest, id, author, now)) {
            var known = store.restOf(broadcast.account(), broadcast.id());
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "rest-exists",
                    Map.of("broadcast", known.map(BroadcastId::toString).orElse("")));
        }
        callDrafts.inherit(broadcast.account(), broadcast.id(), id);
        settlement.changed(broadcast.account(), id, null, BroadcastState.DRAFT, now);
        audit.record(
                broadcast.account().value(),
                author.id(),
                "broadcast.rest-drafted",
                Map.of(
                        "broadcast", id.toString(),
                        "restOf", broadcast.id().toString(),
                        "recipients", rest.recipients()));
    }
}
