package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.SecondNode;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.TestClock;
import io.qunfa.server.testing.Visitors;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Two servers on one database, each answering the platform and its operators. */
@ServerTest
final class TwoNodesIT {

    /** What is remembered in memory is at most a second old; a busy machine may need more. */
    private static final Duration OLD = Duration.ofSeconds(5);

    private static final String SITE = "shop.example.com";
    private static final int CALLERS = 12;

    private final Stage stage;
    private final Visitors visitors;
    private final JdbcClient jdbc;
    private final SecondNode second;

    TwoNodesIT(
            @Autowired Stages stages,
            @Autowired Visitors visitors,
            @Autowired JdbcClient jdbc,
            @Autowired TestClock clock) {
        this.stage = stages.withFollowers(1);
        this.visitors = visitors;
        this.jdbc = jdbc;
        this.second = SecondNode.start(clock);
    }

    @AfterEach
    void stopThem() {
        second.close();
        stage.close();
    }

    @Test
    void what_is_changed_on_one_node_is_answered_by_the_other() {
        var id = onFirst("/replies", "first").path("id").asString();
        stage.platform()
                .callback(
                        second.address().resolve(stage.callback().getPath()),
                        stage.callbackToken());
        Stage.await(OLD, this::answer, "first"::equals);

        stage.operator().put(stage.path("/replies/" + id), rule("second"));
        Stage.await(OLD, this::answer, "second"::equals);

        stage.operator().delete(second.address().resolve(stage.path("/replies/" + id)).toString());
        stage.platform().callback(stage.callback(), stage.callbackToken());
        Stage.await(OLD, this::answer, ""::equals);
    }

    @Test
    void the_ticket_is_fetched_once_by_whichever_node_is_asked() throws Exception {
        stage.patchPlatform("{\"domains\":{\"js\":[\"%s\"]}}".formatted(SITE));
        var site =
                stage.operator()
                        .post(stage.path("/sites"), Map.of("name", "Shop", "domain", SITE))
                        .json()
                        .at("/site/id")
                        .asString();
        var path = signature(site);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < CALLERS; i++) {
            calls.add(() -> visitors.stranger().get(path).status());
            calls.add(() -> visitors.stranger().get(onSecond(path)).status());
        }

        var seen = new HashSet<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                seen.add(answer.get());
            }
        }

        assertThat(seen).containsExactly(200);
        assertThat(calls("/cgi-bin/ticket/getticket")).isEqualTo(1);
        assertThat(calls("/cgi-bin/stable_token")).isEqualTo(1);
    }

    @Test
    void who_signs_in_on_one_node_is_known_to_the_other() {
        assertThat(stage.operator().get(onSecond("/api/v1/session")).status()).isEqualTo(200);
        assertThat(visitors.stranger().get(onSecond("/api/v1/accounts")).status()).isEqualTo(401);
    }

    private JsonNode onFirst(String below, String said) {
        var answer = stage.operator().post(stage.path(below), rule(said));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private String onSecond(String path) {
        return second.address().resolve(path).toString();
    }

    private static Map<String, Object> rule(String said) {
        return Map.of(
                "name",
                said,
                "enabled",
                true,
                "trigger",
                Map.of("kind", "fallback"),
                "answer",
                Stage.text(said));
    }

    private String signature(String site) {
        var key = stage.operator().get(stage.path("")).json().path("key").asString();
        return "/web/%s/%s/signature?url=%s"
                .formatted(key, site, URLEncoder.encode("https://" + SITE + "/page", UTF_8));
    }

    /** What the follower gets for saying something, or nothing. */
    private String answer() {
        var phone = stage.sandbox().phones(1).getFirst();
        var before = phone.received().size();
        phone.say("hello");
        stage.sandbox().awaitDelivered();
        var received = phone.received();
        return received.size() == before ? "" : received.getLast().content();
    }

    private int calls(String path) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM account.call_log
                        WHERE account_id = CAST(:account AS uuid) AND path = :path
                        """)
                .param("account", stage.accountId())
                .param("path", path)
                .query(Integer.class)
                .single();
    }
}
