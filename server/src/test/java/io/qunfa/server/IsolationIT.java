package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.testing.Form;
import io.qunfa.server.testing.SamplePictures;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor;
import io.qunfa.server.testing.Visitor.Answer;
import io.qunfa.server.testing.Visitors;
import io.qunfa.server.webhook.OtherSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Two accounts on one server, and somebody who has only one of them: every call of the API is tried
 * on the other, and with the other's ids. What is new in the API is tried as soon as it is there.
 */
@ServerTest
final class IsolationIT {

    /** In everything that the other account has, so that it can be found in an answer. */
    private static final String MARK = "alpha";

    private static final String UNDER = "/api/v1/accounts/{";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /** These count every call, also those of the account's own follower synchronisation. */
    private static final List<String> COUNTERS =
            List.of("account.call_log", "account.call_count", "account.access_token");

    private final Visitors visitors;
    private final JdbcClient jdbc;
    private final Stage other;
    private final Stage own;
    private final OtherSystem elsewhere = new OtherSystem();
    private final Map<String, String> othersIds = new LinkedHashMap<>();

    IsolationIT(
            @Autowired Stages stages, @Autowired Visitors visitors, @Autowired JdbcClient jdbc) {
        this.visitors = visitors;
        this.jdbc = jdbc;
        this.other = stages.withFollowers(3);
        this.own = stages.withFollowers(3);
    }

    @BeforeEach
    void fillTheOtherAccount() {
        othersIds.put("broadcast", broadcast());
        othersIds.put("number", "1");
        othersIds.put(
                "rule",
                added(
                        "/replies",
                        Map.of(
                                "name",
                                MARK,
                                "enabled",
                                true,
                                "trigger",
                                Map.of("kind", "fallback"),
                                "answer",
                                Stage.text(MARK))));
        othersIds.put(
                "webhook",
                added("/webhooks", Map.of("url", elsewhere.url(), "kinds", List.of("*"))));
        othersIds.put(
                "relay",
                added(
                        "/relays",
                        Map.of(
                                "url",
                                elsewhere.url(),
                                "kinds",
                                List.of("message.*"),
                                "token",
                                "alpha0token0alpha")));
        othersIds.put("site", added("/sites", Map.of("name", MARK, "domain", "alpha.example")));
        othersIds.put(
                "previewer", added("/previewers", Map.of("name", MARK, "weChatId", "alpha_id")));
        othersIds.put("series", series());
        othersIds.put("list", list());
        othersIds.put("material", material());
        othersIds.put("draft", draft());
        othersIds.put("index", "0");
        othersIds.put("openId", other.sandbox().phones(1).getFirst().openId());
        othersIds.put("menu", "208379533");
        othersIds.put("ability", "tags");
        othersIds.put("push", push());
        othersIds.put("delivery", delivery());
        othersIds.put(
                "operator",
                other.operator().get("/api/v1/session").json().findValue("id").asString());
        assertThat(othersIds.values()).doesNotContain("");
    }

    private String list() {
        var openId = other.sandbox().phones(1).getFirst().openId();
        return other.operator()
                .post(
                        other.path("/audience/lists?name=" + MARK),
                        "text/plain",
                        openId.getBytes(UTF_8))
                .json()
                .path("id")
                .asString();
    }

    @AfterEach
    void closeTheStages() {
        elsewhere.close();
        other.close();
        own.close();
    }

    @Test
    void nobody_reads_or_changes_an_account_that_is_not_theirs() {
        var person = onlyOf(own);
        var program = program(person);
        var before = rowsOfOther();

        for (var call : callsUnderAnAccount()) {
            for (var visitor : List.of(person, program)) {
                var answer = call.send(visitor, other.accountId(), othersIds);
                assertThat(answer.status()).as("%s: %s", call, answer.text()).isEqualTo(404);
                assertThat(answer.code()).as("%s", call).isEqualTo("not-found");
            }
        }

        assertThat(rowsOfOther()).isEqualTo(before);
    }

    @Test
    void an_id_of_another_account_is_nobody_in_the_own_one() {
        var person = onlyOf(own);
        var before = rowsOfOther();

        for (var call : callsUnderAnAccount()) {
            if (call.variables().isEmpty()) {
                continue;
            }
            var answer = call.send(person, own.accountId(), othersIds);
            assertThat(answer.text()).as("%s", call).doesNotContain(MARK);
            if (call.namesSomethingKeptHere()) {
                assertThat(answer.status()).as("%s: %s", call, answer.text()).isEqualTo(404);
            }
        }

        assertThat(rowsOfOther()).isEqualTo(before);
    }

    @Test
    void a_broadcast_of_another_account_cannot_be_repeated() {
        var answer =
                onlyOf(own)
                        .post(
                                own.path("/series"),
                                Map.of(
                                        "name",
                                        "mine",
                                        "broadcastId",
                                        othersIds.get("broadcast"),
                                        "cron",
                                        "0 9 * * *",
                                        "confirmation",
                                        Map.of("recipients", 3)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
    }

    @Test
    void lists_of_everything_tell_nothing_of_another_account() {
        var person = onlyOf(own);
        for (var call : calls()) {
            if (call.method().equals("GET") && !call.path().contains("{")) {
                var text = person.get(call.path()).text();
                assertThat(text)
                        .as("%s", call)
                        .doesNotContain(MARK)
                        .doesNotContain(other.accountId())
                        .doesNotContain(other.callback().getPath());
            }
        }
    }

    @Test
    void a_push_that_one_account_signed_is_not_the_others() {
        var address = other.callback().getPath();
        var signed = CallbackSignature.of(own.callbackToken(), "1795000000", "nonce");

        var answer =
                visitors.stranger()
                        .get(
                                "%s?signature=%s&timestamp=1795000000&nonce=nonce&echostr=1"
                                        .formatted(address, signed));

        assertThat(answer.status()).isEqualTo(403);
    }

    /** A call of the API, and how it is made without a mistake of its own. */
    private record Call(String method, String path, String body) {

        private static final List<String> THE_PLATFORMS =
                List.of("draft", "index", "openId", "material", "menu", "ability");

        List<String> variables() {
            return VARIABLE.matcher(path).results().map(found -> found.group(1)).skip(1).toList();
        }

        /** What only the platform keeps has ids that mean nothing on another account there. */
        boolean namesSomethingKeptHere() {
            return variables().stream().anyMatch(name -> !THE_PLATFORMS.contains(name));
        }

        Answer send(Visitor visitor, String account, Map<String, String> ids) {
            var filled = path.replaceFirst("\\{\\w+}", account);
            for (var variable : variables()) {
                assertThat(ids).as("an id of the other account for %s", this).containsKey(variable);
                filled = filled.replace("{" + variable + "}", ids.get(variable));
            }
            return switch (method) {
                case "GET" -> visitor.get(filled + QUERIES.getOrDefault(path, ""));
                case "DELETE" -> visitor.delete(filled + QUERIES.getOrDefault(path, ""));
                case "PUT" -> visitor.put(filled, content());
                case "PATCH" -> visitor.patch(filled, content());
                case String post when post.equals("POST") && path.endsWith("/audience/lists") ->
                        visitor.post(filled + "?name=own", "text/plain", "o".getBytes(UTF_8));
                default ->
                        body.equals("file")
                                ? Form.of("a.png", SamplePictures.png(8, 8))
                                        .post(visitor, filled + QUERIES.getOrDefault(path, ""))
                                : visitor.post(filled, content());
            };
        }

        private Object content() {
            return BODIES.getOrDefault(body, Map.of());
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Map<String, String> QUERIES =
            Map.of(
                    UNDER + "account}/materials", "?kind=image",
                    UNDER + "account}/media", "?kind=image",
                    UNDER + "account}/menu", "?accountName=stage",
                    UNDER + "account}/drafts/{draft}", "?fingerprint=0",
                    UNDER + "account}/pictures", "?address=https://mmbiz.qpic.cn/a",
                    UNDER + "account}/series/preview", "?cron=0+9+*+*+*");

    /** What each call asks for, by the name that its body has in the API's description. */
    private static final Map<String, Object> BODIES =
            Map.ofEntries(
                    Map.entry("AbilityRequest", Map.of("can", true)),
                    Map.entry(
                            "AnswerFollowerRequest", Map.of("message", Stage.text("from the own"))),
                    Map.entry(
                            "ArticleRequest",
                            Map.of(
                                    "fingerprint",
                                    "0",
                                    "article",
                                    Map.of("title", "t", "content", "<p>c</p>", "coverId", "c"))),
                    Map.entry("CommentRequest", Map.of("comment", "from the own")),
                    Map.entry("DecisionRequest", Map.of("decision", "not_sent")),
                    Map.entry("DeletionRequest", Map.of("confirmed", true)),
                    Map.entry(
                            "DraftRequest",
                            Map.of(
                                    "message",
                                    Stage.text("from the own"),
                                    "audience",
                                    Stage.everybody())),
                    Map.entry("EditRequest", Map.of("message", Stage.text("from the own"))),
                    Map.entry("PreviewRequest", Map.of("weChatId", "own_id")),
                    Map.entry(
                            "RelayRequest",
                            Map.of(
                                    "url",
                                    "https://own.example/",
                                    "kinds",
                                    List.of("message.*"),
                                    "token",
                                    "own0token0own")),
                    Map.entry("ReviewRequest", Map.of("revision", 1, "comment", "from the own")),
                    Map.entry(
                            "RuleRequest",
                            Map.of(
                                    "name",
                                    "own",
                                    "trigger",
                                    Map.of("kind", "follow"),
                                    "answer",
                                    Stage.text("from the own"))),
                    Map.entry(
                            "ScheduleRequest",
                            Map.of(
                                    "confirmation",
                                    Map.of("recipients", 3),
                                    "start",
                                    Map.of("local", "2030-01-01T09:00", "zone", "Asia/Shanghai"))),
                    Map.entry("SendRequest", Map.of("confirmation", Map.of("recipients", 3))),
                    Map.entry("SignatureRequest", Map.of("url", "https://alpha.example/page")),
                    Map.entry("SpeedRequest", Map.of("level", 0)),
                    Map.entry(
                            "WebhookRequest",
                            Map.of("url", "https://own.example/", "kinds", List.of("*"))));

    private List<Call> callsUnderAnAccount() {
        return calls().stream().filter(call -> call.path().startsWith(UNDER)).toList();
    }

    private List<Call> calls() {
        var calls = new ArrayList<Call>();
        var paths = own.operator().get("/v3/api-docs").json().path("paths");
        paths.properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                call ->
                                                        calls.add(
                                                                call(
                                                                        path.getKey(),
                                                                        call.getKey(),
                                                                        call.getValue()))));
        assertThat(calls).hasSizeGreaterThan(140);
        return calls;
    }

    private static Call call(String path, String method, JsonNode described) {
        var content = described.at("/requestBody/content");
        var schema = content.at("/application~1json/schema/$ref").asString("");
        var body =
                content.has("multipart/form-data")
                        ? "file"
                        : schema.substring(schema.lastIndexOf('/') + 1);
        return new Call(method.toUpperCase(Locale.ROOT), path, body);
    }

    /** Somebody who administers this account and nothing else. */
    private Visitor onlyOf(Stage stage) {
        var operator = visitors.operator();
        var granted =
                stage.operator()
                        .put(
                                stage.path("/grants"),
                                Map.of("operator", operator.name(), "role", "administrator"));
        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        return visitors.signedIn(operator);
    }

    private Visitor program(Visitor person) {
        var token =
                person.post(
                        "/api/v1/api-tokens",
                        Map.of(
                                "name",
                                "program",
                                "scopes",
                                List.of("read", "plan", "send", "token", "administer")));
        assertThat(token.status()).as(token.text()).isEqualTo(201);
        return visitors.stranger()
                .with("Authorization", "Bearer " + token.json().path("secret").asString());
    }

    private Map<String, List<String>> rowsOfOther() {
        var tables =
                jdbc.sql(
                                """
                                SELECT format('%I.%I', table_schema, table_name)
                                FROM information_schema.columns WHERE column_name = 'account_id'
                                """)
                        .query(String.class)
                        .list();
        assertThat(tables).hasSizeGreaterThan(20);
        var rows = new TreeMap<String, List<String>>();
        tables.stream()
                .filter(table -> !COUNTERS.contains(table))
                .forEach(
                        table ->
                                rows.put(
                                        table,
                                        jdbc.sql(
                                                        "SELECT t::text FROM %s t WHERE account_id = :account ORDER BY 1"
                                                                .formatted(table))
                                                .param(
                                                        "account",
                                                        AccountId.of(other.accountId()).value())
                                                .query(String.class)
                                                .list()));
        return rows;
    }

    private String added(String path, Map<String, Object> body) {
        var answer = other.operator().post(other.path(path), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().findValue("id").asString();
    }

    private String broadcast() {
        var broadcast = other.sent(MARK, Stage.everybody());
        other.await(broadcast, "finished");
        return broadcast;
    }

    private String series() {
        var broadcast = other.draft(MARK, Stage.everybody());
        return added(
                "/series",
                Map.of(
                        "name",
                        MARK,
                        "broadcastId",
                        broadcast,
                        "cron",
                        "0 9 1 1 *",
                        "confirmation",
                        other.plan(broadcast).path("confirmation")));
    }

    private String material() {
        var uploaded =
                Form.of("alpha.png", SamplePictures.png(90, 50))
                        .post(other.operator(), other.path("/media?kind=image&permanent=true"));
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
        return uploaded.json().path("mediaId").asString();
    }

    private String draft() {
        var article =
                Map.of(
                        "title",
                        MARK,
                        "content",
                        "<p>alpha</p>",
                        "coverId",
                        othersIds.get("material"));
        var written =
                other.operator().post(other.path("/drafts"), Map.of("articles", List.of(article)));
        assertThat(written.status()).as(written.text()).isEqualTo(201);
        return written.json().path("id").asString();
    }

    private String push() {
        other.sandbox().phones(1).getFirst().say(MARK);
        other.sandbox().awaitDelivered();
        return Stage.await(
                        () ->
                                other.operator()
                                        .get(other.path("/pushes?kind=message.text"))
                                        .json()
                                        .path("items"),
                        items -> items.at("/0/state").asString().equals("processed"))
                .at("/0/id")
                .asString();
    }

    private String delivery() {
        var webhook = other.path("/webhooks/" + othersIds.get("webhook") + "/deliveries");
        return Stage.await(
                        () -> other.operator().get(webhook).json().path("items"),
                        items ->
                                !items.isEmpty()
                                        && items.valueStream()
                                                .allMatch(
                                                        line ->
                                                                line.path("state")
                                                                        .asString()
                                                                        .equals("delivered")))
                .at("/0/id")
                .asString();
    }
}
