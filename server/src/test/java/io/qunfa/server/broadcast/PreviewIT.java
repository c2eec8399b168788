package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
final class PreviewIT {

    private final Stage stage;

    PreviewIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(1);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void an_open_id_that_cannot_be_one_is_refused() {
        for (var openId : new String[] {"a b", "o".repeat(300), "中"}) {
            var answer = preview(Map.of("openId", openId));

            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("openId");
        }
    }

    @Test
    void a_preview_goes_to_one_of_two_not_to_both() {
        var answer = preview(Map.of("openId", "oSomebody", "weChatId", "somebody"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/code").asString()).isEqualTo("one-of-two");
    }

    @Test
    void a_content_with_a_character_that_cannot_be_stored_names_its_field() {
        var answer =
                stage.operator()
                        .post(
                                stage.path("/broadcasts"),
                                Map.of(
                                        "message",
                                        Stage.text("a\0b"),
                                        "audience",
                                        Stage.everybody()));

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("message.content");
    }

    @Test
    void the_hundredth_preview_of_a_day_is_the_last_that_is_asked_for() {
        var draft = stage.draft("preview me", Stage.everybody());
        var path = stage.path("/broadcasts/" + draft + "/preview");
        var follower = Map.of("openId", stage.platform().followers(1).getFirst());
        for (var time = 1; time <= 100; time++) {
            assertThat(stage.operator().post(path, follower).status()).isEqualTo(200);
        }

        var refused = stage.operator().post(path, follower);

        assertThat(refused.code()).isEqualTo("previews-used-up");
        assertThat(refused.json().at("/parameters/left").asInt()).isZero();
        assertThat(stage.operator().get(stage.path("/quota")).json().at("/previews/used").asInt())
                .isEqualTo(100);
    }

    private Visitor.Answer preview(Map<String, String> request) {
        var draft = stage.draft("preview me", Stage.everybody());
        return stage.operator().post(stage.path("/broadcasts/" + draft + "/preview"), request);
    }
}
