package io.qunfa.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.UserMessage;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.inbox.PushStore.PushId;
import io.qunfa.server.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** How stored pushes are handed on. */
@ServerTest
final class ProcessingIT {

    /** Long after anything that the server under test would take by itself. */
    private static final Instant START = Instant.parse("2101-01-01T00:00:00Z");

    private final PushStore store;
    private final PushHistory history;
    private final Uuid7 ids;
    private final TransactionOperations transactions;
    private final JdbcClient sql;
    private final AccountId account = new AccountId(UUID.randomUUID());
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private Instant now = START;
    private String poison = "";

    ProcessingIT(
            @Autowired PushStore store,
            @Autowired PushHistory history,
            @Autowired Uuid7 ids,
            @Autowired TransactionOperations transactions,
            @Autowired JdbcClient sql) {
        this.store = store;
        this.history = history;
        this.ids = ids;
        this.transactions = transactions;
        this.sql = sql;
        sql.sql("DELETE FROM inbox.push").update();
        sql.sql("DROP TABLE IF EXISTS effect").update();
        sql.sql("CREATE TABLE effect (note text)").update();
    }

    @Test
    void many_are_handed_on_together_in_order() {
        texts(300);

        assertThat(node().workOnce()).isTrue();
        assertThat(handled).hasSize(256).startsWith("0", "1", "2");
        assertThat(node().workOnce()).isTrue();
        assertThat(node().workOnce()).isFalse();
        assertThat(handled).hasSize(300);
    }

    @Test
    void one_that_fails_neither_stops_nor_loses_the_others() {
        var pushes = texts(100);
        poison = "41";

        node().workOnce();

        var failed = history.find(pushes.get(41)).orElseThrow();
        assertThat(failed.state()).isEqualTo("waiting");
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.problem()).hasValueSatisfying(p -> assertThat(p).contains("poisoned"));
        assertThat(states()).containsExactly("processed 99", "waiting 1");
    }

    @Test
    void the_effect_of_what_failed_is_undone_and_happens_once_in_the_end() {
        texts(10);
        poison = "7";
        node().workOnce();
        poison = "";
        now = now.plus(Duration.ofMinutes(1));

        node().workOnce();

        assertThat(sql.sql("SELECT note FROM effect").query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).mapToObj(Integer::toString).toList());
        assertThat(states()).containsExactly("processed 10");
    }

    @Test
    void what_fails_again_and_again_waits_for_a_person_who_has_it_handed_on() {
        var push = texts(1).getFirst();
        poison = "0";
        for (var attempt = 0; attempt < 12; attempt++) {
            node().workOnce();
            now = now.plus(Duration.ofHours(2));
        }
        assertThat(states()).containsExactly("failed 1");
        assertThat(history.health(account).failed()).isEqualTo(1);

        poison = "";
        assertThat(store.replay(push, now)).isTrue();
        node().workOnce();

        assertThat(states()).containsExactly("processed 1");
    }

    @Test
    void two_nodes_never_hand_on_the_same_push() throws InterruptedException {
        texts(2_000);
        var start = new CountDownLatch(1);
        var nodes = new ArrayList<Thread>();
        for (var i = 0; i < 2; i++) {
            var node = node();
            nodes.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        await(start);
                                        while (node.workOnce()) {}
                                    }));
        }

        start.countDown();
        for (var node : nodes) {
            assertThat(node.join(Duration.ofSeconds(30))).isTrue();
        }

        assertThat(handled).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(states()).containsExactly("processed 2000");
    }

    @Test
    void who_left_after_following_never_follows_after_leaving() {
        store.insert(
                List.of(
                        event("subscribe", "oA", 1),
                        event("subscribe", "oB", 2),
                        event("unsubscribe", "oA", 3)));
        poison = "event.subscribe oA";
        var node = node(Priority.EVENT, this::handleMove);
        now = now.plusSeconds(10);

        node.workOnce();
        node.workOnce();
        assertThat(handled).containsExactly("event.subscribe oB");

        poison = "";
        now = now.plus(Duration.ofMinutes(1));
        node.workOnce();
        node.workOnce();
        assertThat(handled)
                .containsExactly(
                        "event.subscribe oB", "event.subscribe oA", "event.unsubscribe oA");
    }

    @Test
    void what_fails_keeps_later_events_of_its_follower_back_for_a_minute_and_no_longer() {
        store.insert(
                List.of(
                        event("subscribe", "oA", 1),
                        event("CLICK", "oA", 2),
                        event("unsubscribe", "oA", 3)));
        poison = "event.subscribe oA";
        var node = node(Priority.EVENT, this::handleMove);
        now = now.plusSeconds(10);
        var began = now;

        for (var attempt = 0; attempt < 4; attempt++) {
            assertThat(handled).isEmpty();
            node.workOnce();
            now = now.plusSeconds(20);
        }
        node.workOnce();

        assertThat(handled).containsExactly("event.click oA", "event.unsubscribe oA");
        assertThat(Duration.between(began, now)).isLessThan(Duration.ofMinutes(2));

        poison = "";
        now = now.plus(Duration.ofMinutes(5));
        node.workOnce();
        assertThat(handled).endsWith("event.subscribe oA");
        assertThat(
                        sql.sql(
                                        "SELECT count(*) FROM inbox.push WHERE sender IS NOT NULL OR body IS NOT NULL")
                                .query(Integer.class)
                                .single())
                .isZero();
    }

    @Test
    void what_a_follower_says_after_coming_back_is_not_forgotten_with_what_was_before() {
        store.insert(List.of(event("unsubscribe", "oA", 1), event("subscribe", "oA", 2)));
        now = now.plusSeconds(10);

        node(Priority.EVENT, this::handleMove).workOnce();

        assertThat(
                        sql.sql("SELECT kind FROM inbox.push WHERE body IS NOT NULL")
                                .query(String.class)
                                .list())
                .containsExactly("event.subscribe");
    }

    @Test
    void what_comes_from_nobody_in_particular_waits_for_nobody() {
        store.insert(List.of(event("annual_renew", "", 1), event("verify_expired", "", 2)));
        poison = "event.annual_renew ";
        now = now.plusSeconds(10);

        node(Priority.EVENT, this::handleMove).workOnce();

        assertThat(handled).containsExactly("event.verify_expired ");
    }

    @Test
    void one_node_at_a_time_hands_on_events_and_results_wait_for_neither() throws Exception {
        texts(1);
        store.insert(
                List.of(event("subscribe", "oA", 1), event("MASSSENDJOBFINISH", "oPlatform", 2)));
        now = now.plusSeconds(10);
        var entered = new CountDownLatch(2);
        var leave = new CountDownLatch(1);
        ApplicationEventPublisher slow =
                event -> {
                    if (event instanceof PushReceived) {
                        entered.countDown();
                        await(leave);
                    }
                };
        var slowOnes =
                Stream.of(Priority.EVENT, Priority.MESSAGE)
                        .map(each -> Thread.ofVirtual().start(node(each, slow)::workOnce))
                        .toList();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        store.insert(List.of(event("unsubscribe", "oA", 3)));

        assertThat(node(Priority.EVENT, this::handleMove).workOnce()).isFalse();
        assertThat(node(Priority.RESULT, this::handleMove).workOnce()).isTrue();
        assertThat(handled).containsExactly("event.masssendjobfinish oPlatform");

        leave.countDown();
        for (var each : slowOnes) {
            assertThat(each.join(Duration.ofSeconds(10))).isTrue();
        }
        now = now.plusSeconds(10);
        assertThat(node(Priority.EVENT, this::handleMove).workOnce()).isTrue();
        assertThat(handled).endsWith("event.unsubscribe oA");
    }

    @Test
    void what_waits_is_forgotten_as_soon_as_it_is_handled_if_its_sender_has_left() {
        var said = texts(1).getFirst();
        store.erase(new PushId(account, ids.next()), "oSomebody");
        assertThat(history.body(said)).isPresent();

        node().workOnce();

        assertThat(history.body(said)).isEmpty();
        assertThat(history.find(said).orElseThrow().sender()).isEmpty();
    }

    @Test
    void what_was_handled_is_removed_in_the_end_and_what_waits_is_not() {
        texts(3);
        node().workOnce();
        now = now.plus(Duration.ofDays(31));
        texts(1);

        assertThat(store.prune(START.plus(Duration.ofDays(1)), 100)).isEqualTo(3);
        assertThat(states()).containsExactly("waiting 1");
    }

    private Processing node() {
        return node(Priority.MESSAGE, this::handle);
    }

    private Processing node(Priority priority, ApplicationEventPublisher handler) {
        return new Processing(priority, store, handler, transactions, () -> now);
    }

    private void handle(Object event) {
        if (event instanceof PushReceived(_, _, UserMessage.Text text, _, _)) {
            sql.sql("INSERT INTO effect VALUES (:note)").param("note", text.content()).update();
            if (text.content().equals(poison)) {
                throw new IllegalStateException("poisoned on purpose");
            }
            handled.add(text.content());
        }
    }

    /** Notes who came and who left, and cannot bear one of them. */
    private void handleMove(Object event) {
        if (event instanceof PushReceived(_, _, Push move, _, _)) {
            var note = move.envelope().kind() + " " + move.envelope().sender();
            if (note.equals(poison)) {
                throw new IllegalStateException("poisoned on purpose");
            }
            handled.add(note);
        }
    }

    private List<String> states() {
        return sql.sql(
                        """
                        SELECT state || ' ' || count(*) FROM inbox.push
                        WHERE account_id = :account GROUP BY state ORDER BY state
                        """)
                .param("account", account.value())
                .query(String.class)
                .list();
    }

    private List<PushId> texts(int count) {
        var arrivals = IntStream.range(0, count).mapToObj(this::text).toList();
        assertThat(store.insert(arrivals)).hasSize(count);
        return arrivals.stream().map(Arrival::id).toList();
    }

    private Arrival text(int number) {
        var body =
                """
                <xml><ToUserName>gh_1</ToUserName><FromUserName>oSomebody</FromUserName>\
                <CreateTime>1795000000</CreateTime><MsgType>text</MsgType>\
                <Content>%d</Content><MsgId>%d</MsgId></xml>"""
                        .formatted(number, now.getEpochSecond() + number)
                        .getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                new PushId(account, ids.next()),
                Callbacks.parse(body),
                body,
                Arrival.Shown.NOTHING,
                now);
    }

    private Arrival event(String name, String sender, int second) {
        var body =
                """
                <xml><ToUserName>gh_1</ToUserName><FromUserName>%s</FromUserName>\
                <CreateTime>%d</CreateTime><MsgType>event</MsgType><Event>%s</Event></xml>"""
                        .formatted(sender, 1_795_000_000 + second, name)
                        .getBytes(StandardCharsets.UTF_8);
        return new Arrival(
                new PushId(account, ids.next()),
                Callbacks.parse(body),
                body,
                Arrival.Shown.NOTHING,
                now.plusSeconds(second));
    }

    private static void await(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
