package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
final class BroadcastIT {

    private final Stage stage;

    BroadcastIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(20);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void a_message_to_all_reaches_everybody_once_and_its_result_comes_back() {
        var broadcast = stage.sent("hello from boxer.", Stage.everybody());
        stage.awaitCall(broadcast, "accepted");

        stage.pass(Duration.ofMinutes(1));

        var finished = stage.await(broadcast, "finished");
        assertThat(finished.at("/totals/audience").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/eligible").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/delivered").asLong()).isEqualTo(20);
        assertThat(finished.at("/totals/failed").asLong()).isZero();
        assertThat(finished.at("/calls/0/msgId").asString()).isEqualTo("1000000001");
        assertThat(finished.at("/calls/0/status").asString()).isEqualTo("send success");
        assertThat(stage.sandbox().phones(20))
                .allSatisfy(phone -> assertThat(phone.received()).hasSize(1));
    }
}
