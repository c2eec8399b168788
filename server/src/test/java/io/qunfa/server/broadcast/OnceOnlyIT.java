package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who had nothing of a broadcast may have another one with the same once-only key. */
@ServerTest
final class OnceOnlyIT {

    private static final String SEND = "/cgi-bin/message/mass/send";
    private static final int BATCH = 10_000;
    private static final int FOLLOWERS = BATCH + 5;

    private final Stage stage;
    private final List<String> followers;

    OnceOnlyIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(FOLLOWERS);
        this.followers = stage.platform().followers(FOLLOWERS);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void whom_a_failed_broadcast_did_not_reach_gets_the_next_one_and_the_others_do_not() {
        stage.control(
                """
                {"faults":[{"path":"%s","times":1,"effect":"errcode","errcode":48001}]}
                """
                        .formatted(SEND));
        var failed = keyed("failed");
        stage.send(failed);
        stage.await(failed, "failed");
        assertThat(recipients(keyed("after a failure"))).isEqualTo(FOLLOWERS);

        var partly = keyed("partly");
        stage.send(partly);
        stage.awaitCall(partly, "accepted");
        stage.refuseOnce(SEND, 48001);
        Stage.await(
                () -> stage.broadcast(partly),
                seen -> seen.at("/calls/1/state").asString().equals("refused"));
        stage.pass(Duration.ofMinutes(2));
        stage.await(partly, "partly-sent");
        var rest = keyed("the rest");
        assertThat(recipients(rest)).isEqualTo(FOLLOWERS - BATCH);

        stage.send(rest);
        stage.awaitCall(rest, "accepted");
        stage.pass(Duration.ofMinutes(2));
        stage.await(rest, "finished");
        assertThat(recipients(keyed("nobody is left"))).isZero();
    }

    @Test
    void a_cancelled_broadcast_gives_its_key_back_when_it_is_over() {
        stage.operator().put(stage.path("/delivery-pace"), Map.of("callsPerMinute", 1));
        var cancelled = keyed("cancelled");
        stage.send(cancelled);
        stage.awaitCall(cancelled, "accepted");
        assertThat(recipients(keyed("meanwhile"))).isZero();

        stage.operator().post(stage.path("/broadcasts/" + cancelled + "/cancel"), Map.of());
        stage.pass(Duration.ofMinutes(2));
        Stage.await(
                () -> stage.broadcast(cancelled), seen -> !seen.at("/totals/delivered").isNull());

        assertThat(recipients(keyed("afterwards"))).isEqualTo(FOLLOWERS - BATCH);
    }

    private long recipients(String draft) {
        return stage.plan(draft).path("recipients").asLong();
    }

    private String keyed(String content) {
        var draft =
                stage.operator()
                        .post(
                                stage.path("/broadcasts"),
                                Map.of(
                                        "message", Stage.text(content),
                                        "audience", Stage.list(followers),
                                        "options", Map.of("onceOnlyKey", "spring")));
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);
        return draft.json().path("id").asString();
    }
}
