package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int ACCOUNTS = 50;

    @Test
    void the_clients_of_many_accounts_share_a_few_connections() {
        try (var platform = new ScriptedPlatform();
                var connections = Connections.open(Timeouts.DEFAULT, 2)) {
            platform.plays("/cgi-bin/tags/get", "tags-get");
            var before = Thread.getAllStackTraces().size();
            for (var account = 0; account < ACCOUNTS; account++) {
                var wechat = client(platform, connections);
                assertThat(wechat.tags().list()).isNotEmpty();
                wechat.close();
            }

            assertThat(Thread.getAllStackTraces().size() - before).isLessThan(ACCOUNTS / 2);
            assertThat(client(platform, connections).tags().list()).isNotEmpty();
        }
    }

    @Test
    void whoever_opened_them_closes_them() {
        try (var platform = new ScriptedPlatform()) {
            var connections =
                    Connections.open(new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1)));
            var wechat = client(platform, connections);
            connections.close();

            assertThatThrownBy(() -> wechat.tags().list())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void there_is_at_least_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connections.open(Timeouts.DEFAULT, 0));
    }

    private static WeChat client(ScriptedPlatform platform, Connections connections) {
        return WeChat.builder(ScriptedPlatform.CREDENTIALS)
                .endpoints(Endpoints.of(platform.address()))
                .connections(connections)
                .build();
    }
}
