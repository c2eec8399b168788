package io.qunfa.server.broadcast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.MsgId;
import io.qunfa.sandbox.Delivery;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitors;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Broadcasts over HTTP, from draft to result, against the sandbox. */
@ServerTest
final class BroadcastIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stage stage;
    private final Visitors visitors;
    private final Results results;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final JdbcClient sql;

    BroadcastIT(
            @Autowired Stages stages,
            @Autowired Visitors visitors,
            @Autowired Results results,
            @Autowired TransactionOperations transactions,
            @Autowired InstantSource clock,
            @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(20);
        this.visitors = visitors;
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
    void a_message_to_all_reaches_everybody_once_and_its_result_comes_back() {
        var broadcast = stage.sent("hello from boxer.", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        stage.pass(MINUTE);

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/audience").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/eligible").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/failed").asLong()).isZero();
        assertThat(finished.at("/calls/0/msgId").asString()).isEqualTo("1000000001");
        assertThat(finished.at("/calls/0/status").asString()).isEqualTo("send success");
        assertThat(stage.sandbox().phones(20))
                .allSatisfy(phone -> assertThat(phone.received()).hasSize(1));
        var trail = stage.operator().get(stage.path("/audit?limit=10")).json().path("items");
        assertThat(trail.valueStream().map(line -> line.path("action").asString()))
                .containsSubsequence(
                        "broadcast.finished",
                        "broadcast.calls-made",
                        "broadcast.sent",
                        "broadcast.created");
    }

    @Test
    void a_number_that_is_missing_is_needed_and_one_that_is_none_has_a_wrong_form() {
        for (var without : List.of("{}", "{\"recipients\": null}")) {
            var needed = confirm(without);
            assertThat(needed.json().at("/errors/0/field").asString())
                    .isEqualTo("confirmation.recipients");
            assertThat(needed.json().at("/errors/0/code").asString()).isEqualTo("required");
        }
        for (var wrong : List.of("{\"recipients\": \"all\"}", "{\"recipients\": {}}")) {
            assertThat(confirm(wrong).json().at("/errors/0/code").asString())
                    .as(wrong)
                    .isEqualTo("wrong-form");
        }
    }

    private Visitor.Answer confirm(String confirmation) {
        var path = stage.path("/broadcasts/" + stage.draft("look", Stage.everybody()) + "/send");
        var body = "{\"confirmation\": %s}".formatted(confirmation);
        return stage.operator().post(path, "application/json", body.getBytes(UTF_8));
    }

    @Test
    void an_audience_of_no_kind_is_refused_with_the_kinds_there_are() {
        var wrong = Map.of("audience", Map.of("kind", "everybody"));
        var unknown = stage.operator().post(stage.path("/broadcasts"), wrong).json();
        var none = stage.operator().post(stage.path("/broadcasts"), Map.of("audience", Map.of()));

        assertThat(unknown.at("/errors/0/field").asString()).isEqualTo("audience.kind");
        assertThat(unknown.at("/errors/0/message").asString())
                .contains("everybody", "all, tag, openIds, uploaded");
        assertThat(none.json().at("/errors/0/field").asString()).isEqualTo("audience.kind");
        assertThat(none.json().at("/errors/0/code").asString()).isEqualTo("required");
    }

    @Test
    void a_message_to_a_tag_reaches_its_followers() {
        var friends = stage.platform().followers(5);
        var tag = stage.platform().createTag("friends", friends);
        stage.pass(Duration.ofSeconds(3));

        var broadcast = stage.sent("本周讲座提醒", Stage.tag(tag));
        stage.awaitCall(broadcast, "accepted");
        stage.pass(MINUTE);

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.path("recipients").asLong()).isEqualTo(5);
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(5);
        assertThat(finished.at("/calls/0/msgId").asString()).isEqualTo("3147483649");
    }

    @Test
    void a_message_to_a_list_reaches_those_who_follow() {
        var named =
                Stream.concat(
                                stage.platform().followers(3).stream(),
                                Stream.of("oNobodyNobodyNobodyNobody000"))
                        .toList();
        var draft = stage.draft("hello", Stage.list(named));

        var plan = stage.plan(draft);
        assertThat(plan.path("route").asString()).isEqualTo("by-list");
        assertThat(plan.path("recipients").asLong()).isEqualTo(3);
        assertThat(plan.at("/findings/0/code").asString()).isEqualTo("openids-unknown");
        assertThat(plan.at("/findings/0/severity").asString()).isEqualTo("warning");

        assertThat(stage.send(draft).status()).isEqualTo(202);
        stage.awaitCall(draft, "accepted");
        stage.pass(MINUTE);
        assertThat(stage.await(draft, "finished").at("/totals/delivered").asLong()).isEqualTo(3);
    }

    @Test
    void the_openids_of_an_audience_are_shown_before_and_after_sending() {
        var named = stage.platform().followers(2);
        var draft = stage.draft("hello", Stage.list(named));

        assertThat(stage.broadcast(draft).at("/audience/openIds").valueStream().toList())
                .extracting(node -> node.asString())
                .containsExactlyInAnyOrderElementsOf(named);
        stage.send(draft);
        var sent = stage.broadcast(draft);
        assertThat(sent.at("/audience/openIds").valueStream().toList())
                .extracting(node -> node.asString())
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(sent.path("audienceSize").asLong()).isEqualTo(2);
    }

    @Test
    void a_result_that_comes_before_the_answer_waits_for_it() {
        stage.breakOnce("MASSSENDJOBFINISH", "early");

        var broadcast = stage.sent("early", Stage.everybody());

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(20);
    }

    @Test
    void a_result_that_comes_twice_counts_once() {
        stage.breakOnce("MASSSENDJOBFINISH", "duplicate");
        var broadcast = stage.sent("twice", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        stage.pass(MINUTE);

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(20);
    }

    @Test
    void a_lost_answer_is_asked_for_with_the_same_key_and_sends_nothing_twice() {
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-after");
        var broadcast = stage.sent("lost answer", Stage.everybody());
        var unknown = stage.awaitCall(broadcast, "unknown");
        assertThat(unknown.at("/calls/0/problem/code").asString()).isEqualTo("no-answer");
        assertThat(unknown.path("state").asString()).isEqualTo("sending");

        stage.pass(MINUTE.plusSeconds(1));

        stage.await(broadcast, "finished");
        assertThat(deliveries()).hasSize(1);
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    @Test
    void an_event_of_another_send_task_does_not_make_a_key_be_used_within_a_minute() {
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-before");
        var broadcast = stage.sent("not yet", Stage.everybody());
        var unknown = stage.awaitCall(broadcast, "unknown");
        var account = new AccountId(UUID.fromString(stage.accountId()));

        transactions.executeWithoutResult(_ -> results.take(account, strangers(clock.instant())));

        var rested =
                Stage.await(
                        () -> stage.broadcast(broadcast),
                        found -> !nextAt(found).isBefore(nextAt(unknown).minusSeconds(1)));
        assertThat(rested.at("/calls/0/state").asString()).isEqualTo("unknown");
        assertThat(attempts(broadcast)).isEqualTo(1);
    }

    @Test
    void a_call_that_got_lost_on_its_way_is_made_once() {
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-before");
        var broadcast = stage.sent("lost call", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");
        assertThat(deliveries()).isEmpty();

        stage.pass(MINUTE.plusSeconds(1));
        stage.awaitCall(broadcast, "accepted");
        stage.pass(MINUTE);

        stage.await(broadcast, "finished");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void a_busy_platform_that_accepted_all_the_same_is_found_out() {
        stage.lieOnce("/cgi-bin/message/mass/sendall", -1);
        var broadcast = stage.sent("busy", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");

        stage.pass(MINUTE.plusSeconds(1));

        stage.await(broadcast, "finished");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void after_a_lost_answer_a_used_up_quota_proves_nothing() {
        stage.breakOnce("/cgi-bin/message/mass/sendall", "drop-after");
        var broadcast = stage.sent("doubt", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");
        stage.breakOnce("MASSSENDJOBFINISH", "lost");
        stage.pass(Duration.ofSeconds(30));
        stage.refuseOnce("/cgi-bin/message/mass/sendall", 45028);

        stage.pass(Duration.ofSeconds(31));
        var asked =
                Stage.await(
                        () -> stage.broadcast(broadcast),
                        found ->
                                found.at("/calls/0/problem/code").asString().equals("day-used-up"));
        assertThat(asked.at("/calls/0/state").asString()).isEqualTo("unknown");

        stage.pass(Duration.ofMinutes(2));
        stage.awaitCall(broadcast, "accepted");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void a_call_nobody_can_account_for_is_held_after_a_day_and_never_sent_again() {
        stage.breakTimes(1_000, "/cgi-bin/message/mass/sendall", "drop-before");
        var broadcast = stage.sent("never", Stage.everybody());
        stage.awaitCall(broadcast, "unknown");

        stage.pass(Duration.ofHours(25));

        var held = stage.await(broadcast, "held");
        assertThat(held.at("/calls/0/state").asString()).isEqualTo("held");
        assertThat(held.at("/calls/0/problem/code").asString()).isEqualTo("outcome-unknown");
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void a_refusal_ends_the_broadcast_with_its_reason() {
        stage.refuseOnce("/cgi-bin/message/mass/sendall", 48001);

        var broadcast = stage.sent("not permitted", Stage.everybody());

        var failed = stage.await(broadcast, "failed");
        assertThat(failed.at("/problem/code").asString()).isEqualTo("not-permitted");
        assertThat(failed.at("/calls/0/state").asString()).isEqualTo("refused");
        assertThat(failed.at("/totals/delivered").isNull()).isTrue();
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void an_error_nobody_knows_proves_no_refusal_and_is_found_out_with_the_same_key() {
        stage.lieOnce("/cgi-bin/message/mass/sendall", 7_654_321);
        var broadcast = stage.sent("what?", Stage.everybody());
        var unknown = stage.awaitCall(broadcast, "unknown");
        assertThat(unknown.at("/calls/0/problem/code").asString())
                .isEqualTo("answer-not-understood");

        stage.pass(MINUTE.plusSeconds(1));

        stage.await(broadcast, "finished");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void a_call_made_too_fast_is_made_a_minute_later() {
        stage.refuseOnce("/cgi-bin/message/mass/sendall", 45011);
        var broadcast = stage.sent("slower", Stage.everybody());
        Stage.await(
                () -> stage.broadcast(broadcast),
                found -> found.at("/calls/0/problem/code").asString().equals("too-fast"));

        stage.pass(MINUTE.plusSeconds(1));

        stage.awaitCall(broadcast, "accepted");
    }

    @Test
    void a_call_that_waits_for_a_person_is_held() {
        stage.refuseOnce("/cgi-bin/message/mass/sendall", 89503);

        var broadcast = stage.sent("ask the admin", Stage.everybody());

        var held = stage.await(broadcast, "held");
        assertThat(held.at("/calls/0/problem/code").asString()).isEqualTo("needs-person");
    }

    @Test
    void without_its_event_a_broadcast_ends_with_unknown_counts() {
        stage.breakOnce("MASSSENDJOBFINISH", "lost");
        var broadcast = stage.sent("lost event", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        stage.pass(Duration.ofMinutes(3));
        Stage.await(
                () -> stage.broadcast(broadcast),
                found -> found.at("/calls/0/status").asString().equals("SEND_SUCCESS"));
        stage.pass(Duration.ofSeconds(21));

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/audience").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/delivered").isNull()).isTrue();
        assertThat(finished.at("/calls/0/counts").isNull()).isTrue();
    }

    @Test
    void nothing_leaves_while_the_plan_has_errors() {
        var unsendable =
                Map.of(
                        "text-empty", stage.draft("", Stage.everybody()),
                        "link-external",
                                stage.draft(
                                        "<a href=\"https://example.com\">x</a>", Stage.everybody()),
                        "audience-nobody", stage.draft("x", Stage.list(List.of())),
                        "tag-unknown", stage.draft("x", Stage.tag(999_999)),
                        "tag-empty", stage.draft("x", Stage.tag(2)));

        unsendable.forEach(
                (code, draft) -> {
                    var refused = stage.send(draft);
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.code()).isEqualTo("plan-has-errors");
                    assertThat(refused.json().at("/parameters/findings").asString())
                            .isEqualTo(code);
                    assertThat(stage.broadcast(draft).path("state").asString()).isEqualTo("draft");
                });
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void a_confirmation_must_name_the_account_and_the_number() {
        var draft = stage.draft("careful", Stage.everybody());

        for (var confirmation :
                List.<Map<String, Object>>of(
                        Map.of("accountName", stage.accountName(), "recipients", 19),
                        Map.of("accountName", "another", "recipients", 20))) {
            var refused = send(draft, confirmation);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.code()).isEqualTo("confirmation-mismatch");
        }
        assertThat(stage.broadcast(draft).path("state").asString()).isEqualTo("draft");
    }

    @Test
    void a_broadcast_is_sent_once() {
        var broadcast = stage.sent("once", Stage.everybody());

        var again = stage.send(broadcast);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("broadcast-not-a-draft");
    }

    @Test
    void an_idempotency_key_makes_creating_and_sending_safe_to_repeat() {
        var operator = visitors.stranger();
        var path = stage.path("/broadcasts");
        var draft = Map.of("message", Stage.text("keyed"), "audience", Stage.everybody());
        stage.operator().with("Idempotency-Key", "create-1");

        var first = stage.operator().post(path, draft);
        var second = stage.operator().post(path, draft);
        var other =
                stage.operator()
                        .post(
                                path,
                                Map.of(
                                        "message", Stage.text("other"),
                                        "audience", Stage.everybody()));

        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.code()).isEqualTo("idempotency-key-reused");

        stage.operator().with("Idempotency-Key", "send-1");
        var id = first.json().path("id").asString();
        assertThat(stage.send(id).status()).isEqualTo(202);
        assertThat(stage.send(id).status()).isEqualTo(202);
        stage.awaitCall(id, "accepted");
        assertThat(deliveriesAccepted()).isEqualTo(1);
        assertThat(operator.get(path).status()).isEqualTo(401);
    }

    @Test
    void of_a_draft_nobody_has_counted_the_audience() {
        var draft = stage.draft("whom?", Stage.everybody());

        assertThat(stage.broadcast(draft).at("/totals/audience").isNull()).isTrue();
    }

    @Test
    void a_draft_can_be_edited_and_put_away() {
        var draft = stage.draft("first", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft);

        var edited =
                stage.operator()
                        .put(
                                path,
                                Map.of(
                                        "message", Stage.text("second"),
                                        "audience", Stage.tag(2)));
        assertThat(edited.json().at("/message/content").asString()).isEqualTo("second");
        assertThat(edited.json().at("/audience/tagId").asString()).isEqualTo("2");

        var cancelled = stage.operator().post(path + "/cancel", Map.of());
        assertThat(cancelled.json().path("state").asString()).isEqualTo("cancelled");
        assertThat(stage.operator().post(path + "/cancel", Map.of()).code())
                .isEqualTo("broadcast-not-cancellable");
    }

    @Test
    void a_preview_reaches_one_phone() {
        var phone = stage.sandbox().phones(1).getFirst();
        var draft = stage.draft("preview me", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft + "/preview");

        var sent = stage.operator().post(path, Map.of("openId", phone.openId()));
        var named = stage.operator().post(path, Map.of("weChatId", phone.weChatId()));
        var stranger = stage.operator().post(path, Map.of("openId", "oStranger"));

        assertThat(sent.status()).isEqualTo(200);
        assertThat(named.status()).isEqualTo(200);
        assertThat(stranger.code()).isEqualTo("preview-refused");
        assertThat(phone.received()).hasSize(2);
    }

    @Test
    void the_list_is_paged_by_key_newest_first() {
        var ids =
                Stream.of("1", "2", "3").map(text -> stage.draft(text, Stage.everybody())).toList();
        var path = stage.path("/broadcasts");

        var first = stage.operator().get(path + "?limit=2").json();
        var rest =
                stage.operator()
                        .get(path + "?limit=2&after=" + first.path("next").asString())
                        .json();

        assertThat(first.at("/items/0/id").asString()).isEqualTo(ids.get(2));
        assertThat(first.at("/items/1/id").asString()).isEqualTo(ids.get(1));
        assertThat(rest.at("/items/0/id").asString()).isEqualTo(ids.get(0));
        assertThat(rest.path("next").isNull()).isTrue();
    }

    @Test
    void progress_is_told_until_nothing_will_change() {
        var draft = stage.draft("watch me", Stage.everybody());
        stage.breakOnce("MASSSENDJOBFINISH", "early");
        stage.send(draft);

        var events = stage.operator().get(stage.path("/broadcasts/" + draft + "/events"));

        assertThat(events.header("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(events.text()).contains("event:broadcast").contains("\"state\":\"finished\"");
    }

    @Test
    void texts_come_in_the_readers_language() {
        var draft = stage.draft("", Stage.everybody());
        stage.operator().with("Accept-Language", "zh-CN");

        assertThat(stage.plan(draft).at("/findings/0/title").asString()).isEqualTo("文本为空");
    }

    @Test
    void a_stranger_to_the_account_sees_nothing() {
        var draft = stage.draft("secret", Stage.everybody());

        assertThat(visitors.signedIn().get(stage.path("/broadcasts/" + draft)).status())
                .isEqualTo(404);
    }

    private io.qunfa.server.testing.Visitor.Answer send(
            String draft, Map<String, Object> confirmation) {
        return stage.operator()
                .post(
                        stage.path("/broadcasts/" + draft + "/send"),
                        Map.of("confirmation", confirmation));
    }

    private static JobResult strangers(Instant at) {
        return new JobResult(
                new MsgId(77),
                "send success",
                true,
                new Counts(7, 7, 7, 0),
                ArticleResults.NONE,
                at);
    }

    private static Instant nextAt(JsonNode broadcast) {
        return Instant.parse(broadcast.at("/calls/0/nextAt").asString());
    }

    private int attempts(String broadcast) {
        return sql.sql("SELECT sum(attempts) FROM broadcast.call WHERE broadcast_id = :id")
                .param("id", UUID.fromString(broadcast))
                .query(Integer.class)
                .single();
    }

    private List<Delivery> deliveries() {
        return stage.platform().ledger();
    }

    private int deliveriesAccepted() {
        stage.pass(MINUTE);
        return deliveries().size();
    }
}
