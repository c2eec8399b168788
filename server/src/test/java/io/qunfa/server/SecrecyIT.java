package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After a day's work, everything that is kept or shown is searched for secrets. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
final class SecrecyIT {

    private static final String WRONG_SECRET = "0a1b2c3d".repeat(4);

    private final Stage stage;
    private final JdbcClient jdbc;

    SecrecyIT(@Autowired Stages stages, @Autowired JdbcClient jdbc) {
        this.stage = stages.withFollowers(5);
        this.jdbc = jdbc;
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void neither_the_database_nor_the_log_nor_an_answer_tells_a_secret(CapturedOutput log) {
        var answers = new ArrayList<String>();
        work(answers);
        var secrets = secrets();

        var searched = dump() + log.getAll() + String.join("\n", answers);
        assertThat(secrets).doesNotContain("");
        for (var secret : secrets) {
            for (var form : forms(secret)) {
                assertThat(searched.contains(form)).as("a secret is told").isFalse();
            }
        }
    }

    /** Sends, fails, asks for what is not there: whatever could make somebody careless. */
    private void work(List<String> answers) {
        var broadcast = stage.sent("hello from boxer.", Stage.everybody());
        stage.await(broadcast, "finished");
        stage.breakOnce("/cgi-bin/user/get", "malformed");
        stage.operator().post(stage.path("/audience/synchronization"), Map.of());
        stage.refuseOnce("/cgi-bin/tags/get", 40001);
        answers.add(stage.operator().post(stage.path("/abilities/check"), Map.of()).text());
        answers.add(stage.operator().post(stage.path("/connection/check"), Map.of()).text());
        answers.add(stage.operator().put(stage.path("/app-secret"), wrong()).text());
        answers.add(
                stage.operator()
                        .post(
                                stage.path("/calls/by-hand"),
                                Map.of("method", "GET", "path", "/cgi-bin/tags/get"))
                        .text());
        stage.sandbox().phones(1).getFirst().say("hello");
        stage.sandbox().awaitDelivered();
        read("/broadcasts/" + broadcast, answers);
        read("/broadcasts/" + broadcast + "/report.csv", answers);
        read("/nothing", answers);
        everythingThatCanBeRead().forEach(path -> read(path, answers));
        answers.add(stage.operator().put("/wx/unknown", Map.of()).text());
    }

    private void read(String below, List<String> answers) {
        var answer = stage.operator().get(stage.path(below));
        answers.add(answer.text());
        answer.response()
                .headers()
                .map()
                .forEach((name, values) -> answers.add(name + ": " + values));
    }

    /** Pages, lists and exports of an account, but for the two whose purpose is a secret. */
    private List<String> everythingThatCanBeRead() {
        var account = "/api/v1/accounts/\\{\\w+}";
        var paths =
                stage.operator().get("/v3/api-docs").json().path("paths").properties().stream()
                        .filter(path -> path.getValue().has("get"))
                        .map(path -> path.getKey())
                        .filter(path -> path.matches(account + "[^{]*"))
                        .map(path -> path.replaceFirst(account, ""))
                        .filter(path -> !List.of("/callback", "/access-token").contains(path))
                        .toList();
        assertThat(paths).hasSizeGreaterThan(30).contains("/broadcasts.csv", "/calls", "/pushes");
        return paths;
    }

    private static Map<String, String> wrong() {
        return Map.of("appSecret", WRONG_SECRET);
    }

    private List<String> secrets() {
        var settings = stage.operator().get(stage.path("/callback")).json();
        var programs = Map.of("name", "probe", "scopes", List.of("token"));
        var apiToken = stage.operator().post("/api/v1/api-tokens", programs).json();
        var bearer = apiToken.path("secret").asString();
        return List.of(
                stage.platform().appSecret(),
                settings.path("token").asString(),
                settings.path("aesKey").asString(),
                accessToken(bearer),
                bearer,
                WRONG_SECRET);
    }

    private String accessToken(String bearer) {
        var answer =
                stage.operator()
                        .with("Authorization", "Bearer " + bearer)
                        .get(stage.path("/access-token"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control").orElseThrow()).contains("no-store");
        return answer.json().path("accessToken").asString();
    }

    private static List<String> forms(String secret) {
        var bytes = secret.getBytes(UTF_8);
        return List.of(
                secret, HexFormat.of().formatHex(bytes), Base64.getEncoder().encodeToString(bytes));
    }

    /** Every row of every table, as a dump writes it. */
    private String dump() {
        var tables =
                jdbc.sql(
                                """
                                SELECT format('%I.%I', table_schema, table_name)
                                FROM information_schema.tables
                                WHERE table_type = 'BASE TABLE'
                                  AND table_schema NOT IN ('pg_catalog', 'information_schema')
                                """)
                        .query(String.class)
                        .list();
        assertThat(tables).hasSizeGreaterThan(20);
        var dump = new StringBuilder();
        for (var table : tables) {
            jdbc.sql("SELECT t::text FROM %s t".formatted(table))
                    .query(String.class)
                    .list()
                    .forEach(row -> dump.append(row).append('\n'));
        }
        return dump.toString();
    }
}
