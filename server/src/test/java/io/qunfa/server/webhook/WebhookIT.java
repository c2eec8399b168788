package io.qunfa.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another system that is told what happens, as JSON. */
@ServerTest
final class WebhookIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Stage stage;
    private final JdbcClient sql;
    private final OtherSystem other = new OtherSystem();

    WebhookIT(@Autowired Stages stages, @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(2);
        this.sql = sql;
    }

    @AfterEach
    void closeAll() {
        other.close();
        stage.close();
    }

    @Test
    void a_message_is_told_signed_as_standard_webhooks_says() {
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("你好");

        var heard = awaitHeard(1).getFirst();

        var body = JSON.readTree(heard.body());
        assertThat(body.path("type").asString()).isEqualTo("message.text");
        assertThat(body.at("/data/content").asString()).isEqualTo("你好");
        assertThat(body.at("/data/account").asString()).isEqualTo(stage.accountId());
        var secret = new WebhookSecret(created.path("secret").asString());
        assertThat(heard.header("webhook-signature")).isEqualTo(signature(secret, heard));
        assertThat(awaitState(created, "delivered").path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_not_wanted_is_not_told() {
        create("message.image");
        stage.sandbox().phones(1).getFirst().say("hi");
        Stage.await(
                () -> stage.operator().get(stage.path("/pushes?state=processed")).json(),
                page -> page.toString().contains("message.text"));
        create("message.text");
        stage.sandbox().phones(1).getFirst().say("again");

        assertThat(awaitHeard(1))
                .singleElement()
                .satisfies(h -> assertThat(h.body()).contains("again"));
    }

    @Test
    void a_broadcast_is_told_in_every_state() {
        create("broadcast.*");
        stage.sent("hello", Stage.everybody());

        Stage.await(this::kindsHeard, kinds -> kinds.contains("broadcast.sending"));
    }

    @Test
    void that_a_follower_left_is_told_although_they_are_forgotten() {
        create("event.unsubscribe");
        var phone = stage.sandbox().phones(1).getFirst();

        phone.unfollow();

        var body = JSON.readTree(awaitHeard(1).getFirst().body());
        assertThat(body.at("/data/from").asString()).isEqualTo(phone.openId());
        Stage.await(
                () ->
                        sql.sql(
                                        "SELECT count(*) FROM webhook.delivery WHERE kind = 'event.unsubscribe' AND payload IS NOT NULL")
                                .query(Long.class)
                                .single(),
                left -> left == 0);
    }

    @Test
    void what_failed_is_told_again_with_the_same_id_until_it_is_taken() {
        other.answer(500, "not now");
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");
        var failed =
                Stage.await(
                        () -> log(created).at("/items/0"),
                        line -> line.path("status").asInt() == 500);
        assertThat(failed.path("state").asString()).isEqualTo("waiting");
        assertThat(failed.path("response").asString()).isEqualTo("not now");

        other.answer(200, "");
        makeDue();

        awaitState(created, "delivered");
        assertThat(other.heard().stream().map(each -> each.header("webhook-id")).distinct())
                .hasSize(1);
    }

    @Test
    void a_long_answer_is_an_answer() {
        other.answer(200, "x".repeat(200_000));
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");

        assertThat(awaitState(created, "delivered").path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        other.answer(302, "");
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");

        Stage.await(() -> log(created).at("/items/0"), line -> line.path("status").asInt() == 302);

        assertThat(other.heard()).hasSize(1);
    }

    @Test
    void an_endpoint_that_fails_for_days_is_switched_off() {
        other.answer(500, "");
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");
        Stage.await(() -> log(created).at("/items/0"), line -> line.path("status").asInt() == 500);
        sql.sql("UPDATE webhook.endpoint SET failing_since = now() - interval '4 days'").update();
        makeDue();

        var webhook =
                Stage.await(
                        () -> webhooks().at("/items/0"), each -> !each.path("enabled").asBoolean());

        assertThat(webhook.path("disabledReason").asString()).isEqualTo("failing");
    }

    @Test
    void an_endpoint_that_says_it_is_gone_is_switched_off_at_once() {
        other.answer(410, "");
        create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");

        var webhook =
                Stage.await(
                        () -> webhooks().at("/items/0"), each -> !each.path("enabled").asBoolean());

        assertThat(webhook.path("disabledReason").asString()).isEqualTo("gone");
    }

    @Test
    void a_rotated_secret_signs_beside_the_one_before() {
        var created = create("message.*");
        var next =
                stage.operator()
                        .post(path(created, "/secret"), Map.of())
                        .json()
                        .path("secret")
                        .asString();

        stage.operator().post(path(created, "/ping"), Map.of());

        var heard = awaitHeard(1).getFirst();
        assertThat(heard.header("webhook-signature").split(" "))
                .containsExactly(
                        signature(new WebhookSecret(next), heard),
                        signature(new WebhookSecret(created.path("secret").asString()), heard));
    }

    @Test
    void a_person_has_a_delivery_told_again() {
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");
        var line = awaitState(created, "delivered");

        var answer =
                stage.operator()
                        .post(
                                path(
                                        created,
                                        "/deliveries/" + line.path("id").asString() + "/replay"),
                                Map.of());

        assertThat(answer.status()).isEqualTo(202);
        awaitHeard(2);
    }

    @Test
    void a_person_does_not_wait_for_the_next_try() {
        other.answer(500, "");
        var created = create("message.*");
        stage.sandbox().phones(1).getFirst().say("hi");
        awaitHeard(1);
        sql.sql("UPDATE webhook.delivery SET due_at = now() + interval '1 hour'").update();
        var line = awaitState(created, "waiting");
        other.answer(200, "");

        var answer =
                stage.operator()
                        .post(
                                path(
                                        created,
                                        "/deliveries/" + line.path("id").asString() + "/replay"),
                                Map.of());

        assertThat(answer.status()).isEqualTo(202);
        awaitHeard(2);
    }

    @Test
    void an_address_inside_the_network_is_not_reached() {
        var created = create("http://10.1.2.3/hook", "message.*");
        stage.sandbox().phones(1).getFirst().say("hi");

        var line =
                Stage.await(
                        () -> log(created).at("/items/0"),
                        each ->
                                !each.path("problem").isNull()
                                        && !each.path("problem").isMissingNode());

        assertThat(line.path("problem").asString()).contains("inside the network");
    }

    @Test
    void a_secret_is_shown_once_and_never_again() {
        var created = create("message.*");

        assertThat(created.path("secret").asString()).startsWith("whsec_");
        assertThat(stage.operator().get(stage.path("/webhooks")).text()).doesNotContain("whsec_");
        assertThat(
                        sql.sql("SELECT encode(secret, 'escape') FROM webhook.endpoint")
                                .query(String.class)
                                .single())
                .doesNotContain("whsec_");
    }

    @Test
    void nonsense_is_refused_by_field() {
        assertThat(post("ftp://a.example/", List.of("*")).status()).isEqualTo(422);
        assertThat(post("https://a.example/", List.of()).status()).isEqualTo(422);
        assertThat(post("https://a.example/", List.of("Everything!")).status()).isEqualTo(422);
        assertThat(
                        stage.operator()
                                .get(stage.path("/webhooks/" + UUID.randomUUID() + "/deliveries"))
                                .status())
                .isEqualTo(404);
    }

    private JsonNode create(String kind) {
        return create(other.url(), kind);
    }

    private JsonNode create(String url, String kind) {
        var answer = post(url, List.of(kind));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private io.qunfa.server.testing.Visitor.Answer post(String url, List<String> kinds) {
        return stage.operator().post(stage.path("/webhooks"), Map.of("url", url, "kinds", kinds));
    }

    private List<String> kindsHeard() {
        return other.heard().stream()
                .map(each -> JSON.readTree(each.body()).path("type").asString())
                .toList();
    }

    private List<OtherSystem.Heard> awaitHeard(int count) {
        return Stage.await(other::heard, heard -> heard.size() >= count);
    }

    private JsonNode awaitState(JsonNode created, String state) {
        return Stage.await(
                () -> log(created).at("/items/0"),
                line -> line.path("state").asString("").equals(state));
    }

    private void makeDue() {
        sql.sql("UPDATE webhook.delivery SET due_at = now()").update();
    }

    private JsonNode webhooks() {
        return stage.operator().get(stage.path("/webhooks")).json();
    }

    private JsonNode log(JsonNode created) {
        return stage.operator().get(path(created, "/deliveries")).json();
    }

    private String path(JsonNode created, String below) {
        return stage.path("/webhooks/" + created.at("/webhook/id").asString() + below);
    }

    private static String signature(WebhookSecret secret, OtherSystem.Heard heard) {
        return secret.sign(
                heard.header("webhook-id"),
                Long.parseLong(heard.header("webhook-timestamp")),
                heard.body());
    }
}
