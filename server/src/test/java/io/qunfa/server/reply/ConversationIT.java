package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Phone;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A person answers a follower. */
@ServerTest
final class ConversationIT {

    private static final String KEY = "Idempotency-Key";

    private final Stage stage;
    private final Phone phone;

    ConversationIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(1);
        this.phone = stage.sandbox().phones(1).getFirst();
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void who_wrote_is_answered_and_the_answer_is_kept_until_they_leave() {
        phone.say("hello?");

        var sent = send("Hello!");

        assertThat(sent.status()).as(sent.text()).isEqualTo(201);
        assertThat(sent.json().path("state").asString()).isEqualTo("sent");
        assertThat(phone.received().getLast().content()).isEqualTo("Hello!");
        assertThat(kept()).isEqualTo(1);

        phone.unfollow();
        Stage.await(this::kept, count -> count == 0);
    }

    @Test
    void the_window_is_explained_when_it_is_closed() {
        phone.say("hello?");
        stage.pass(Duration.ofHours(49));

        var late = send("Are you still there?");

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.code()).isEqualTo("window-closed");
        assertThat(stage.operator().get(messages()).json().at("/items/0/errcode").asInt())
                .isEqualTo(45015);
    }

    @Test
    void the_same_key_again_sends_nothing() {
        phone.say("hello?");
        stage.operator().with(KEY, "once");
        var before = phone.received().size();

        var first = send("Hello!").json();
        var second = send("Hello!").json();

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(phone.received().size()).isEqualTo(before + 1);
    }

    @Test
    void nobody_knows_whether_a_message_arrived_that_was_not_answered() {
        phone.say("hello?");
        stage.breakOnce("/cgi-bin/message/custom/send", "drop-after");

        var lost = send("Hello!");

        assertThat(lost.code()).isEqualTo("platform-unanswered");
        assertThat(stage.operator().get(messages()).json().at("/items/0/state").asString())
                .isEqualTo("unknown");
    }

    private Answer send(String content) {
        return stage.operator()
                .post(messages(), Map.of("message", Map.of("kind", "text", "content", content)));
    }

    private int kept() {
        return stage.operator().get(messages()).json().path("items").size();
    }

    private String messages() {
        return stage.path("/followers/" + phone.openId() + "/messages");
    }
}
