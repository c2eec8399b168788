package io.qunfa.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.inbox.PushStore.PushId;
import io.qunfa.server.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** The order in which stored pushes are taken. */
@ServerTest
final class PriorityIT {

    /** Long before anything that the server under test would take by itself. */
    private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

    private final PushStore store;
    private final Uuid7 ids;
    private final TransactionOperations transactions;
    private final AccountId account = new AccountId(UUID.randomUUID());

    PriorityIT(
            @Autowired PushStore store,
            @Autowired Uuid7 ids,
            @Autowired TransactionOperations transactions) {
        this.store = store;
        this.ids = ids;
        this.transactions = transactions;
    }

    @Test
    void each_priority_is_taken_by_itself_and_what_came_first_goes_first() {
        transactions.executeWithoutResult(
                status -> {
                    var follow = push("event", "subscribe", 0);
                    var leave = push("event", "unsubscribe", 1);
                    var message = push("text", "", 2);
                    var result = push("event", "MASSSENDJOBFINISH", 3);

                    assertThat(taken(Priority.RESULT)).containsExactly(result);
                    assertThat(taken(Priority.MESSAGE)).containsExactly(message);
                    assertThat(taken(Priority.EVENT)).containsExactly(follow, leave);
                    status.setRollbackOnly();
                });
    }

    private List<PushId> taken(Priority priority) {
        return store.lock(priority, START.plusSeconds(60), 4).stream()
                .map(PushStore.Stored::id)
                .toList();
    }

    private PushId push(String type, String event, int second) {
        var body =
                """
                <xml><ToUserName>gh_1</ToUserName><FromUserName>oSomebody</FromUserName>\
                <CreateTime>1795000000</CreateTime><MsgType>%s</MsgType><Event>%s</Event>\
                <Content>hi</Content><MsgID>%d</MsgID></xml>"""
                        .formatted(type, event, second)
                        .getBytes(StandardCharsets.UTF_8);
        var id = new PushId(account, ids.next());
        var push = Callbacks.parse(body);
        store.insert(
                List.of(
                        new Arrival(
                                id, push, body, Arrival.Shown.NOTHING, START.plusSeconds(second))));
        return id;
    }
}
