package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgId;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** What came of broadcasts, and what may be done about it. */
@ServerTest
final class ResultIT {

    private static final String SEND_LIST = "/cgi-bin/message/mass/send";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage;
    private final Results results;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JdbcClient sql;

    ResultIT(
            @Autowired Stages stages,
            @Autowired Results results,
            @Autowired TransactionOperations transactions,
            @Autowired InstantSource clock,
            @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(30);
        this.results = results;
        this.transactions = transactions;
        this.clock = clock;
        this.sql = sql;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void the_rest_is_whoever_a_refused_call_was_for_and_is_drafted_once() {
        stage.refuseOnce(SEND_LIST, 48001);
        var broadcast = stage.sent("rest", Stage.list(stage.platform().followers(7)));
        stage.await(broadcast, "failed");
        assertThat(result(broadcast).at("/rest/recipients").asInt()).isEqualTo(7);

        var rest = stage.operator().post(path(broadcast, "/rest"), Map.of());
        var again = stage.operator().post(path(broadcast, "/rest"), Map.of());

        assertThat(rest.status()).isEqualTo(201);
        assertThat(again.code()).isEqualTo("rest-exists");
        var draft = rest.json().path("id").asString();
        assertThat(result(broadcast).at("/rest/broadcast").asString()).isEqualTo(draft);
        assertThat(stage.send(draft).status()).isEqualTo(202);
        stage.awaitCall(draft, "accepted");
        stage.pass(MINUTE);
        assertThat(stage.await(draft, "finished").at("/totals/delivered").asInt()).isEqualTo(7);
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    @Test
    void of_a_broadcast_that_reached_everybody_there_is_no_rest() {
        var broadcast = finished("all");

        assertThat(stage.operator().post(path(broadcast, "/rest"), Map.of()).code())
                .isEqualTo("rest-empty");
    }

    @Test
    void a_broadcast_under_way_has_no_rest_yet() {
        var broadcast = stage.sent("under way", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        assertThat(stage.operator().post(path(broadcast, "/rest"), Map.of()).code())
                .isEqualTo("broadcast-not-over");
    }

    @Test
    void the_platforms_words_and_numbers_are_explained() {
        var broadcast = finished("words");

        var call = result(broadcast).at("/calls/0");
        assertThat(call.path("statusText").asString()).isEqualTo("The platform has sent it");
        assertThat(call.at("/counts/total").asInt()).isEqualTo(30);
        assertThat(call.path("filtered").asInt()).isZero();
    }

    @Test
    void a_text_cannot_be_deleted_and_the_notice_says_what_deleting_can_do() {
        var broadcast = finished("text");

        var notice = stage.operator().get(path(broadcast, "/calls/1/deletion")).json();
        var refused =
                stage.operator()
                        .post(path(broadcast, "/calls/1/deletion"), Map.of("confirmed", true));

        assertThat(notice.path("possible").asBoolean()).isFalse();
        assertThat(notice.path("effects").size()).isEqualTo(6);
        assertThat(notice.path("leftToday").asInt()).isEqualTo(10);
        assertThat(refused.code()).isEqualTo("deletion-of-text");
    }

    @Test
    void articles_come_with_their_addresses_and_what_the_originality_check_found() {
        stage.breakOnce("MASSSENDJOBFINISH", "lost");
        var broadcast = stage.sent("articles", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");
        var msgId = Long.parseLong(stage.broadcast(broadcast).at("/calls/0/msgId").asString());
        var account = new AccountId(UUID.fromString(stage.accountId()));

        transactions.executeWithoutResult(_ -> results.take(account, articles(msgId)));

        var call = result(broadcast).at("/calls/0");
        assertThat(call.path("statusText").asString()).contains("judged a reprint");
        assertThat(call.at("/articles/0/url").asString()).startsWith("http://mp.weixin.qq.com");
        assertThat(call.at("/articles/1/check/verdict").asString()).isEqualTo("reprint-allowed");
        assertThat(call.path("originality").asString()).isNotEmpty();
    }

    @Test
    void the_administrator_is_seen_to_be_awaited() {
        stage.patchPlatform("{\"massProtection\":true}");
        var broadcast = stage.sent("protected", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        stage.pass(Duration.ofSeconds(11));

        var awaited =
                Stage.await(
                        () -> result(broadcast),
                        seen -> seen.at("/calls/0/confirmationUntil").isString());
        assertThat(awaited.at("/calls/0/confirmationText").asString()).contains("administrator");
        stage.pass(Duration.ofMinutes(31));
        var failed = stage.await(broadcast, "failed");
        assertThat(failed.at("/calls/0/status").asString()).isEqualTo("err(40002)");
        assertThat(result(broadcast).at("/calls/0/confirmationUntil").isNull()).isTrue();
    }

    @Test
    void a_chosen_speed_is_set_before_the_first_call_and_put_back_for_the_next_broadcast() {
        var slow = stage.draft("slow", Stage.everybody());
        var chosen = stage.operator().put(path(slow, "/speed"), Map.of("level", 4));
        assertThat(chosen.json().path("recipientsPerMinute").asInt()).isEqualTo(100_000);
        stage.send(slow);
        stage.awaitCall(slow, "accepted");
        assertThat(speedSet()).isEqualTo(4);

        var usual = stage.sent("usual", Stage.tag(tag()));

        stage.awaitCall(usual, "accepted");
        assertThat(speedSet()).isZero();
        assertThat(stage.operator().put(path(usual, "/speed"), Map.of("level", 9)).status())
                .isEqualTo(422);
    }

    @Test
    void broadcasts_and_calls_are_exported_without_formulas() {
        var broadcast = finished("=HYPERLINK(1)");

        var all = stage.operator().get(stage.path("/broadcasts.csv"));
        var calls = stage.operator().get(path(broadcast, "/report.csv"));

        assertThat(all.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(all.text()).contains("'=HYPERLINK(1)").contains(broadcast);
        assertThat(calls.text().lines()).hasSize(2);
        assertThat(calls.text()).contains("send success,The platform has sent it,30,30,0,30,0");
    }

    @Test
    void the_pace_of_an_account_is_a_setting() {
        assertThat(pace().path("callsPerMinute").asInt()).isEqualTo(60);

        stage.operator().put(stage.path("/delivery-pace"), Map.of("callsPerMinute", 600));
        var refused =
                stage.operator().put(stage.path("/delivery-pace"), Map.of("callsPerMinute", 0));

        assertThat(pace().path("callsPerMinute").asInt()).isEqualTo(600);
        assertThat(refused.status()).isEqualTo(422);
    }

    private JsonNode pace() {
        return stage.operator().get(stage.path("/delivery-pace")).json();
    }

    private long tag() {
        var tag = stage.platform().createTag("some", stage.platform().followers(5));
        stage.pass(Duration.ofSeconds(3));
        return tag;
    }

    private int speedSet() {
        return sql.sql("SELECT set_speed FROM broadcast.pace WHERE account_id = :account")
                .param("account", UUID.fromString(stage.accountId()))
                .query(Integer.class)
                .single();
    }

    private JobResult articles(long msgId) {
        var check = new ArticleResult.Originality(0, 2, "http://o", 1, true, true, true);
        var articles =
                new ArticleResults(
                        2,
                        List.of(
                                new ArticleResult(1, "http://mp.weixin.qq.com/s/x", null),
                                new ArticleResult(2, null, check)));
        return new JobResult(
                new MsgId(msgId),
                "err(30003)",
                false,
                new Counts(0, 0, 0, 0),
                articles,
                clock.instant());
    }

    private String finished(String content) {
        var broadcast = stage.sent(content, Stage.everybody());
        stage.awaitCall(broadcast, "accepted");
        stage.pass(MINUTE);
        stage.await(broadcast, "finished");
        return broadcast;
    }

    private JsonNode result(String broadcast) {
        return stage.operator().get(path(broadcast, "/result")).json();
    }

    private String path(String broadcast, String below) {
        return stage.path("/broadcasts/" + broadcast + below);
    }
}
