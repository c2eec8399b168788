package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Phone;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rules over HTTP, and what the followers of a sandbox see. */
@ServerTest
final class ReplyIT {

    private final Stage stage;

    ReplyIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(2);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void rules_are_kept_in_the_order_somebody_gave_them() {
        var first = add("first", keyword("a"), text("1"));
        var second = add("second", keyword("b"), text("2"));

        var ordered =
                stage.operator()
                        .put(stage.path("/replies/order"), Map.of("ids", List.of(second, first)));
        var incomplete =
                stage.operator().put(stage.path("/replies/order"), Map.of("ids", List.of(first)));

        assertThat(ordered.status()).as(ordered.text()).isEqualTo(200);
        assertThat(names()).containsExactly("second", "first");
        assertThat(incomplete.code()).isEqualTo("rules-changed");
    }

    @Test
    void a_rule_is_changed_and_deleted() {
        var id = add("rule", keyword("a"), text("1"));

        var changed =
                stage.operator()
                        .put(
                                stage.path("/replies/" + id),
                                rule("changed", false, Map.of("kind", "follow"), text("hi")));
        assertThat(changed.json().at("/trigger/kind").asString()).isEqualTo("follow");
        assertThat(changed.json().path("enabled").asBoolean()).isFalse();

        assertThat(stage.operator().delete(stage.path("/replies/" + id)).status()).isEqualTo(204);
        assertThat(stage.operator().delete(stage.path("/replies/" + id)).status()).isEqualTo(404);
        assertThat(names()).isEmpty();
    }

    @Test
    void every_kind_of_answer_comes_back_as_it_was_written() {
        var link =
                Map.of(
                        "title", "Tea",
                        "description", "Green",
                        "pictureUrl", "https://example.com/tea.jpg",
                        "url", "https://example.com/tea");
        var answers =
                List.<Map<String, Object>>of(
                        Map.of("kind", "image", "mediaId", "m1"),
                        Map.of("kind", "voice", "mediaId", "m2"),
                        Map.of("kind", "video", "mediaId", "m3", "title", "t", "description", "d"),
                        Map.of(
                                "kind",
                                "music",
                                "thumbId",
                                "m4",
                                "url",
                                "https://example.com/a.mp3"),
                        Map.of("kind", "links", "items", List.of(link)),
                        Map.of("kind", "hand_over"));

        answers.forEach(answer -> add("rule", Map.of("kind", "fallback"), answer));

        var kept = list().valueStream().map(rule -> rule.at("/answer/kind").asString());
        assertThat(kept)
                .containsExactlyElementsOf(
                        answers.stream().map(a -> String.valueOf(a.get("kind"))).toList());
        assertThat(list().get(4).at("/answer/items/0/title").asString()).isEqualTo("Tea");
    }

    @Test
    void what_cannot_work_is_refused_by_its_field() {
        assertThat(error(keyword(""), text("1"))).isEqualTo("trigger.keywords required");
        assertThat(error(pattern("(?=a)"), text("1"))).isEqualTo("trigger.keywords not-a-pattern");
        assertThat(error(keyword("a"), text(" "))).isEqualTo("answer.content required");
        assertThat(error(keyword("a"), text("茶".repeat(683))))
                .isEqualTo("answer.content too-many-bytes");
        assertThat(error(keyword("a"), Map.of("kind", "image")))
                .isEqualTo("answer.mediaId required");
        assertThat(error(Map.of("kind", "whenever"), text("1")))
                .isEqualTo("trigger.kind unknown-value");
        assertThat(names()).isEmpty();
    }

    @Test
    void the_bench_tells_what_would_be_answered_by_rules_that_are_off_or_not_even_saved() {
        add("on", keyword("价格"), text("{account}：{keyword}"));
        var off = rule("off", false, keyword("价格"), text("later"));
        stage.operator().post(stage.path("/replies"), off);

        var result =
                test(
                        Map.of(
                                "kind", "text",
                                "text", " 价格 ",
                                "rule", rule("unsaved", true, keyword("价格"), text("new"))));

        assertThat(result.at("/answered/content").asString()).isEqualTo("stage：价格");
        assertThat(result.path("fitting").valueStream().map(f -> f.path("name").asString()))
                .containsExactly("on", "off", "unsaved");
        assertThat(result.at("/fitting/0/answers").asBoolean()).isTrue();
        assertThat(result.at("/fitting/1/enabled").asBoolean()).isFalse();
        assertThat(result.at("/fitting/2/ruleId").isNull()).isTrue();
        assertThat(names()).containsExactly("on", "off");
    }

    @Test
    void a_placeholder_that_nobody_fills_in_is_named_when_it_is_saved_and_when_it_is_tried() {
        var written = rule("hi", true, keyword("hi"), text("Hi {nickname}, it is {time}"));

        var saved = stage.operator().post(stage.path("/replies"), written).json();
        var tried = test(Map.of("kind", "text", "text", "hi"));

        assertThat(saved.path("unknownPlaceholders").valueStream().map(JsonNode::asString))
                .containsExactly("{nickname}");
        assertThat(tried.at("/fitting/0/unknownPlaceholders/0").asString()).isEqualTo("{nickname}");
    }

    @Test
    void a_blank_text_gets_a_hint_that_can_be_changed_and_switched_off() {
        var blank = Map.<String, Object>of("kind", "text", "text", " ");
        assertThat(test(blank).at("/answered/content").asString()).isNotBlank();

        stage.operator().put(stage.path("/replies/blank-hint"), Map.of("hint", "Say something"));
        assertThat(test(blank).at("/answered/content").asString()).isEqualTo("Say something");

        stage.operator().put(stage.path("/replies/blank-hint"), Map.of());
        assertThat(test(blank).path("answered").isNull()).isTrue();
    }

    @Test
    void a_follower_is_answered_by_the_rule_as_soon_as_it_is_there() {
        var phone = stage.sandbox().phones(1).getFirst();
        add("price", keyword("价格"), text("{account}：三元"));
        add("rest", Map.of("kind", "fallback"), text("?"));

        assertThat(answerTo(phone, "价格")).isEqualTo("stage：三元");
        assertThat(answerTo(phone, "什么")).isEqualTo("?");
    }

    @Test
    void the_audit_trail_says_in_words_what_was_changed() {
        add("价格", keyword("价格"), text("三元"));

        var trail = stage.operator().with("Accept-Language", "zh-CN").get(stage.path("/audit"));

        assertThat(trail.text()).contains("添加了自动回复“价格”");
    }

    @Test
    void a_follow_is_answered() {
        add("welcome", Map.of("kind", "follow"), text("Welcome to wechat world!"));

        var newcomer = stage.platform().follow(1).getFirst();
        stage.sandbox().awaitDelivered();

        assertThat(newcomer.received().getLast().content()).isEqualTo("Welcome to wechat world!");
    }

    @Test
    void a_rule_that_was_deleted_answers_nobody() {
        add("mine", Map.of("kind", "fallback"), text("mine"));
        var phone = stage.sandbox().phones(1).getFirst();
        var before = phone.received().size();

        var id = list().get(0).path("id").asString();
        stage.operator().delete(stage.path("/replies/" + id));
        phone.say("anything");
        stage.sandbox().awaitDelivered();

        assertThat(phone.received().size()).isEqualTo(before);
    }

    private String answerTo(Phone phone, String said) {
        phone.say(said);
        stage.sandbox().awaitDelivered();
        return phone.received().getLast().content();
    }

    private JsonNode test(Map<String, Object> sample) {
        var answer = stage.operator().post(stage.path("/replies/test"), sample);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private String add(String name, Map<String, Object> trigger, Map<String, Object> answer) {
        var added =
                stage.operator().post(stage.path("/replies"), rule(name, true, trigger, answer));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().path("id").asString();
    }

    private String error(Map<String, Object> trigger, Map<String, Object> answer) {
        Answer refused =
                stage.operator().post(stage.path("/replies"), rule("x", true, trigger, answer));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        var error = refused.json().at("/errors/0");
        return error.path("field").asString() + " " + error.path("code").asString();
    }

    private JsonNode list() {
        return stage.operator().get(stage.path("/replies")).json().path("items");
    }

    private List<String> names() {
        return list().valueStream().map(rule -> rule.path("name").asString()).toList();
    }

    private static Map<String, Object> rule(
            String name, boolean enabled, Map<String, Object> trigger, Map<String, Object> answer) {
        return Map.of("name", name, "enabled", enabled, "trigger", trigger, "answer", answer);
    }

    private static Map<String, Object> keyword(String text) {
        return Map.of(
                "kind", "keywords", "keywords", List.of(Map.of("text", text, "match", "exact")));
    }

    private static Map<String, Object> pattern(String text) {
        return Map.of(
                "kind", "keywords", "keywords", List.of(Map.of("text", text, "match", "pattern")));
    }

    private static Map<String, Object> text(String content) {
        return Map.of("kind", "text", "content", content);
    }
}
