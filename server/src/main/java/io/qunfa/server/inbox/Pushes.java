package io.qunfa.server.inbox;

import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.Received;
import io.qunfa.client.callback.Reply;
import io.qunfa.client.callback.Verdict;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.database.Uuid7;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes pushes in: what is genuine is stored with its reply, once, and nothing else is. */
@Component
final class Pushes {

    private final Accounts accounts;
    private final Doors doors;
    private final Intake intake;
    private final PassiveReplies replies;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final HandOn handOn;

    Pushes(
            Accounts accounts,
            Doors doors,
            Intake intake,
            PassiveReplies replies,
            InstantSource clock,
            Uuid7 ids,
            HandOn handOn) {
        this.accounts = accounts;
        this.doors = doors;
        this.intake = intake;
        this.replies = replies;
        this.clock = clock;
        this.ids = ids;
        this.handOn = handOn;
    }

    /** Judges the platform's check of the callback address, and remembers how it went. */
    Verdict handshake(Door door, CallbackQuery query) {
        var verdict = noted(door.account(), door.verify(query));
        if (verdict == Verdict.GENUINE) {
            accounts.callbackVerified(door.account().id());
        }
        return verdict;
    }

    /** Stores a push if it is genuine, and says what to answer. */
    Answer take(Door door, CallbackQuery query, byte[] body) {
        return switch (received(door, query, body)) {
            case Received.Accepted accepted ->
                    new Answer.Body(stored(door.account(), query, accepted));
            case Received.Refused(var verdict) ->
                    new Answer.Refusal(noted(door.account(), verdict));
            case Received.Unreadable(var problem) -> new Answer.Unreadable(problem);
        };
    }

    /** What was in memory may not know of secrets that were made a moment ago. */
    private Received received(Door door, CallbackQuery query, byte[] body) {
        var received = door.receive(query, body);
        return received instanceof Received.Accepted
                ? received
                : doors.newer(door).map(newer -> newer.receive(query, body)).orElse(received);
    }

    /** What the platform is told. */
    sealed interface Answer {

        record Body(String text) implements Answer {}

        record Refusal(Verdict verdict) implements Answer {}

        record Unreadable(Received.Problem problem) implements Answer {}
    }

    private String stored(Account account, CallbackQuery query, Received.Accepted accepted) {
        var now = clock.instant();
        var body = accepted.clearText();
        var shown = replies.choose(account.id(), accepted, body, now);
        var id = new PushStore.PushId(account.id(), ids.next());
        var answer = intake.store(new Arrival(id, accepted.push(), body, shown, now));
        learnOriginalId(account, accepted.push().envelope().account());
        handOn.wake(Priority.of(accepted.push()));
        return answer.map(xml -> accepted.answer(xml, now, query.nonce())).orElse(Reply.NOTHING);
    }

    private void learnOriginalId(Account account, String originalId) {
        if (account.originalId().isEmpty() && !originalId.isEmpty()) {
            accounts.learnOriginalId(account.id(), originalId);
        }
    }

    private Verdict noted(Account account, Verdict verdict) {
        switch (verdict) {
            case WRONG_SIGNATURE -> accounts.callbackFailed(account.id(), "signature-wrong");
            case STALE -> accounts.callbackFailed(account.id(), "timestamp-stale");
            case GENUINE, INCOMPLETE -> {}
        }
        return verdict;
    }
}
