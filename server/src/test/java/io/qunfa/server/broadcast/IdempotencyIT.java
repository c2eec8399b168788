package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitor.Answer;
import io.qunfa.server.testing.Visitors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What holds when the same request comes several times at the same moment. */
@ServerTest
final class IdempotencyIT {

    private static final int TIMES = 8;

    private final Stage stage;
    private final Visitors visitors;
    private final String token;

    IdempotencyIT(@Autowired Stages stages, @Autowired Visitors visitors) {
        this.stage = stages.withFollowers(5);
        this.visitors = visitors;
        var wish = Map.of("name", "racer", "scopes", List.of("read", "plan", "send"));
        this.token =
                stage.operator().post("/api/v1/api-tokens", wish).json().path("secret").asString();
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void of_drafts_with_one_key_there_is_one_and_everybody_is_told_of_it() throws Exception {
        var answers = race(_ -> program("draft").post(stage.path("/broadcasts"), draft("one")));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> id(answer.json())).containsOnly(first(answers));
        assertThat(stage.operator().get(stage.path("/broadcasts")).json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void of_sends_with_one_key_there_is_one_and_everybody_is_told_of_it() throws Exception {
        var draft = stage.draft("once", Stage.everybody());
        var body = Map.of("confirmation", stage.plan(draft).path("confirmation"));

        var answers = race(_ -> program("send").post(send(draft), body));

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers).extracting(answer -> id(answer.json())).containsOnly(draft);
        stage.awaitCall(draft, "accepted");
        stage.pass(Duration.ofMinutes(1));
        stage.await(draft, "finished");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void of_sends_with_keys_of_their_own_one_begins_and_the_others_are_told_why_not()
            throws Exception {
        var draft = stage.draft("first come", Stage.everybody());
        var body = Map.of("confirmation", stage.plan(draft).path("confirmation"));

        var answers = race(number -> program("key-" + number).post(send(draft), body));

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .hasSize(TIMES - 1)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.status()).isEqualTo(409);
                            assertThat(answer.code()).isEqualTo("broadcast-not-a-draft");
                            assertThat(answer.json().path("detail").asString()).isNotBlank();
                        });
        stage.awaitCall(draft, "accepted");
        stage.pass(Duration.ofMinutes(1));
        stage.await(draft, "finished");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void a_key_is_for_one_request_only() throws Exception {
        var answers =
                race(
                        number ->
                                program("reused")
                                        .post(
                                                stage.path("/broadcasts"),
                                                draft(number % 2 == 0 ? "this" : "that")));

        var made = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(made).hasSize(TIMES / 2);
        assertThat(made).extracting(answer -> id(answer.json())).containsOnly(first(made));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(Answer::code)
                .containsOnly("idempotency-key-reused");
    }

    @Test
    void of_series_with_one_key_there_is_one_and_another_wish_is_refused() throws Exception {
        var draft = stage.draft("again", Stage.list(stage.platform().followers(3)));
        var body = new HashMap<String, Object>();
        body.put("name", "daily");
        body.put("broadcastId", draft);
        body.put("cron", "0 9 * * *");
        body.put("confirmation", stage.plan(draft).path("confirmation"));

        var answers = race(_ -> program("series").post(stage.path("/series"), body));
        body.put("cron", "0 10 * * *");
        var other = program("series").post(stage.path("/series"), body);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> id(answer.json())).containsOnly(first(answers));
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(stage.operator().get(stage.path("/series")).json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void of_schedules_with_one_key_there_is_one_and_another_time_is_refused() throws Exception {
        var draft = stage.draft("later", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft + "/schedule");
        var body = new HashMap<String, Object>();
        body.put("start", Map.of("local", "2099-12-01T20:00"));
        body.put("confirmation", stage.plan(draft).path("confirmation"));

        var answers = race(_ -> program("schedule").post(path, body));
        body.put("start", Map.of("local", "2099-12-02T20:00"));
        var other = program("schedule").post(path, body);

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(answer -> id(answer.json())).containsOnly(draft);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(stage.broadcast(draft).at("/start/local").asString())
                .isEqualTo("2099-12-01T20:00");
        assertThat(trail()).filteredOn("broadcast.scheduled"::equals).hasSize(1);
    }

    @Test
    void of_previews_with_one_key_there_is_one_and_its_receipt_is_kept() throws Exception {
        var draft = stage.draft("look first", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft + "/preview");
        var follower = stage.platform().followers(1).getFirst();

        var answers = race(_ -> program("look").post(path, Map.of("openId", follower)));
        var again = program("look").post(path, Map.of("openId", follower));
        var other = program("look").post(path, Map.of("weChatId", "somebody"));

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer.status() == 200 ? "shown" : answer.code())
                                        .isIn("shown", "idempotency-key-in-use"));
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(answers).extracting(Answer::text).contains(again.text());
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(stage.platform().phone(follower).received()).hasSize(1);
    }

    @Test
    void a_preview_without_an_answer_is_not_made_again_and_a_refused_one_may_be() {
        var draft = stage.draft("look first", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft + "/preview");
        var follower = stage.platform().followers(1).getFirst();
        stage.breakOnce("/cgi-bin/message/mass/preview", "drop-after");

        var lost = program("lost").post(path, Map.of("openId", follower));
        var again = program("lost").post(path, Map.of("openId", follower));
        var refused = program("stranger").post(path, Map.of("weChatId", "nobody-at-all"));
        var once = program("stranger").post(path, Map.of("weChatId", "nobody-at-all"));

        assertThat(lost.code()).isEqualTo("preview-unanswered");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("idempotency-key-in-use");
        assertThat(stage.platform().phone(follower).received()).hasSize(1);
        assertThat(refused.code()).isEqualTo("preview-refused");
        assertThat(once.code()).isEqualTo("preview-refused");
    }

    @Test
    void the_group_is_invited_and_shown_a_message_once_per_key() throws Exception {
        var phone = stage.platform().phone(stage.platform().followers(1).getFirst());
        var known = Map.of("name", "known", "weChatId", phone.weChatId());
        var draft = stage.draft("look first", Stage.everybody());
        var all = stage.path("/broadcasts/" + draft + "/preview-all");
        var code = stage.path("/previewers/invitations");

        var added = race(_ -> program("add").post(stage.path("/previewers"), known));
        var invited = program("invite").post(code, Map.of("name", "Chen"));
        var invitedAgain = program("invite").post(code, Map.of("name", "Chen"));
        var shown = program("show").post(all, Map.of());
        var shownAgain = program("show").post(all, Map.of());

        assertThat(added).extracting(Answer::status).containsOnly(201);
        assertThat(added).extracting(answer -> id(answer.json())).containsOnly(first(added));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(invitedAgain.json()).isEqualTo(invited.json());
        assertThat(stage.operator().get(stage.path("/previewers")).json().path("items").size())
                .isEqualTo(2);
        assertThat(shown.json().at("/items/0/shown").asBoolean()).isTrue();
        assertThat(shownAgain.json()).isEqualTo(shown.json());
        assertThat(phone.received()).hasSize(1);
    }

    @Test
    void a_request_that_was_refused_has_not_used_its_key() {
        var draft = stage.draft("later", Stage.everybody());
        var wrong = Map.of("accountName", "somebody else", "recipients", 5);
        var key = program("again");

        var refused = key.post(send(draft), Map.of("confirmation", wrong));
        var right = Map.of("confirmation", stage.plan(draft).path("confirmation"));
        var sent = key.post(send(draft), right);

        assertThat(refused.code()).isEqualTo("confirmation-mismatch");
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
    }

    private List<Answer> race(IntFunction<Answer> request) throws Exception {
        var start = new CyclicBarrier(TIMES);
        var racers = new ArrayList<Callable<Answer>>();
        for (var number = 0; number < TIMES; number++) {
            var mine = number;
            racers.add(
                    () -> {
                        start.await();
                        return request.apply(mine);
                    });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var racer : threads.invokeAll(racers)) {
                answers.add(racer.get());
            }
            return answers;
        }
    }

    private List<String> trail() {
        return stage.operator()
                .get(stage.path("/audit?limit=50"))
                .json()
                .path("items")
                .valueStream()
                .map(line -> line.path("action").asString())
                .toList();
    }

    private Visitor program(String key) {
        return visitors.stranger()
                .with("Authorization", "Bearer " + token)
                .with("Idempotency-Key", key);
    }

    private static Map<String, Object> draft(String content) {
        return Map.of("message", Stage.text(content), "audience", Stage.everybody());
    }

    private String send(String draft) {
        return stage.path("/broadcasts/" + draft + "/send");
    }

    private static String first(List<Answer> answers) {
        return id(answers.getFirst().json());
    }

    private static String id(JsonNode broadcast) {
        return broadcast.path("id").asString();
    }
}
