package io.qunfa.server.account;

import io.qunfa.client.RawCall;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Any call of the platform by hand, with the account's token filled in and never shown. */
@Component
final class CallsByHand {

    static final int LONGEST_KEPT = 64 * 1024;
    private static final int MOST_A_MINUTE = 60;

    private final Accounts accounts;
    private final CallByHandStore store;
    private final Audit audit;
    private final Uuid7 ids;
    private final InstantSource clock;

    CallsByHand(
            Accounts accounts, CallByHandStore store, Audit audit, Uuid7 ids, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes a call and keeps it.
     *
     * @param confirmation the account's name, if the call reaches followers or destroys something
     */
    CallByHand make(AccountId id, RawCall call, @Nullable String confirmation, Operator operator) {
        requireAllowed(accounts.get(id), call, confirmation);
        if (store.madeSince(id, clock.instant().minus(Duration.ofMinutes(1))) >= MOST_A_MINUTE) {
            throw new Problem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "calls-by-hand-too-many",
                    Map.of("most", MOST_A_MINUTE));
        }
        audit.record(
                id.value(),
                operator.id(),
                "call.by-hand",
                Map.of("method", call.method(), "path", call.path()));
        var made = record(call, operator, answer(id, call));
        store.keep(id, operator.id().value(), made);
        return made;
    }

    private static void requireAllowed(
            Account account, RawCall call, @Nullable String confirmation) {
        switch (ByHand.of(call.path())) {
            case NEVER ->
                    throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "call-not-by-hand",
                            Map.of("path", call.path()));
            case CONFIRMED -> {
                if (!account.name().equals(confirmation)) {
                    throw new Problem(
                            HttpStatus.CONFLICT,
                            "call-needs-confirmation",
                            Map.of("path", call.path(), "account", account.name()));
                }
            }
            case HARMLESS -> {}
        }
    }

    private CallByHand.Answer answer(AccountId id, RawCall call) {
        var startedNanos = System.nanoTime();
        try {
            return CallByHand.Answer.of(accounts.wechat(id).rawCalls().make(call), call.path());
        } catch (WeChatException.Unanswered _) {
            return CallByHand.Answer.none(Duration.ofNanos(System.nanoTime() - startedNanos));
        }
    }

    private CallByHand record(RawCall call, Operator operator, CallByHand.Answer answer) {
        var body = call.body().orElse(null);
        return new CallByHand(
                ids.next(),
                clock.instant(),
                operator.name(),
                call.method(),
                call.path(),
                Masks.query(call.query()),
                body instanceof RawCall.Body.Text(var text) ? Masks.text(call.path(), text) : null,
                body instanceof RawCall.Body.File(var upload, _) ? upload.fileName() : null,
                answer);
    }
}
