package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is counted, reserved and left. */
@ServerTest
final class QuotaIT {

    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";

    private final Stages stages;
    private final Stage stage;

    QuotaIT(@Autowired Stages stages) {
        this.stages = stages;
        this.stage = stages.withFollowers(6);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_message_counts_for_its_followers_when_the_platform_has_it() {
        var three = stage.platform().followers(3);

        finished(stage.sent("one", Stage.list(three)));

        assertThat(received()).containsExactly(3L, 3L, 0L, 0L, 0L);
        finished(stage.sent("two", Stage.everybody()));
        assertThat(received()).containsExactly(0L, 3L, 3L, 0L, 0L);
        assertThat(quota().at("/toAllToday/left").asInt()).isZero();
        assertThat(quota().at("/toAllThisMonth/left").asInt()).isEqualTo(3);
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("confirmed");
    }

    @Test
    void a_second_message_to_all_on_one_day_is_refused_by_the_plan() {
        finished(stage.sent("first", Stage.everybody()));
        var second = stage.draft("second", Stage.everybody());

        var refused = stage.send(second);

        assertThat(refused.code()).isEqualTo("plan-has-errors");
        assertThat(refused.json().at("/parameters/findings").asString())
                .isEqualTo("quota-to-all-day");
        assertThat(refused.json().path("detail").asString())
                .contains("The one message to all of", "The next day with room is");
        assertThat(refused.json().path("detail").asString()).doesNotContain("quota-to-all-day");
        stage.operator().with("Accept-Language", "zh-CN");
        assertThat(stage.send(second).json().path("detail").asString())
                .startsWith("发送计划指出了问题：")
                .endsWith("。")
                .doesNotContain("quota-to-all-day");
        assertThat(stage.plan(second).at("/quotaBefore/toAll").asInt()).isZero();
    }

    @Test
    void a_message_to_all_of_a_month_that_is_used_up_waits_for_a_person() {
        stage.refuseOnce(SEND_ALL, 45009);
        var broadcast = stage.sent("counted", Stage.everybody());
        awaitProblem(broadcast, "day-used-up");
        state(Map.of("toAll", 4));
        stage.refuseOnce(SEND_ALL, 45028);

        stage.pass(Duration.ofDays(1));

        var held = problem(stage.await(broadcast, "held"));
        assertThat(held).isEqualTo("month-used-up");
        assertThat(stage.platform().ledger()).isEmpty();
    }

    @Test
    void a_test_account_waits_for_no_day_that_would_grant_it_a_send() {
        try (var test = stages.of(AccountKind.TEST, 3)) {
            var broadcast = test.sent("hello", Stage.everybody());

            assertThat(problem(test.await(broadcast, "failed"))).isEqualTo("no-sends-granted");
        }
    }

    @Test
    void what_a_new_day_does_not_lift_is_the_months() {
        stage.refuseOnce(SEND_ALL, 45028);
        var broadcast = stage.sent("not counted", Stage.everybody());
        awaitProblem(broadcast, "day-used-up");
        stage.refuseOnce(SEND_ALL, 45028);

        stage.pass(Duration.ofDays(1));

        assertThat(problem(stage.await(broadcast, "held"))).isEqualTo("month-used-up");
        var notSent = Map.of("decision", "not-sent");
        var call = stage.broadcast(broadcast).at("/calls/0/number").asString();
        var decided =
                stage.operator()
                        .post(
                                stage.path(
                                        "/broadcasts/"
                                                + broadcast
                                                + "/calls/"
                                                + call
                                                + "/decision"),
                                notSent);
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        finished(broadcast);
    }

    @Test
    void followers_who_have_had_four_are_named_and_left_out_or_kept() {
        state(Map.of("perFollower", 3));
        var two = stage.platform().followers(2);
        finished(stage.sent("their fourth", Stage.list(two)));
        var draft = stage.draft("the fifth for two", Stage.list(stage.platform().followers(6)));

        var plan = stage.plan(draft);

        assertThat(plan.path("recipients").asLong()).isEqualTo(4);
        assertThat(plan.path("overQuota").asLong()).isEqualTo(2);
        var named =
                stage.operator()
                        .get(stage.path("/broadcasts/" + draft + "/plan/over-quota?limit=1"))
                        .json();
        assertThat(named.path("items").size()).isEqualTo(1);
        assertThat(named.path("next").isNull()).isFalse();
        stage.operator()
                .put(
                        stage.path("/broadcasts/" + draft),
                        Map.of(
                                "message", Stage.text("kept"),
                                "audience", Stage.list(stage.platform().followers(6)),
                                "options", Map.of("overQuota", "keep")));
        assertThat(stage.plan(draft).path("recipients").asLong()).isEqualTo(6);
    }

    @Test
    void what_the_operator_states_counts_and_the_platform_may_contradict_it() {
        state(Map.of("toAll", 4, "perFollower", 4));
        assertThat(quota().at("/toAllThisMonth/left").asInt()).isZero();
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("stated");

        state(Map.of("perFollower", 2));

        assertThat(received()).containsExactly(0L, 0L, 6L, 0L, 0L);
        finished(stage.sent("third", Stage.everybody()));
        assertThat(received()).containsExactly(0L, 0L, 0L, 6L, 0L);
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("confirmed");

        state(Map.of("perFollower", 1));

        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("stated");
        assertThat(quota().at("/opening/expected").isNull()).isTrue();
    }

    @Test
    void what_the_operator_does_not_state_is_not_taken_for_nothing() {
        var stated = stage.operator().put(stage.path("/quota/opening"), Map.of("toAll", 1));

        assertThat(stated.status()).isEqualTo(422);
        assertThat(stated.json().at("/errors/0/field").asString()).isEqualTo("today");
        assertThat(stated.json().at("/errors/0/code").asString()).isEqualTo("required");
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("none");
    }

    @Test
    void a_few_who_get_nothing_may_have_other_reasons_than_the_quota() {
        var refusing = stage.platform().followers(2);
        refusing.forEach(openId -> stage.platform().phone(openId).refuseMessages(true));

        finished(stage.sent("refused by both", Stage.list(refusing)));

        assertThat(received()).containsExactly(4L, 2L, 0L, 0L, 0L);
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("none");
        finished(stage.sent("welcome", Stage.list(stage.platform().followers(6))));
        assertThat(quota().at("/opening/confidence").asString()).isEqualTo("contradicted");
    }

    @Test
    void a_result_that_comes_before_its_answer_counts_as_a_fourth_message_once() {
        state(Map.of("perFollower", 3));
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-after");
        var broadcast = stage.sent("their fourth", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");

        stage.pass(Duration.ofMinutes(2));
        stage.await(broadcast, "finished");

        assertThat(received()).containsExactly(0L, 0L, 0L, 0L, 6L);
    }

    @Test
    void nobody_gets_two_messages_with_one_once_only_key_however_they_race() throws Exception {
        var all = stage.platform().followers(6);
        var drafts =
                List.of(
                        keyed("a", Stage.list(all.subList(0, 4))),
                        keyed("b", Stage.list(all.subList(2, 6))),
                        keyed("c", Stage.everybody()));
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var races =
                    drafts.stream()
                            .<Callable<Integer>>map(draft -> () -> stage.send(draft).status())
                            .toList();
            executor.invokeAll(races);
        }
        stage.pass(Duration.ofMinutes(2));

        Stage.await(
                () -> stage.platform().ledger(),
                ledger -> ledger.stream().mapToLong(sent -> sent.delivered()).sum() >= 4);
        stage.pass(Duration.ofMinutes(2));
        assertThat(all)
                .allSatisfy(
                        openId ->
                                assertThat(stage.platform().phone(openId).received())
                                        .hasSizeLessThan(2));
    }

    @Test
    void lists_refuse_a_limit_that_is_none_and_name_no_page_behind_the_last() {
        stage.draft("one", Stage.everybody());
        stage.draft("two", Stage.everybody());

        for (var limit : List.of(0, -5, 101)) {
            var refused = stage.operator().get(stage.path("/broadcasts?limit=" + limit));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("limit");
        }
        var whole = stage.operator().get(stage.path("/broadcasts?limit=2")).json();
        assertThat(whole.path("next").isNull()).isTrue();
        var half = stage.operator().get(stage.path("/broadcasts?limit=1")).json();
        assertThat(half.path("next").isNull()).isFalse();
    }

    @Test
    void broadcasts_are_found_by_what_they_are_and_say() {
        var seminar = stage.draft("本周六下午的读书会 100%_ Spring", Stage.everybody());
        var other = stage.draft("Autumn sale", Stage.everybody());
        var author = stage.broadcast(other).at("/createdBy/id").asString();
        stage.operator().post(stage.path("/broadcasts/" + other + "/cancel"), Map.of());

        assertThat(found("text=读书会")).containsExactly(seminar);
        assertThat(found("text=书")).containsExactly(seminar);
        assertThat(found("text=SPRING%20周六")).containsExactly(seminar);
        assertThat(found("text=%25_")).containsExactly(seminar);
        assertThat(found("text=会读书")).isEmpty();
        assertThat(found("state=cancelled")).containsExactly(other);
        assertThat(found("state=draft&state=cancelled")).containsExactly(other, seminar);
        assertThat(found("kind=text&author=" + author)).containsExactly(other, seminar);
        assertThat(found("kind=article")).isEmpty();
        assertThat(found("from=2000-01-01T00:00:00Z")).containsExactly(other, seminar);
        assertThat(found("until=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(found("state=draft&after=" + other)).containsExactly(seminar);
        assertThat(stage.operator().get(stage.path("/broadcasts/authors")).json().at("/items"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("id").asString()).isEqualTo(author));
        for (var wrong : List.of("state=gone", "kind=video", "text=%00")) {
            assertThat(stage.operator().get(stage.path("/broadcasts?" + wrong)).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        var table = stage.operator().get(stage.path("/broadcasts.csv?text=autumn")).text();
        assertThat(table.lines()).hasSize(2);
        assertThat(table).contains("Autumn sale", "(Asia/Shanghai)");
    }

    private List<String> found(String query) {
        var page = stage.operator().get(stage.path("/broadcasts?" + query));
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    private String keyed(String content, Map<String, Object> audience) {
        var draft =
                stage.operator()
                        .post(
                                stage.path("/broadcasts"),
                                Map.of(
                                        "message", Stage.text(content),
                                        "audience", audience,
                                        "options", Map.of("onceOnlyKey", "spring")));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        return draft.json().path("id").asString();
    }

    private static String problem(JsonNode broadcast) {
        return broadcast.at("/calls/0/problem/code").asString("");
    }

    private void awaitProblem(String broadcast, String code) {
        Stage.await(() -> stage.broadcast(broadcast), found -> problem(found).equals(code));
    }

    private void finished(String broadcast) {
        stage.awaitCall(broadcast, "accepted");
        stage.pass(Duration.ofMinutes(1));
        stage.await(broadcast, "finished");
    }

    private void state(Map<String, Object> some) {
        var opening = new HashMap<String, Object>(Map.of("toAll", 0, "today", 0, "perFollower", 0));
        opening.putAll(some);
        var stated = stage.operator().put(stage.path("/quota/opening"), opening);
        assertThat(stated.status()).as(stated.text()).isEqualTo(200);
    }

    private JsonNode quota() {
        return stage.operator().get(stage.path("/quota")).json();
    }

    private List<Long> received() {
        return quota().at("/followers/received").valueStream().map(JsonNode::asLong).toList();
    }
}
