package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The staff who see a message before everybody does. */
@ServerTest
final class PreviewerIT {

    private final Stage stage;

    PreviewerIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(2);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void whoever_scans_the_code_joins_and_gets_previews() throws Exception {
        var follower = stage.platform().followers(1).getFirst();
        var invited =
                stage.operator()
                        .post(stage.path("/previewers/invitations"), Map.of("name", "Chen"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);

        scan(follower, invited.json().path("url").asString());

        Stage.await(this::previewers, list -> list.at("/items/0/joined").asBoolean());
        var draft = stage.draft("look first", Stage.everybody());
        var shown =
                stage.operator()
                        .post(stage.path("/broadcasts/" + draft + "/preview-all"), Map.of())
                        .json();
        assertThat(shown.at("/items/0/name").asString()).isEqualTo("Chen");
        assertThat(shown.at("/items/0/shown").asBoolean()).isTrue();
        assertThat(stage.platform().phone(follower).received()).hasSize(1);
    }

    @Test
    void each_person_has_a_result_of_their_own() {
        var known = stage.platform().phone(stage.platform().followers(1).getFirst());
        add("A known", known.weChatId());
        add("B stranger", "nobody-at-all");
        var draft = stage.draft("look first", Stage.everybody());

        var shown =
                stage.operator()
                        .post(stage.path("/broadcasts/" + draft + "/preview-all"), Map.of())
                        .json();

        assertThat(shown.at("/items/0/shown").asBoolean()).isTrue();
        assertThat(shown.at("/items/1/shown").asBoolean()).isFalse();
        assertThat(shown.at("/items/1/problem/parameters/errcode").asInt()).isEqualTo(40132);
        var gone = previewers().at("/items/1/id").asString();
        assertThat(stage.operator().delete(stage.path("/previewers/" + gone)).status())
                .isEqualTo(204);
        assertThat(previewers().path("items").size()).isEqualTo(1);
    }

    private void add(String name, String weChatId) {
        var added =
                stage.operator()
                        .post(
                                stage.path("/previewers"),
                                Map.of("name", name, "weChatId", weChatId));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
    }

    private JsonNode previewers() {
        return stage.operator().get(stage.path("/previewers")).json();
    }

    private void scan(String openId, String url) throws Exception {
        var address =
                URI.create(
                        stage.sandbox().address()
                                + "/_sandbox/accounts/"
                                + stage.platform().appId()
                                + "/scan");
        var request =
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"openid\":\"%s\",\"url\":\"%s\"}"
                                                .formatted(openId, url)))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }
}
