package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Few followers reached by a tag that is made for them. */
@ServerTest
final class TemporaryTagIT {

    private final Stages stages;
    private final SmartLifecycle temporaryTagLoop;
    private final JdbcClient sql;
    private Stage stage;

    TemporaryTagIT(
            @Autowired Stages stages,
            @Autowired SmartLifecycle temporaryTagLoop,
            @Autowired JdbcClient sql) {
        this.stages = stages;
        this.temporaryTagLoop = temporaryTagLoop;
        this.sql = sql;
        this.stage = stages.withFollowers(120);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void one_follower_is_reached_by_a_tag_that_is_gone_afterwards() {
        var one = stage.platform().followers(1);
        var draft = stage.draft("just you", Stage.list(one));
        var plan = stage.plan(draft);
        assertThat(plan.path("route").asString()).isEqualTo("by-temporary-tag");
        assertThat(plan.path("otherCalls").asInt()).isEqualTo(4);

        assertThat(stage.send(draft).status()).isEqualTo(202);
        stage.awaitCall(draft, "accepted");
        stage.pass(Duration.ofMinutes(1));

        stage.await(draft, "finished");
        assertThat(stage.platform().phone(one.getFirst()).received()).hasSize(1);
        awaitNoTemporaryTag();
    }

    @Test
    void a_subscription_account_reaches_a_list_by_a_tag_filled_fifty_at_a_time() {
        stage.close();
        stage = stages.of(AccountKind.SUBSCRIPTION, 120);
        var many = stage.platform().followers(101);
        var draft = stage.draft("you all", Stage.list(many));
        assertThat(stage.plan(draft).path("otherCalls").asInt()).isEqualTo(2 + 3 + 3);

        assertThat(stage.send(draft).status()).isEqualTo(202);
        stage.awaitCall(draft, "accepted");
        stage.pass(Duration.ofMinutes(1));

        var finished = stage.await(draft, "finished");
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(101);
        assertThat(stage.send(stage.draft("again", Stage.everybody())).json().toString())
                .contains("quota-day");
        awaitNoTemporaryTag();
    }

    @Test
    void a_tag_whose_making_was_not_answered_is_found_again() {
        stage.breakOnce("/cgi-bin/tags/create", "drop-after");
        var draft = stage.draft("just you", Stage.list(stage.platform().followers(1)));
        stage.send(draft);

        Stage.await(() -> stateSomewhatLater(draft), state -> state.equals("finished"));
        awaitNoTemporaryTag();
    }

    /** Short enough that the tag is not given up however often one looks. */
    private String stateSomewhatLater(String broadcast) {
        stage.pass(Duration.ofSeconds(5));
        return stage.broadcast(broadcast).at("/calls/0/state").asString();
    }

    /** Whoever was to be tagged last would get nothing. */
    @Test
    void however_long_the_filling_takes_nothing_is_sent_before_its_end() {
        temporaryTagLoop.stop();
        var draft = stage.draft("just you", Stage.list(stage.platform().followers(1)));
        stage.send(draft);
        try {
            stage.pass(TemporaryTags.WAIT.plusMinutes(1));
            Stage.await(() -> looks(draft), looks -> looks > 0);
            assertThat(stage.awaitCall(draft, "planned").at("/calls/0/attempts").asInt()).isZero();
            assertThat(stage.platform().ledger()).isEmpty();
        } finally {
            temporaryTagLoop.start();
        }

        Stage.await(() -> stateSomewhatLater(draft), state -> state.equals("finished"));
        assertThat(stage.broadcast(draft).at("/totals/delivered").asInt()).isOne();
    }

    private long looks(String broadcast) {
        return sql.sql(
                        "SELECT fence FROM broadcast.broadcast WHERE id = :id AND lease_until IS NULL")
                .param("id", UUID.fromString(broadcast))
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Test
    void a_tag_that_cannot_be_made_refuses_the_broadcast_with_the_reason() {
        stage.refuseOnce("/cgi-bin/tags/create", 45056);
        var draft = stage.draft("just you", Stage.list(stage.platform().followers(1)));

        stage.send(draft);

        var failed = stage.await(draft, "failed");
        assertThat(failed.at("/problem/code").asString()).isEqualTo("temporary-tag-failed");
        assertThat(failed.at("/problem/parameters/errcode").asInt()).isEqualTo(45056);
    }

    private void awaitNoTemporaryTag() {
        Stage.await(this::temporaryTags, List::isEmpty);
    }

    private List<JsonNode> temporaryTags() {
        stage.pass(Duration.ofMinutes(2));
        return stage.operator()
                .get(stage.path("/audience"))
                .json()
                .path("tags")
                .valueStream()
                .filter(tag -> tag.path("name").asString().startsWith(TemporaryTags.PREFIX))
                .toList();
    }
}
