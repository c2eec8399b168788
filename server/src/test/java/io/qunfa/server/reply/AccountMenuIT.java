package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The menu, against the sandbox. */
@ServerTest
final class AccountMenuIT {

    private final Stage stage;

    AccountMenuIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(2);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_menu_of_every_kind_is_published_and_read_back() {
        var group =
                Map.of(
                        "name", "更多服务",
                        "kind", "group",
                        "buttons",
                                List.of(
                                        click("帮助", "HELP"),
                                        Map.of(
                                                "name",
                                                "Scan",
                                                "kind",
                                                "scancode_waitmsg",
                                                "key",
                                                "S"),
                                        Map.of("name", "Photo", "kind", "pic_weixin", "key", "P"),
                                        Map.of(
                                                "name",
                                                "Where",
                                                "kind",
                                                "location_select",
                                                "key",
                                                "W"),
                                        view("Shop", "https://example.com/shop")));

        var published =
                publish(List.of(group, view("Shop", "https://example.com/"), click("?", "Q")));

        assertThat(published.status()).as(published.text()).isEqualTo(200);
        var menu = stage.operator().get(stage.path("/menu")).json();
        assertThat(menu.path("shown").asBoolean()).isTrue();
        assertThat(menu.path("buttons").size()).isEqualTo(3);
        assertThat(menu.at("/buttons/0/buttons/1/kind").asString()).isEqualTo("scancode_waitmsg");
        assertThat(menu.at("/buttons/1/url").asString()).isEqualTo("https://example.com/");
    }

    @Test
    void everything_that_is_wrong_with_a_menu_is_told_at_once() {
        var deep = Map.of("name", "Deep", "kind", "group", "buttons", List.of(click("a", "b")));
        var refused =
                publish(
                        List.of(
                                click("这个名字太长了", "K"),
                                view("Shop", "example.com"),
                                Map.of("name", "More", "kind", "group", "buttons", List.of(deep)),
                                Map.of("kind", "dance")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(fields(refused))
                .containsExactlyInAnyOrder(
                        "buttons count",
                        "buttons[0].name too-many-bytes",
                        "buttons[1].url not-an-address",
                        "buttons[2].buttons[0].kind menu-too-deep",
                        "buttons[3].name required",
                        "buttons[3].kind unknown-value",
                        "buttons[3].key required");
        assertThat(versions().size()).isZero();
    }

    @Test
    void what_was_published_stays_known_and_is_the_way_back() {
        publish(List.of(click("one", "1")));
        publish(List.of(click("two", "2")));

        var first = versions().get(1).path("buttons");
        var back = publish(first);

        assertThat(back.json().at("/buttons/0/name").asString()).isEqualTo("one");
        assertThat(versions().size()).isEqualTo(3);
        assertThat(versions().get(0).path("publishedBy").asString()).isNotBlank();
    }

    @Test
    void a_menu_is_deleted_by_who_names_the_account() {
        publish(List.of(click("one", "1")));

        var careless = stage.operator().delete(stage.path("/menu?accountName=other"));
        var careful =
                stage.operator().delete(stage.path("/menu?accountName=" + stage.accountName()));

        assertThat(careless.status()).isEqualTo(422);
        assertThat(careful.status()).isEqualTo(204);
        assertThat(stage.operator().get(stage.path("/menu")).json().path("buttons").size())
                .isZero();
        assertThat(versions().get(0).path("buttons").isNull()).isTrue();
    }

    @Test
    void who_carries_a_tag_sees_the_menu_for_it() {
        var openIds = stage.platform().followers(2);
        var tag = stage.platform().createTag("vip", List.of(openIds.getFirst()));
        publish(List.of(click("all", "1")));

        var added =
                stage.operator()
                        .post(
                                stage.path("/menu/conditional"),
                                Map.of(
                                        "tagId", Long.toString(tag),
                                        "buttons", List.of(click("vip", "V"))));

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(seenBy(openIds.getFirst())).isEqualTo("vip");
        assertThat(seenBy(openIds.getLast())).isEqualTo("all");

        var id = added.json().at("/conditional/0/id").asString();
        stage.operator().delete(stage.path("/menu/conditional/" + id));
        assertThat(seenBy(openIds.getFirst())).isEqualTo("all");
    }

    private String seenBy(String openId) {
        return stage.operator()
                .post(stage.path("/menu/trial"), Map.of("openId", openId))
                .json()
                .at("/buttons/0/name")
                .asString();
    }

    private Answer publish(Object buttons) {
        return stage.operator().put(stage.path("/menu"), Map.of("buttons", buttons));
    }

    private JsonNode versions() {
        return stage.operator().get(stage.path("/menu/versions")).json().path("items");
    }

    private static List<String> fields(Answer refused) {
        var fields = new ArrayList<String>();
        refused.json()
                .path("errors")
                .forEach(
                        error ->
                                fields.add(
                                        error.path("field").asString()
                                                + " "
                                                + error.path("code").asString()));
        return fields;
    }

    private static Map<String, Object> click(String name, String key) {
        return Map.of("name", name, "kind", "click", "key", key);
    }

    private static Map<String, Object> view(String name, String url) {
        return Map.of("name", name, "kind", "view", "url", url);
    }
}
