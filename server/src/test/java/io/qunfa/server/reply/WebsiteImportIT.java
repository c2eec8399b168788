package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Phone;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The website's automatic replies, before and after the callback switches them off. */
@ServerTest
final class WebsiteImportIT {

    private final Stage stage;

    WebsiteImportIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(1);
    }

    @BeforeEach
    void setTheWebsiteUp() {
        stage.patchPlatform("{\"callback\":null}");
        setUp("稍后回复");
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_follower_hears_the_same_before_and_after_the_callback_is_enabled() {
        var phone = stage.sandbox().phones(1).getFirst();
        var before = List.of(answerTo(phone, "几点"), answerTo(phone, "茶"), answerTo(phone, "?"));

        takeOver();
        stage.platform().callback(stage.callback(), stage.callbackToken());
        Stage.await(() -> answerTo(phone, "几点"), "9:00–18:00"::equals);

        assertThat(List.of(answerTo(phone, "几点"), answerTo(phone, "茶"), answerTo(phone, "?")))
                .isEqualTo(before)
                .containsExactly("9:00–18:00", "绿茶三元", "稍后回复");
    }

    @Test
    void taking_over_twice_makes_no_rule_twice_and_leaves_what_was_changed() {
        takeOver();
        var first = rules().get(0);
        stage.operator()
                .put(
                        stage.path("/replies/" + first.path("id").asString()),
                        Map.of(
                                "name",
                                "mine",
                                "enabled",
                                true,
                                "trigger",
                                first.path("trigger"),
                                "answer",
                                Map.of("kind", "text", "content", "欢迎")));

        takeOver();

        assertThat(rules()).hasSize(4);
        assertThat(rules().get(0).path("name").asString()).isEqualTo("mine");
        assertThat(imported().path("added").asInt()).isZero();
        assertThat(imported().path("kept").asInt()).isEqualTo(4);
    }

    @Test
    void what_cannot_be_said_by_a_rule_is_named_in_the_readers_language() {
        setUp("茶".repeat(683));

        takeOver();

        var difference = imported().at("/differences/0");
        assertThat(difference.path("rule").asString()).isEqualTo("收到消息回复");
        assertThat(difference.path("text").asString()).startsWith("The text is 2049 bytes long");
        assertThat(rules()).hasSize(3);
    }

    @Test
    void what_was_taken_over_stays_when_the_platform_shows_nothing_any_more() {
        takeOver();
        var before = stage.operator().get(stage.path("/callback/website-setup")).json();
        setUp("");
        stage.platform().callback(stage.callback(), stage.callbackToken());

        takeOver();

        assertThat(stage.operator().get(stage.path("/callback/website-setup")).json())
                .isEqualTo(before);
        assertThat(before.at("/menu/0/name").asString()).isEqualTo("今日");
    }

    @Test
    void the_menu_of_the_website_is_the_one_to_go_back_to() {
        takeOver();

        var found = stage.operator().get(stage.path("/menu/versions")).json().at("/items/0");

        assertThat(found.at("/buttons/0/name").asString()).isEqualTo("今日");
        assertThat(found.path("publishedBy").isNull()).isTrue();
    }

    @Test
    void nothing_was_taken_over_before_somebody_does() {
        assertThat(stage.operator().get(stage.path("/replies/website-import")).status())
                .isEqualTo(204);
    }

    @Test
    void health_tells_when_the_platform_called_last() {
        assertThat(lastPush().isNull()).isTrue();
        stage.platform().callback(stage.callback(), stage.callbackToken());

        answerTo(stage.sandbox().phones(1).getFirst(), "几点");

        assertThat(Instant.parse(lastPush().asString()))
                .isBefore(stage.sandbox().clock().instant().plusSeconds(60));
    }

    private JsonNode lastPush() {
        return stage.operator().get(stage.path("/health")).json().at("/callback/lastPushAt");
    }

    private void setUp(String otherwise) {
        stage.control(
                "PUT",
                "/_sandbox/accounts/" + stage.platform().appId() + "/website",
                """
                {"menu":{"button":[{"type":"view","name":"今日","url":"https://a.example/"}]},
                 "followReply":"谢谢关注","defaultReply":"%s",
                 "keywords":[
                   {"rule":"时间","keyword":"几点","exact":false,"reply":"9:00–18:00"},
                   {"rule":"价格","keyword":"茶","exact":true,"reply":"绿茶三元"}]}
                """
                        .formatted(otherwise));
    }

    private void takeOver() {
        var taken = stage.operator().post(stage.path("/callback/website-setup"), Map.of());
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
    }

    private JsonNode imported() {
        return stage.operator()
                .with("Accept-Language", "en")
                .get(stage.path("/replies/website-import"))
                .json();
    }

    private JsonNode rules() {
        return stage.operator().get(stage.path("/replies")).json().path("items");
    }

    private String answerTo(Phone phone, String said) {
        phone.say(said);
        stage.sandbox().awaitDelivered();
        return phone.received().isEmpty() ? "" : phone.received().getLast().content();
    }
}
