package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Content is part of the world that a snapshot keeps. */
class ContentSnapshotIT {

    private static final String SENDALL = "/cgi-bin/message/mass/sendall";

    @Test
    void media_drafts_publications_and_what_is_on_its_way_go_on(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("world");
        String token;
        String kept;
        JsonNode published;
        JsonNode sent;
        try (var first = Sandbox.builder().followers(5).snapshot(file).clockRate(0).start()) {
            var caller = new Caller(first).withToken();
            token = caller.token();
            var articles = new Articles(first, caller);
            kept = articles.draft("kept");
            published = submit(caller, articles.draft("published"));
            sent = send(caller, articles.draft("sent"));
        }

        try (var second = Sandbox.builder().snapshot(file).clockRate(0).start()) {
            var caller = new Caller(second).withToken(token);
            second.clock().advance(Duration.ofMinutes(1));

            assertThat(titleOfDraft(caller, kept)).isEqualTo("kept");
            assertThat(
                            caller.post("/cgi-bin/freepublish/get", published.toString())
                                    .path("publish_status")
                                    .asInt(-1))
                    .isZero();
            assertThat(second.phones(1).get(0).received())
                    .singleElement()
                    .satisfies(line -> assertThat(line.content()).isEqualTo("sent"));
            assertThat(sent.path("msg_data_id").asLong()).isPositive();
            assertThat(caller.read("/cgi-bin/material/get_materialcount").path("image_count"))
                    .hasToString("1");
        }
    }

    private static String titleOfDraft(Caller caller, String id) throws Exception {
        var draft = caller.post("/cgi-bin/draft/get", Articles.id(id));
        return draft.path("news_item").path(0).path("title").asString();
    }

    private static JsonNode submit(Caller caller, String draft) throws Exception {
        return caller.post("/cgi-bin/freepublish/submit", Articles.id(draft));
    }

    private static JsonNode send(Caller caller, String draft) throws Exception {
        return caller.post(
                SENDALL,
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"mpnews\",\"mpnews\":%s}"
                        .formatted(Articles.id(draft)));
    }
}
