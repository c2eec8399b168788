package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Broadcasts that begin by themselves. */
@ServerTest
final class ScheduleIT {

    private final Stage stage;
    private final InstantSource clock;

    ScheduleIT(@Autowired Stages stages, @Autowired InstantSource clock) {
        this.stage = stages.withFollowers(5);
        this.clock = clock;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_scheduled_broadcast_begins_at_its_time_and_not_before() {
        var draft = stage.draft("later", Stage.everybody());

        var scheduled = schedule(draft, in(Duration.ofHours(2)));

        assertThat(scheduled.status()).as(scheduled.text()).isEqualTo(200);
        assertThat(scheduled.json().path("state").asString()).isEqualTo("scheduled");
        assertThat(scheduled.json().at("/start/zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(stage.platform().ledger()).isEmpty();
        stage.pass(Duration.ofHours(2).plusSeconds(1));
        stage.awaitCall(draft, "accepted");
        stage.pass(Duration.ofMinutes(1));
        stage.await(draft, "finished");
        assertThat(stage.platform().ledger()).hasSize(1);
    }

    @Test
    void two_messages_to_all_clash_when_the_second_is_planned() {
        var start = in(Duration.ofHours(30));
        schedule(stage.draft("first", Stage.everybody()), start);
        var second = stage.draft("second", Stage.everybody());

        var refused = schedule(second, start);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/parameters/findings").asString())
                .isEqualTo("quota-to-all-day");
        assertThat(schedule(second, start.plusDays(1)).status()).isEqualTo(200);
    }

    @Test
    void what_is_cancelled_or_taken_off_the_schedule_frees_its_quota() {
        var start = in(Duration.ofHours(30));
        var first = stage.draft("first", Stage.everybody());
        schedule(first, start);
        stage.operator().post(stage.path("/broadcasts/" + first + "/cancel"), Map.of());
        var second = stage.draft("second", Stage.everybody());
        assertThat(schedule(second, start).status()).isEqualTo(200);

        var off =
                stage.operator()
                        .post(stage.path("/broadcasts/" + second + "/unschedule"), Map.of());

        assertThat(off.json().path("state").asString()).isEqualTo("draft");
        assertThat(off.json().path("start").isNull()).isTrue();
        assertThat(schedule(stage.draft("third", Stage.everybody()), start).status())
                .isEqualTo(200);
    }

    @Test
    void a_start_missed_by_more_than_the_grace_period_is_held_and_can_still_be_sent() {
        var draft = stage.draft("missed", Stage.everybody());
        schedule(draft, in(Duration.ofHours(1)));

        stage.pass(Duration.ofHours(3));

        var held = stage.await(draft, "held");
        assertThat(held.at("/problem/code").asString()).isEqualTo("start-missed");
        assertThat(held.at("/problem/detail").asString()).contains("+08:00 Asia/Shanghai");
        assertThat(stage.platform().ledger()).isEmpty();
        assertThat(stage.send(draft).status()).isEqualTo(202);
    }

    @Test
    void a_start_that_is_a_little_late_still_happens() {
        var draft = stage.draft("late", Stage.everybody());
        schedule(draft, in(Duration.ofHours(1)));

        stage.pass(Duration.ofHours(1).plusMinutes(20));

        stage.awaitCall(draft, "accepted");
    }

    @Test
    void nothing_is_scheduled_in_the_past_or_in_the_quiet_hours() {
        var draft = stage.draft("now?", Stage.everybody());
        assertThat(schedule(draft, in(Duration.ofHours(-1))).json().at("/parameters/findings"))
                .hasToString("\"start-in-past\"");

        var start = in(Duration.ofHours(30));
        stage.operator()
                .put(
                        stage.path("/broadcast-settings"),
                        Map.of(
                                "quietFrom", start.toLocalTime().minusMinutes(1).toString(),
                                "quietTo", start.toLocalTime().plusMinutes(1).toString()));

        assertThat(schedule(draft, start).json().at("/parameters/findings"))
                .hasToString("\"quiet-hours\"");
    }

    private LocalDateTime in(Duration duration) {
        Instant at = clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS);
        return at.atZone(BeijingTime.ZONE).toLocalDateTime();
    }

    private Visitor.Answer schedule(String draft, LocalDateTime start) {
        var body = new HashMap<String, Object>();
        body.put("start", Map.of("local", start.toString(), "zone", "Asia/Shanghai"));
        body.put("confirmation", confirmation(draft));
        return stage.operator().post(stage.path("/broadcasts/" + draft + "/schedule"), body);
    }

    private JsonNode confirmation(String draft) {
        return stage.plan(draft).path("confirmation");
    }
}
