package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Calls that a person decides about. */
@ServerTest
final class HeldIT {

    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";
    private static final Duration DAY = Duration.ofHours(25);

    private final Stage stage;
    private final Results results;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final ConfigurableApplicationContext context;

    HeldIT(
            @Autowired Stages stages,
            @Autowired Results results,
            @Autowired TransactionOperations transactions,
            @Autowired InstantSource clock,
            @Autowired ConfigurableApplicationContext context) {
        this.stage = stages.withFollowers(20);
        this.results = results;
        this.transactions = transactions;
        this.clock = clock;
        this.context = context;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void what_a_person_says_was_not_sent_is_sent_once_with_a_new_key() {
        var broadcast = heldInDoubt("drop-before");
        var key = stage.broadcast(broadcast).at("/calls/0/key").asString();
        stage.control("{\"faults\":[]}");

        assertThat(decide(broadcast, Map.of("decision", "not-sent")).status()).isEqualTo(200);

        var accepted = stage.awaitCall(broadcast, "accepted");
        assertThat(accepted.at("/calls/0/key").asString()).isNotEqualTo(key);
        stage.pass(Duration.ofMinutes(1));
        stage.await(broadcast, "finished");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void what_a_person_says_was_sent_is_not_sent_again_and_has_no_counts() {
        var broadcast = heldInDoubt("drop-before");

        decide(broadcast, Map.of("decision", "sent"));

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/calls/0/problem/code").asString()).isEqualTo("declared-sent");
        assertThat(finished.at("/totals/delivered").isNull()).isTrue();
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void the_message_id_that_a_person_found_brings_the_result() {
        var broadcast = heldInDoubt("drop-before");
        var account = new AccountId(UUID.fromString(stage.accountId()));
        transactions.executeWithoutResult(_ -> results.take(account, report(77, 13)));

        decide(broadcast, Map.of("decision", "sent", "msgId", "77"));

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(13);
    }

    @Test
    void what_is_given_up_is_sent_never() {
        var broadcast = heldInDoubt("drop-before");

        decide(broadcast, Map.of("decision", "give-up"));

        stage.await(broadcast, "failed");
        assertThat(decide(broadcast, Map.of("decision", "not-sent")).code())
                .isEqualTo("call-not-held");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void a_late_report_that_fits_only_this_call_ends_the_doubt() {
        var broadcast = heldInDoubt("drop-before");
        var account = new AccountId(UUID.fromString(stage.accountId()));

        transactions.executeWithoutResult(_ -> results.take(account, report(78, 20)));

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(20);
        assertThat(finished.at("/calls/0/msgId").asString()).isEqualTo("78");
    }

    @Test
    void the_person_sees_what_is_known() {
        var broadcast = heldInDoubt("drop-before");
        var account = new AccountId(UUID.fromString(stage.accountId()));
        transactions.executeWithoutResult(_ -> results.take(account, report(79, 13)));

        var held = held(broadcast);

        assertThat(held.path("doubtful").asBoolean()).isTrue();
        assertThat(held.at("/problem/parameters/last").asString()).isEqualTo("no-answer");
        assertThat(held.path("attempts").asInt()).isGreaterThan(0);
        assertThat(held.path("evidence").size()).isEqualTo(3);
        assertThat(held.at("/unclaimedResults/0/msgId").asString()).isEqualTo("79");
        assertThat(held.at("/unclaimedResults/0/fits").asBoolean()).isFalse();
        assertThat(held.path("choices").valueStream().map(c -> c.path("decision").asString()))
                .containsExactly("sent", "not-sent", "give-up");
    }

    @Test
    void what_waited_for_the_administrator_is_made_when_a_person_says_so() {
        stage.refuseOnce(SEND_ALL, 89503);
        var broadcast = stage.sent("ask the admin", Stage.everybody());
        stage.await(broadcast, "held");
        assertThat(held(broadcast).path("doubtful").asBoolean()).isFalse();
        assertThat(decide(broadcast, Map.of("decision", "sent")).code()).isEqualTo("call-not-held");

        decide(broadcast, Map.of("decision", "not-sent"));

        stage.awaitCall(broadcast, "accepted");
    }

    @Test
    void every_state_is_told_to_other_modules() {
        var told = new CopyOnWriteArrayList<BroadcastChanged>();
        ApplicationListener<PayloadApplicationEvent<?>> listener =
                event -> {
                    if (event.getPayload() instanceof BroadcastChanged changed) {
                        told.add(changed);
                    }
                };
        context.addApplicationListener(listener);
        stage.refuseOnce(SEND_ALL, 48001);

        var broadcast = stage.sent("told", Stage.everybody());
        stage.await(broadcast, "failed");

        assertThat(told)
                .filteredOn(change -> change.broadcast().toString().equals(broadcast))
                .extracting(BroadcastChanged::state)
                .containsExactly(
                        BroadcastState.DRAFT, BroadcastState.SENDING, BroadcastState.FAILED);
        assertThat(told.getLast().reason()).isNotNull();
    }

    /** A broadcast of which nobody knows whether it was sent, a day later. */
    private String heldInDoubt(String effect) {
        stage.breakTimes(1_000, SEND_ALL, effect);
        var broadcast = stage.sent("held", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");
        stage.pass(DAY);
        stage.await(broadcast, "held");
        return broadcast;
    }

    private JobResult report(long msgId, long delivered) {
        var at = clock.instant().minus(Duration.ofHours(24));
        var counts = new Counts(delivered, delivered, delivered, 0);
        return new JobResult(
                new MsgId(msgId), "send success", true, counts, ArticleResults.NONE, at);
    }

    private JsonNode held(String broadcast) {
        return stage.operator()
                .get(stage.path("/broadcasts/" + broadcast + "/held-calls"))
                .json()
                .at("/items/0");
    }

    private Answer decide(String broadcast, Map<String, Object> decision) {
        return stage.operator()
                .post(stage.path("/broadcasts/" + broadcast + "/calls/1/decision"), decision);
    }
}
