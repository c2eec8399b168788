package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Broadcasts that need more calls than the platform grants for a day. */
@ServerTest
final class SeveralDaysIT {

    private static final int FOLLOWERS = 20_005;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration STALE = Duration.ofMinutes(11);

    private final Stage stage;

    SeveralDaysIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(FOLLOWERS);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void what_the_platform_reports_counts_if_it_is_lower_than_documented() {
        var draft = stage.draft("how many?", Stage.list(stage.platform().followers(5)));
        assertThat(listCalls(draft)).isEqualTo(100 - QuotaBook.RESERVE);

        grant(30);
        assertThat(listCalls(draft)).as("known for ten minutes").isEqualTo(95);
        stage.pass(STALE);
        assertThat(listCalls(draft)).isEqualTo(30 - QuotaBook.RESERVE);

        grant(1_000);
        stage.pass(STALE);
        assertThat(listCalls(draft)).as("not more than documented").isEqualTo(95);
        stage.operator().put(stage.path("/broadcast-settings"), Map.of("callsPerDay", 400));
        assertThat(listCalls(draft)).as("unless an operator says so").isEqualTo(395);
    }

    @Test
    void with_consent_it_takes_the_days_it_needs_and_without_it_is_not_sent() {
        grant(QuotaBook.RESERVE + 1);
        var everybody = stage.platform().followers(FOLLOWERS);
        var draft = stage.draft("three days", Stage.list(everybody));
        assertThat(codes(stage.plan(draft))).contains("several-days-consent");
        assertThat(stage.send(draft).code()).isEqualTo("plan-has-errors");
        stage.operator()
                .put(
                        stage.path("/broadcasts/" + draft),
                        Map.of(
                                "message",
                                Stage.text("three days"),
                                "options",
                                Map.of("severalDays", true)));
        var plan = stage.plan(draft);
        assertThat(plan.path("days").asInt()).isEqualTo(3);
        assertThat(codes(plan)).contains("several-days").doesNotContain("several-days-consent");

        assertThat(stage.send(draft).status()).isEqualTo(202);
        var first = Instant.parse(stage.broadcast(draft).path("sentAt").asString());
        for (var day = 0; day < 3; day++) {
            var call = day;
            Stage.await(
                    () -> stage.broadcast(draft),
                    seen -> !states(seen).get(call).equals("planned"));
            stage.awaitCall(draft, day == 0 ? "accepted" : "finished");
            var later = states(stage.broadcast(draft)).subList(day + 1, 3);
            assertThat(later).as("after day %d", day + 1).allMatch("planned"::equals);
            stage.pass(Duration.ofMinutes(1));
            stage.pass(DAY.minusMinutes(1).plusSeconds(1));
        }

        var end = stage.await(draft, "finished");
        assertThat(end.at("/totals/delivered").asInt()).isEqualTo(FOLLOWERS);
        var last = Instant.parse(end.at("/calls/2/acceptedAt").asString());
        assertThat(Duration.between(first, last))
                .isBetween(DAY.multipliedBy(2), DAY.multipliedBy(3));
        assertThat(stage.platform().receivedTwice()).isEmpty();
    }

    private void grant(int callsADay) {
        stage.patchPlatform(
                """
                {"limits":{"/cgi-bin/message/mass/send":{"daily":%d,"perMinute":60}}}
                """
                        .formatted(callsADay));
    }

    private int listCalls(String draft) {
        return stage.plan(draft).at("/quotaBefore/listCalls").asInt();
    }

    private static List<String> codes(JsonNode plan) {
        return plan.path("findings")
                .valueStream()
                .map(finding -> finding.path("code").asString())
                .toList();
    }

    private static List<String> states(JsonNode broadcast) {
        return broadcast
                .path("calls")
                .valueStream()
                .map(call -> call.path("state").asString())
                .toList();
    }
}
