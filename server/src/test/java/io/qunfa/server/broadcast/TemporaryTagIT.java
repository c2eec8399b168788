package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Few followers reached by a tag that is made for them. */
@ServerTest
final class TemporaryTagIT {

    private final Stages stages;
    private Stage stage;

    TemporaryTagIT(@Autowired Stages stages) {
        this.stages = stages;
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
        awaitNoTemporaryTag();
        assertThat(stage.send(stage.draft("again", Stage.everybody())).json().toString())
                .contains("quota-day");
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
