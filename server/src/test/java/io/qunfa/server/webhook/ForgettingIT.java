package io.qunfa.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Of a follower who leaves nothing remains in any table. */
@ServerTest
final class ForgettingIT {

    private final Stage stage;
    private final JdbcClient sql;
    private final OtherSystem other = new OtherSystem();

    ForgettingIT(@Autowired Stages stages, @Autowired JdbcClient sql) {
        this.stage = stages.withFollowers(2);
        this.sql = sql;
    }

    @AfterEach
    void closeAll() {
        other.close();
        stage.close();
    }

    @Test
    void a_follower_who_leaves_is_forgotten_everywhere() {
        var phone = stage.sandbox().phones(1).getFirst();
        other.answer(heard -> new OtherSystem.Answer(200, heard.body()));
        post("/webhooks", Map.of("url", other.url(), "kinds", List.of("*")));
        post("/relays", Map.of("url", other.url(), "kinds", List.of("*"), "token", "theirtoken"));
        phone.say("my own words");
        Stage.await(() -> delivered(2), there -> there);
        post(
                "/followers/" + phone.openId() + "/messages",
                Map.of("message", Map.of("kind", "text", "content", "words of an operator")));
        post(
                "/calls/by-hand",
                Map.of(
                        "method", "GET",
                        "path", "/cgi-bin/user/info",
                        "query", Map.of("openid", phone.openId())));
        assertThat(tablesWith(phone.openId()))
                .contains("inbox.push", "webhook.delivery", "account.call_by_hand")
                .doesNotContain("account.call_log");

        phone.unfollow();
        Stage.await(() -> delivered(4), there -> there);

        assertThat(tablesWith(phone.openId())).isEmpty();
        assertThat(tablesWith("my own words")).isEmpty();
        assertThat(tablesWith("words of an operator")).isEmpty();
    }

    private void post(String path, Map<String, ?> body) {
        assertThat(stage.operator().post(stage.path(path), body).status()).isBetween(200, 299);
    }

    private boolean delivered(int count) {
        return sql.sql(
                                """
                                SELECT count(*) FROM webhook.delivery
                                WHERE account_id = :account::uuid AND state = 'delivered'
                                """)
                        .param("account", stage.accountId())
                        .query(Integer.class)
                        .single()
                >= count;
    }

    private List<String> tablesWith(String text) {
        return sql
                .sql(
                        """
                        SELECT table_schema || '.' || table_name FROM information_schema.tables
                        WHERE table_type = 'BASE TABLE'
                          AND table_schema NOT IN ('pg_catalog', 'information_schema')
                        """)
                .query(String.class)
                .list()
                .stream()
                .filter(table -> rowsWith(table, text) > 0)
                .toList();
    }

    /** Bytes are shown as hexadecimal digits. */
    private int rowsWith(String table, String text) {
        return sql.sql(
                        """
                        SELECT count(*) FROM %s AS line
                        WHERE position(:text IN line::text) > 0
                           OR position(encode(convert_to(:text, 'UTF8'), 'hex') IN line::text) > 0
                        """
                                .formatted(table))
                .param("text", text)
                .query(Integer.class)
                .single();
    }
}
