package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.access.Audit;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** A database that says less than what has happened. */
@ServerTest
final class RestorationIT {

    private static final String SEND = "/cgi-bin/message/mass/send";
    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";

    @TempDir private Path data;

    private final Stage stage;
    private final RestorationStore store;
    private final Settlement settlement;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JdbcClient sql;

    RestorationIT(
            @Autowired Stages stages,
            @Autowired RestorationStore store,
            @Autowired Settlement settlement,
            @Autowired Audit audit,
            @Autowired TransactionOperations transactions,
            @Autowired InstantSource clock,
            @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(5);
        this.store = store;
        this.settlement = settlement;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.sql = sql;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_dump_that_was_loaded_elsewhere_holds_what_was_under_way() {
        var broadcast = underWay();
        start();
        assertThat(state(broadcast)).isEqualTo("sending");
        sql.sql("UPDATE broadcast.incarnation SET system_identifier = 1").update();

        start();

        assertThat(state(broadcast)).isEqualTo("held");
        var held =
                stage.operator().get(stage.path("/broadcasts/" + broadcast + "/held-calls")).json();
        assertThat(held.at("/items/0/doubtful").asBoolean()).isTrue();
        assertThat(held.at("/items/0/problem/code").asString()).isEqualTo("database-restored");
    }

    @Test
    void what_a_restored_database_holds_is_decided_in_one_go() {
        stage.platform().follow(20_000);
        stage.operator().post(stage.path("/audience/synchronization"), Map.of());
        Stage.await(
                () -> stage.operator().get(stage.path("/audience")).json(),
                audience -> audience.at("/followers/count").asInt() == 20_005);
        stage.breakTimes(100, SEND, "drop-before");
        var broadcast = stage.sent("restored", Stage.list(stage.platform().followers(20_005)));
        stage.awaitCall(broadcast, "unknown");
        start();
        sql.sql("UPDATE broadcast.incarnation SET system_identifier = 1").update();
        start();
        stage.control("{\"faults\":[]}");

        var named = decideAll(broadcast, Map.of("decision", "sent", "msgId", "7"));
        var decided = decideAll(broadcast, Map.of("decision", "not-sent"));
        var again = decideAll(broadcast, Map.of("decision", "not-sent"));

        assertThat(named.status()).isEqualTo(422);
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(again.code()).isEqualTo("call-not-held");
        Stage.await(
                () -> stage.broadcast(broadcast),
                seen -> seen.at("/calls/2/state").asString().equals("accepted"));
        stage.pass(Duration.ofMinutes(2));
        var end = stage.await(broadcast, "finished");
        assertThat(end.at("/totals/delivered").asInt()).isEqualTo(20_005);
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    @Test
    void a_recovery_to_an_earlier_time_holds_too() {
        var broadcast = underWay();
        start();
        sql.sql("UPDATE broadcast.incarnation SET timeline = timeline + 1").update();

        start();

        assertThat(state(broadcast)).isEqualTo("held");
    }

    @Test
    void files_that_were_put_back_are_behind_the_note_beside_them() {
        var broadcast = underWay();
        start();
        marker().note(store.intents() + 1);

        start();

        assertThat(state(broadcast)).isEqualTo("held");
        assertThat(store.intents()).isEqualTo(marker().read().orElseThrow());
    }

    @Test
    void a_node_notes_what_another_was_about_to_do_and_finds_out_while_it_runs() {
        var broadcast = underWay();
        var other = new Restoration(store, marker(), settlement, audit, transactions, clock);
        other.look();
        other.look();
        assertThat(marker().read()).contains(store.intents());
        assertThat(state(broadcast)).isEqualTo("sending");

        marker().note(store.intents() + 1);
        other.look();

        assertThat(state(broadcast)).isEqualTo("held");
    }

    @Test
    void what_was_scheduled_is_held_told_of_and_gives_its_quota_back() {
        var draft = stage.draft("later", Stage.everybody());
        var start = Map.of("local", "2099-12-01T20:00", "zone", "Asia/Shanghai");
        var query = "?start=2099-12-01T20:00&zone=Asia/Shanghai";
        var plan = stage.operator().get(stage.path("/broadcasts/" + draft + "/plan" + query));
        var scheduled =
                stage.operator()
                        .post(
                                stage.path("/broadcasts/" + draft + "/schedule"),
                                Map.of(
                                        "start",
                                        start,
                                        "confirmation",
                                        plan.json().path("confirmation")));
        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(200);
        start();
        assertThat(findings(draft)).doesNotContain("restored-since");
        sql.sql("UPDATE broadcast.incarnation SET system_identifier = 1").update();

        start();

        assertThat(state(draft)).isEqualTo("held");
        assertThat(findings(draft)).contains("restored-since");
        assertThat(stage.operator().get(stage.path("/quota")).json().path("reservations").size())
                .isZero();
        assertThat(
                        stage.operator()
                                .get(stage.path("/audit?limit=1"))
                                .json()
                                .at("/items/0/action")
                                .asString())
                .isEqualTo("broadcast.held");
        assertThat(stage.send(draft).status()).isEqualTo(202);
    }

    @Test
    void the_same_database_started_again_goes_on() {
        var broadcast = underWay();
        start();
        marker().note(store.intents());

        start();

        assertThat(state(broadcast)).isEqualTo("sending");
    }

    private Visitor.Answer decideAll(String broadcast, Map<String, Object> decision) {
        return stage.operator()
                .post(stage.path("/broadcasts/" + broadcast + "/held-calls/decision"), decision);
    }

    private List<String> findings(String broadcast) {
        return stage.plan(broadcast)
                .path("findings")
                .valueStream()
                .map(finding -> finding.path("code").asString())
                .toList();
    }

    private String underWay() {
        stage.breakTimes(100, SEND_ALL, "drop-before");
        var broadcast = stage.sent("restored", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");
        return broadcast;
    }

    private void start() {
        var restoration = new Restoration(store, marker(), settlement, audit, transactions, clock);
        restoration.start();
        restoration.stop();
    }

    private IntentMarker marker() {
        return new IntentMarker(data.toString());
    }

    private String state(String broadcast) {
        return stage.broadcast(broadcast).path("state").asString();
    }
}
