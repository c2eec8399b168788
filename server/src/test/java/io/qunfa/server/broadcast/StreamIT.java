package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
@ExtendWith(OutputCaptureExtension.class)
final class StreamIT {

    private final Stage stage;
    private final JdbcClient sql;

    StreamIT(@Autowired Stages stages, @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(1);
        this.sql = sql;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_reader_is_let_go_when_the_broadcast_cannot_be_read_any_more(CapturedOutput log)
            throws Exception {
        var draft = stage.draft("watched", Stage.everybody());
        var address = stage.callback().resolve(stage.path("/broadcasts/" + draft + "/events"));
        var session = "QUNFA_SESSION=" + stage.operator().cookie("QUNFA_SESSION").orElseThrow();
        var request = HttpRequest.newBuilder(address).header("Cookie", session).build();

        try (var http = HttpClient.newHttpClient()) {
            var events = http.send(request, BodyHandlers.ofInputStream());
            assertThat(events.statusCode()).isEqualTo(200);
            sql.sql("DELETE FROM broadcast.broadcast WHERE id = :id::uuid")
                    .param("id", draft)
                    .update();

            assertThat(ends(events.body())).isTrue();
            Stage.await(log::getOut, text -> text.contains("request.failed"));
            assertThat(log.getOut()).doesNotContain("No converter", "Failure in @ExceptionHandler");
        }
    }

    /** However it ends: an answer that breaks off is an end too. */
    private static boolean ends(InputStream events) {
        try (events) {
            while (events.read() >= 0) {}
        } catch (IOException _) {
            return true;
        }
        return true;
    }
}
