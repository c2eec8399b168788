package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Broadcasts that come again and again. */
@ServerTest
final class RecurringIT {

    private final Stage stage;
    private final InstantSource clock;

    RecurringIT(@Autowired Stages stages, @Autowired InstantSource clock) {
        this.stage = stages.withFollowers(4);
        this.clock = clock;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void each_run_is_a_broadcast_of_its_own_and_the_next_is_planned_when_one_begins() {
        var series = begin("0 9 * * *");

        var first = run(series, "scheduled");
        assertThat(first.path("seriesId").asString()).isEqualTo(series);
        passTo(first);
        stage.awaitCall(first.path("id").asString(), "accepted");
        var second = run(series, "scheduled");

        assertThat(start(second)).isEqualTo(start(first).plus(Duration.ofDays(1)));
        assertThat(stage.operator().get(stage.path("/quota")).json().path("reservations").size())
                .isEqualTo(1);
    }

    @Test
    void runs_that_nobody_was_there_to_plan_are_told_of_once() {
        var series = begin("0 9 * * *");
        var first = start(run(series, "scheduled"));

        stage.pass(Duration.between(clock.instant(), first.plus(Duration.ofDays(3).plusHours(1))));

        var held = Stage.await(() -> runs(series, "held"), found -> found.size() == 2);
        assertThat(held.stream().map(run -> run.at("/problem/code").asString()))
                .containsExactlyInAnyOrder("start-missed", "runs-missed");
        var missed =
                held.stream()
                        .map(run -> run.path("problem"))
                        .filter(problem -> problem.path("code").asString().equals("runs-missed"))
                        .findFirst()
                        .orElseThrow();
        assertThat(missed.path("title").asString()).startsWith("3 ");
        assertThat(start(run(series, "scheduled"))).isEqualTo(first.plus(Duration.ofDays(4)));
    }

    @Test
    void a_paused_series_plans_nothing_and_a_resumed_one_goes_on() {
        var series = begin("0 9 * * *");
        var first = run(series, "scheduled");

        var paused = act(series, "pause");

        assertThat(paused.path("state").asString()).isEqualTo("paused");
        stage.await(first.path("id").asString(), "cancelled");
        stage.pass(Duration.ofDays(2));
        assertThat(runs(series)).hasSize(1);
        assertThat(act(series, "resume").path("state").asString()).isEqualTo("active");
        assertThat(start(run(series, "scheduled"))).isAfter(clock.instant());
        assertThat(act(series, "end").path("state").asString()).isEqualTo("ended");
    }

    @Test
    void the_next_runs_can_be_looked_at_before() {
        var runs =
                stage.operator()
                        .get(
                                stage.path(
                                        "/series/preview?cron=30+2+*+*+*&zone=Europe/Berlin&limit=3"))
                        .json()
                        .path("items");
        assertThat(runs.size()).isEqualTo(3);
        assertThat(runs.get(0).path("zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(stage.operator().get(stage.path("/series/preview?cron=x")).status())
                .isEqualTo(422);
    }

    private String begin(String cron) {
        var draft = stage.draft("again", Stage.list(stage.platform().followers(3)));
        var body = new HashMap<String, Object>();
        body.put("name", "daily");
        body.put("broadcastId", draft);
        body.put("cron", cron);
        body.put("confirmation", stage.plan(draft).path("confirmation"));
        var begun = stage.operator().post(stage.path("/series"), body);
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return begun.json().path("id").asString();
    }

    private JsonNode act(String series, String verb) {
        var answer = stage.operator().post(stage.path("/series/" + series + "/" + verb), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode run(String series, String state) {
        return Stage.await(() -> runs(series, state), found -> !found.isEmpty()).getFirst();
    }

    private List<JsonNode> runs(String series, String state) {
        return runs(series).stream()
                .filter(run -> run.path("state").asString().equals(state))
                .toList();
    }

    private List<JsonNode> runs(String series) {
        return stage.operator()
                .get(stage.path("/broadcasts"))
                .json()
                .path("items")
                .valueStream()
                .filter(run -> run.path("seriesId").asString("").equals(series))
                .toList();
    }

    private void passTo(JsonNode run) {
        stage.pass(Duration.between(clock.instant(), start(run)).plusSeconds(1));
    }

    private static Instant start(JsonNode run) {
        return Instant.parse(run.at("/start/at").asString());
    }
}
