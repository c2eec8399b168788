package io.qunfa.server.reply;

import io.qunfa.client.CustomerMessage;
import io.qunfa.client.OpenId;
import io.qunfa.client.WeChatException;
import io.qunfa.client.callback.Event;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import io.qunfa.server.inbox.PushReceived;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Messages from a person to one follower, within the time that the follower's last act opened. */
@Component
class Conversations {

    private static final int OUT_OF_TIME = 45015;
    private static final int OUT_OF_COUNT = 45047;

    private final Accounts accounts;
    private final SentMessageStore store;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Uuid7 ids;
    private final InstantSource clock;

    Conversations(
            Accounts accounts,
            SentMessageStore store,
            Audit audit,
            TransactionTemplate transaction,
            Uuid7 ids,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    List<SentMessage> with(AccountId account, OpenId follower, Optional<UUID> after, int limit) {
        return store.to(account, follower, after, limit);
    }

    /**
     * Sends a message. The same key again sends nothing and tells how the first attempt went.
     *
     * @throws Problem if the platform refused it
     */
    SentMessage send(
            AccountId account, Operator by, OpenId to, Answer answer, Optional<String> key) {
        var message =
                answer.message().orElseThrow(() -> Problem.invalid("message.kind", "not-sendable"));
        var intent =
                new SentMessage(
                        ids.next(),
                        to,
                        answer,
                        SentMessage.State.SENDING,
                        OptionalInt.empty(),
                        clock.instant(),
                        by.name());
        if (!intend(account, by, key, intent)) {
            return store.byKey(account, key.orElseThrow());
        }
        deliver(account, intent, message);
        return store.get(account, intent.id());
    }

    /** False if the key was used before. The audit trail does not name the follower. */
    private boolean intend(
            AccountId account, Operator by, Optional<String> key, SentMessage intent) {
        return Boolean.TRUE.equals(
                transaction.execute(
                        _ -> {
                            var isNew = store.insert(account, key, intent);
                            if (isNew) {
                                audit.record(
                                        account.value(),
                                        by.id(),
                                        "reply.message-sent",
                                        Map.of("id", intent.id().toString()));
                            }
                            return isNew;
                        }));
    }

    private void deliver(AccountId account, SentMessage intent, CustomerMessage message) {
        try {
            accounts.wechat(account).customerService().send(intent.to(), message);
            store.settle(account, intent.id(), SentMessage.State.SENT, OptionalInt.empty());
        } catch (WeChatException.Unanswered e) {
            store.settle(account, intent.id(), SentMessage.State.UNKNOWN, OptionalInt.empty());
            throw e;
        } catch (WeChatException e) {
            store.settle(account, intent.id(), SentMessage.State.REFUSED, OptionalInt.of(e.code()));
            throw explained(e);
        }
    }

    private static RuntimeException explained(WeChatException e) {
        return switch (e.code()) {
            case OUT_OF_TIME ->
                    new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "window-closed", Map.of());
            case OUT_OF_COUNT ->
                    new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "window-used-up", Map.of());
            default -> e;
        };
    }

    @EventListener
    void on(PushReceived received) {
        if (received.push() instanceof Event.Unsubscribe(var envelope)) {
            store.erase(received.account(), envelope.sender(), received.at());
        }
    }
}
