package io.qunfa.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitors;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The inbox as people read it. */
@ServerTest
final class PushApiIT {

    private final Stage stage;
    private final Visitors visitors;

    PushApiIT(@Autowired Stages stages, @Autowired Visitors visitors) {
        this.stage = stages.withFollowers(2);
        this.visitors = visitors;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_message_is_listed_and_shown_as_it_came_and_as_what_it_says() {
        var phone = stage.sandbox().phones(1).getFirst();
        phone.say("你好");

        var row = awaitOne("?kind=message.text&state=processed");

        assertThat(row.path("sender").asString()).isEqualTo(phone.openId());
        assertThat(row.path("attempts").asInt()).isEqualTo(1);
        var push = stage.operator().get(path("/" + row.path("id").asString())).json();
        assertThat(push.path("xml").asString()).contains("<![CDATA[你好]]>");
        assertThat(row.path("text").asString()).isEqualTo("你好");
        assertThat(push.at("/content/content").asString()).isEqualTo("你好");
        assertThat(push.at("/content/from").asString()).isEqualTo(phone.openId());
        assertThat(push.at("/content/id").isString()).isTrue();
    }

    @Test
    void a_message_in_json_is_the_same_message() {
        stage.patchPlatform("{\"switches\":{\"jsonPushes\":true}}");
        var phone = stage.sandbox().phones(1).getFirst();
        phone.say("你好");

        var row = awaitOne("?kind=message.text&state=processed");

        var push = stage.operator().get(path("/" + row.path("id").asString())).json();
        assertThat(push.path("xml").asString()).startsWith("{\"ToUserName\"");
        assertThat(push.at("/content/content").asString()).isEqualTo("你好");
    }

    @Test
    void the_list_goes_on_where_a_page_ends() {
        var phones = stage.sandbox().phones(2);
        phones.forEach(phone -> phone.say("hi"));
        Stage.await(() -> list("?kind=message.text").path("items").size(), size -> size == 2);

        var first = list("?kind=message.text&limit=1");
        var second = list("?kind=message.text&limit=1&after=" + first.path("next").asString());

        assertThat(first.at("/items/0/sender")).isNotEqualTo(second.at("/items/0/sender"));
        assertThat(
                        list("?sender=" + phones.getFirst().openId() + "&kind=message.text")
                                .path("items")
                                .size())
                .isEqualTo(1);
        assertThat(list("?until=2020-01-01T00:00:00Z").path("items").size()).isZero();
    }

    @Test
    void the_list_of_a_time_goes_on_where_a_page_ends() {
        stage.sandbox().phones(2).forEach(phone -> phone.say("hi"));
        Stage.await(() -> list("?kind=message.text").path("items").size(), size -> size == 2);
        var time = "?kind=message.text&from=2020-01-01T00:00:00Z&until=2200-01-01T00:00:00Z";

        var whole = list(time);
        var first = list(time + "&limit=1");
        var second = list(time + "&limit=1&after=" + first.path("next").asString());

        assertThat(first.at("/items/0/id")).isEqualTo(whole.at("/items/0/id"));
        assertThat(second.at("/items/0/id")).isEqualTo(whole.at("/items/1/id"));
        assertThat(list("?from=2200-01-01T00:00:00Z").path("items").size()).isZero();
    }

    @Test
    void a_state_that_there_is_not_is_refused() {
        assertThat(stage.operator().get(path("?state=lost")).status()).isEqualTo(422);
    }

    @Test
    void a_person_has_a_push_handed_on_again() {
        stage.sandbox().phones(1).getFirst().say("again");
        var row = awaitOne("?kind=message.text&state=processed");

        var answer =
                stage.operator().post(path("/" + row.path("id").asString() + "/replay"), Map.of());

        assertThat(answer.status()).isEqualTo(202);
        awaitOne("?kind=message.text&state=processed");
    }

    @Test
    void the_health_of_the_inbox_tells_the_last_callback() {
        stage.sandbox().phones(1).getFirst().say("hi");
        awaitOne("?kind=message.text&state=processed");

        var health = stage.operator().get(path("/health")).json();

        assertThat(health.path("lastReceivedAt").isNull()).isFalse();
        assertThat(health.path("failed").asInt()).isZero();
    }

    @Test
    void nobody_without_a_role_reads_it() {
        assertThat(visitors.stranger().get(path("")).status()).isEqualTo(401);
        assertThat(stage.operator().get(path("/" + UUID.randomUUID())).status()).isEqualTo(404);
    }

    private JsonNode awaitOne(String query) {
        return Stage.await(() -> list(query), page -> page.path("items").size() == 1)
                .at("/items/0");
    }

    private JsonNode list(String query) {
        return stage.operator().get(path(query)).json();
    }

    private String path(String below) {
        return stage.path("/pushes" + below);
    }
}
