package io.qunfa.server.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Audiences that come as a file. */
@ServerTest
final class UploadedListIT {

    private static final String STRANGER = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";

    private final Stage stage;
    private final UploadedListStore store;
    private final InstantSource clock;

    UploadedListIT(
            @Autowired Stages stages,
            @Autowired UploadedListStore store,
            @Autowired InstantSource clock) {
        this.stage = stages.withFollowers(300);
        this.store = store;
        this.clock = clock;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_list_of_any_of_three_forms_becomes_an_audience() {
        var three = stage.platform().followers(3);
        var plain = String.join("\n", three);
        var csv = "openid,name\r\n\"%s\",a\r\n%s;b\r\n%s\r\n".formatted(three.toArray());
        var ndjson =
                "\uFEFF{\"openid\":\"%s\"}\n{\"openId\":\"%s\",\"x\":1}\n{\"openid\":\"%s\"}\n"
                        .formatted(three.toArray());

        assertThat(upload("text/plain", plain).json().path("count").asInt()).isEqualTo(3);
        assertThat(upload("text/csv", csv).json().path("count").asInt()).isEqualTo(3);
        var list = upload("application/x-ndjson", ndjson).json();

        var audience =
                Map.<String, Object>of("kind", "uploaded", "listId", list.path("id").asString());
        var draft = stage.draft("to a list", audience);
        assertThat(stage.plan(draft).path("recipients").asInt()).isEqualTo(3);
        assertThat(stage.broadcast(draft).path("audience").path("openIds").size()).isEqualTo(3);
        assertThat(
                        stage.operator()
                                .post(stage.path("/audience/count"), Map.of("audience", audience))
                                .json()
                                .path("count")
                                .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_list_is_uploaded_once_per_key_and_another_file_is_refused() throws Exception {
        var three = String.join("\n", stage.platform().followers(3));
        stage.operator().with("Idempotency-Key", "list-1");

        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uploads =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> threads.submit(() -> upload("text/plain", three)))
                            .toList();
            answers = new ArrayList<>();
            for (var upload : uploads) {
                answers.add(upload.get());
            }
        }
        var other = upload("text/plain", three + "\n" + STRANGER);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.json().path("id").asString())
                .containsOnly(answers.getFirst().json().path("id").asString());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(stage.operator().get(stage.path("/audience/lists")).json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void a_million_lines_are_read_as_they_come_and_only_numbers_are_kept() {
        var all = stage.platform().followers(300);
        var text = new StringBuilder(30_000_000);
        for (var line = 0; line < 1_000_000; line++) {
            text.append(all.get(line % 300)).append('\n');
        }

        var answer = upload("text/plain", text.toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var list = answer.json();
        assertThat(list.path("lines").asInt()).isEqualTo(1_000_000);
        assertThat(list.path("count").asInt()).isEqualTo(300);
        assertThat(list.path("repeated").asInt()).isEqualTo(999_700);
    }

    @Test
    void who_does_not_follow_is_a_number_and_the_first_of_them_are_named() {
        var known = stage.platform().followers(1).getFirst();

        var list = upload("text/plain", known + "\n\n" + STRANGER + "\n").json();

        assertThat(list.path("lines").asInt()).isEqualTo(2);
        assertThat(list.path("unknown").asInt()).isEqualTo(1);
        assertThat(list.at("/unknownOpenIds/0").asString()).isEqualTo(STRANGER);
        var again = stage.operator().get(lists("/" + list.path("id").asString())).json();
        assertThat(again.path("unknownOpenIds").size()).isZero();
        assertThat(again.path("count").asInt()).isEqualTo(1);
    }

    @Test
    void a_line_that_is_no_openid_is_named_and_nothing_is_kept() {
        var known = stage.platform().followers(1).getFirst();

        var answer = upload("text/plain", known + "\n" + "张三 的 名单" + "\n");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("list-line-unreadable");
        assertThat(answer.json().at("/parameters/line").asInt()).isEqualTo(2);
        assertThat(stage.operator().get(lists("")).json().path("items").size()).isZero();
        var endless = upload("text/plain", "x".repeat(100_000));
        assertThat(endless.code()).isEqualTo("list-line-unreadable");
    }

    @Test
    void what_is_no_file_of_openids_is_refused_by_its_type() {
        var answer = upload("application/json", "[\"" + STRANGER + "\"]");

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void a_list_may_go_and_its_broadcasts_keep_their_audience() {
        var list = upload("text/plain", String.join("\n", stage.platform().followers(3)));
        var id = list.json().path("id").asString();
        var draft = stage.draft("kept", Map.of("kind", "uploaded", "listId", id));

        assertThat(stage.operator().delete(lists("/" + id)).status()).isEqualTo(204);

        assertThat(stage.operator().delete(lists("/" + id)).status()).isEqualTo(404);
        assertThat(stage.plan(draft).path("recipients").asInt()).isEqualTo(3);
        var refused =
                stage.operator()
                        .post(
                                stage.path("/broadcasts"),
                                Map.of(
                                        "message",
                                        Stage.text("too late"),
                                        "audience",
                                        Map.of("kind", "uploaded", "listId", id)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("audience.listId");
    }

    @Test
    void an_edit_without_an_audience_leaves_it_as_it_is() {
        var draft = stage.draft("before", Stage.list(stage.platform().followers(3)));

        stage.operator()
                .put(stage.path("/broadcasts/" + draft), Map.of("message", Stage.text("after")));

        assertThat(stage.broadcast(draft).at("/message/content").asString()).isEqualTo("after");
        assertThat(stage.plan(draft).path("recipients").asInt()).isEqualTo(3);
    }

    @Test
    void a_list_is_pruned_by_its_age() {
        var before = clock.instant();
        var list = upload("text/plain", stage.platform().followers(1).getFirst());
        var id = list.json().path("id").asString();

        store.prune(before);
        assertThat(stage.operator().get(lists("/" + id)).status()).isEqualTo(200);
        stage.pass(Duration.ofSeconds(1));
        store.prune(clock.instant());

        assertThat(stage.operator().get(lists("/" + id)).status()).isEqualTo(404);
    }

    @Test
    void lists_are_their_accounts_own() {
        var unknown = stage.operator().get(lists("/" + UUID.randomUUID()));

        assertThat(unknown.status()).isEqualTo(404);
    }

    private String lists(String below) {
        return stage.path("/audience/lists" + below);
    }

    private Answer upload(String type, String content) {
        return stage.operator().post(lists("?name=file"), type, content.getBytes(UTF_8));
    }
}
