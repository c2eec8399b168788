package io.qunfa.server.broadcast;

import io.qunfa.client.MassSends;
import io.qunfa.client.MsgId;
import io.qunfa.client.WeChatException;
import io.qunfa.server.access.Audit;
import io.qunfa.server.access.Operator;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.content.Message;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.http.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what was sent (删除已群发): the pages, not the cards in the chats. */
@Component
final class Deletions {

    static final int A_DAY = 10;

    private static final String PATH = "/cgi-bin/message/mass/delete";

    /** The platform's days begin at midnight there. */
    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");

    /** Answered although the article was deleted, as reported. */
    private static final int ARTICLE_INDEX = 40060;

    private final Accounts accounts;
    private final DeletionStore store;
    private final Audit audit;
    private final Repetitions repetitions;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final Uuid7 ids;

    Deletions(
            Accounts accounts,
            DeletionStore store,
            Audit audit,
            Repetitions repetitions,
            TransactionOperations transactions,
            InstantSource clock,
            Uuid7 ids) {
        this.accounts = accounts;
        this.store = store;
        this.audit = audit;
        this.repetitions = repetitions;
        this.transactions = transactions;
        this.clock = clock;
        this.ids = ids;
    }

    List<Deletion> of(Broadcast broadcast) {
        return store.of(broadcast.account(), broadcast.id());
    }

    /**
     * Whether something of a call can be deleted now.
     *
     * @param leftToday how many more the platform takes today
     * @param obstacle why not; null if something can
     */
    record Chance(int leftToday, @Nullable Reason obstacle) {}

    Chance chance(Broadcast broadcast, Call call) {
        var left = Math.max(0, A_DAY - askedToday(broadcast.account()));
        if (broadcast.message() instanceof Message.Text) {
            return new Chance(left, Reason.of("deletion-of-text"));
        }
        if (call.msgId() == null || !Boolean.TRUE.equals(call.successful())) {
            return new Chance(left, Reason.of("deletion-not-sent"));
        }
        return new Chance(
                left, left == 0 ? new Reason("deletion-limit", Map.of("most", A_DAY)) : null);
    }

    /**
     * Asks the platform to delete.
     *
     * @param article its position from 1; null for all
     */
    Deletion delete(
            Broadcast broadcast,
            Call call,
            @Nullable Integer article,
            Operator by,
            Optional<IdempotencyKey> key) {
        var asked =
                new Deletion(
                        ids.next(),
                        call.id(),
                        article,
                        Deletion.State.ASKED,
                        null,
                        clock.instant(),
                        new Author(by.id().value(), by.name()));
        var account = broadcast.account();
        var first =
                repetitions.once(account, key, asked.id(), () -> ask(broadcast, call, asked, by));
        if (!first.equals(asked.id())) {
            return store.get(account, first);
        }
        var settled = settled(asked, outcome(broadcast, call, article));
        transactions.executeWithoutResult(
                _ -> {
                    store.settle(account, settled);
                    audit.record(
                            account.value(),
                            action(settled.state()),
                            details(broadcast, call, article));
                });
        return settled;
    }

    /** A refused call counts too, and so does one that was made by hand. */
    private int askedToday(AccountId account) {
        var calls = accounts.callsOnDay(account, PATH, clock.instant());
        return Math.max(store.countSince(account, today()), Math.toIntExact(calls));
    }

    private void ask(Broadcast broadcast, Call call, Deletion asked, Operator by) {
        store.lock(broadcast.account());
        var obstacle = chance(broadcast, call).obstacle();
        if (obstacle != null) {
            throw new Problem(HttpStatus.CONFLICT, obstacle.code(), obstacle.parameters());
        }
        store.insert(broadcast.account(), asked);
        audit.record(
                broadcast.account().value(),
                by.id(),
                "broadcast.deletion-asked",
                details(broadcast, call, asked.article()));
    }

    private static Map<String, Object> details(
            Broadcast broadcast, Call call, @Nullable Integer article) {
        var details = new HashMap<String, Object>();
        details.put("broadcast", broadcast.id().toString());
        details.put("call", call.number());
        if (article != null) {
            details.put("article", article);
        }
        return details;
    }

    private static String action(Deletion.State state) {
        return switch (state) {
            case DELETED -> "broadcast.deleted";
            case REFUSED -> "broadcast.deletion-refused";
            case ASKED, UNCLEAR -> "broadcast.deletion-unclear";
        };
    }

    private static Deletion settled(Deletion asked, Settled outcome) {
        return new Deletion(
                asked.id(),
                asked.call(),
                asked.article(),
                outcome.state(),
                outcome.reason(),
                asked.askedAt(),
                asked.askedBy());
    }

    private record Settled(Deletion.State state, @Nullable Reason reason) {}

    private Settled outcome(Broadcast broadcast, Call call, @Nullable Integer article) {
        var sends = accounts.wechat(broadcast.account()).massSends();
        try {
            call(sends, Objects.requireNonNull(call.msgId()), article);
            return new Settled(Deletion.State.DELETED, null);
        } catch (WeChatException e) {
            return new Settled(state(e), Outcome.reason("deletion-refused", e));
        }
    }

    private static void call(MassSends sends, MsgId msgId, @Nullable Integer article) {
        if (article == null) {
            sends.delete(msgId);
        } else {
            sends.delete(msgId, article);
        }
    }

    private static Deletion.State state(WeChatException failure) {
        return Outcome.mayHaveHappened(failure) || failure.code() == ARTICLE_INDEX
                ? Deletion.State.UNCLEAR
                : Deletion.State.REFUSED;
    }

    private Instant today() {
        return clock.instant().atZone(PLATFORM).truncatedTo(ChronoUnit.DAYS).toInstant();
    }
}
