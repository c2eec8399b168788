package io.qunfa.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.server.testing.Generated;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import io.qunfa.server.testing.Visitor.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples in the description of the API: each is sent to the running server beside a sandbox,
 * and is answered as described. What differs in each run (ids, times, keys) is written as one that
 * does not. Record them again with {@code -Dqunfa.update}, then OpenApiIT.
 */
@ServerTest
final class OpenApiExamplesIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ROOT = "/api/v1/accounts/{account}";

    /** What these parts of the API offer is shown by example, all of it. */
    private static final Set<String> SHOWN =
            Set.of(
                    "Broadcast",
                    "BroadcastSearch",
                    "Review",
                    "Delivery",
                    "Result",
                    "Series",
                    "Previewer",
                    "Settings",
                    "AccountDelivery",
                    "Audience",
                    "AudienceList");

    /** Streams, tables, what has no answer, and what needs an article or an administrator. */
    private static final Set<String> NOT_SHOWN =
            Set.of(
                    "GET /broadcasts/{broadcast}/events",
                    "GET /broadcasts/{broadcast}/report.csv",
                    "GET /broadcasts/{broadcast}/articles.csv",
                    "GET /broadcasts.csv",
                    "POST /broadcasts/{broadcast}/calls/{number}/deletion",
                    "POST /broadcasts/{broadcast}/held-calls/decision",
                    "POST /previewers/invitations",
                    "DELETE /previewers/{previewer}",
                    "DELETE /audience/lists/{list}");

    private final Stage stage;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Map<String, Object>> recorded = new TreeMap<>();
    private final Steady steady = new Steady();

    OpenApiExamplesIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(1_000);
    }

    @AfterEach
    void closeTheStage() {
        stage.close();
    }

    @Test
    void each_example_is_answered_as_described() {
        audiences();
        drafts();
        decisions();
        delivery();
        doubts();
        series();
        settings();

        Generated.check(
                Path.of("src", "main", "resources", "openapi-examples.json"), pretty(recorded));
        assertThat(described()).containsExactlyInAnyOrderElementsOf(recorded.keySet());
    }

    @Test
    void all_that_these_parts_offer_is_shown() {
        var missing =
                operations()
                        .filter(call -> SHOWN.contains(call.node().at("/tags/0").asString()))
                        .filter(call -> !call.hasExample())
                        .map(call -> call.name().replace(ROOT, ""))
                        .toList();

        assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_SHOWN);
    }

    private void audiences() {
        example("GET", "/audience", null);
        example("POST", "/audience/count", Map.of("audience", Stage.everybody()));
        var openIds = stage.platform().followers(3);
        var path = stage.path("/audience/lists?name=friends");
        var text = String.join("\n", openIds) + "\n";
        var answer = stage.operator().post(path, "text/plain", text.getBytes(UTF_8));
        record("POST", "/audience/lists", text, answer);
        known.put("list", answer.json().path("id").asString());
        example("GET", "/audience/lists", null);
        example("GET", "/audience/lists/{list}", null);
    }

    private void drafts() {
        var list = Map.of("kind", "uploaded", "listId", the("list"));
        var draft =
                example(
                        "POST",
                        "/broadcasts",
                        map("message", Stage.text("Spring is here"), "audience", list));
        known.put("broadcast", draft.path("id").asString());
        example("GET", "/broadcasts", null);
        example("GET", "/broadcasts/authors", null);
        example("GET", "/broadcasts/{broadcast}", null);
        var options = map("onceOnlyKey", "spring", "severalDays", true);
        example(
                "PUT",
                "/broadcasts/{broadcast}",
                map(
                        "message",
                        Stage.text("Spring is here!"),
                        "options",
                        options,
                        "revision",
                        draft.path("revision").asLong()));
        example("GET", "/broadcasts/{broadcast}/plan", null);
        example("GET", "/broadcasts/{broadcast}/plan/over-quota", null);
        var openId = stage.platform().followers(1).getFirst();
        example("POST", "/broadcasts/{broadcast}/preview", Map.of("openId", openId));
        var weChatId = stage.platform().phone(openId).weChatId();
        example("POST", "/previewers", map("name", "Li Lei", "weChatId", weChatId));
        example("GET", "/previewers", null);
        example("POST", "/broadcasts/{broadcast}/preview-all", null);
    }

    private void decisions() {
        example("POST", "/broadcasts/{broadcast}/submit", Map.of("comment", "please look"));
        example("POST", "/broadcasts/{broadcast}/withdraw", Map.of("comment", "one word more"));
        call("POST", "/broadcasts/{broadcast}/submit", Map.of("comment", "now"));
        example("POST", "/broadcasts/{broadcast}/reject", reviewed("which spring?"));
        call("POST", "/broadcasts/{broadcast}/submit", Map.of("comment", "this one"));
        example("POST", "/broadcasts/{broadcast}/approve", reviewed("fine"));
        var start = map("local", "2099-12-01T20:00", "zone", "Europe/Berlin");
        example(
                "POST",
                "/broadcasts/{broadcast}/schedule",
                map("start", start, "confirmation", confirmation()));
        example("POST", "/broadcasts/{broadcast}/unschedule", null);
    }

    private Map<String, Object> reviewed(String comment) {
        var seen = stage.broadcast(the("broadcast")).path("revision").asLong();
        return map("revision", seen, "comment", comment);
    }

    private Map<String, Object> confirmation() {
        var wanted = stage.plan(the("broadcast")).path("confirmation");
        return map(
                "accountName", wanted.path("accountName").asString(),
                "recipients", wanted.path("recipients").asLong());
    }

    private void delivery() {
        example("PUT", "/broadcasts/{broadcast}/speed", Map.of("level", 1));
        stage.refuseOnce("/cgi-bin/message/mass/send", 45009);
        sent();
        Stage.await(
                () -> stage.broadcast(the("broadcast")),
                seen -> seen.at("/calls/0/problem").isObject());
        example("POST", "/broadcasts/{broadcast}/pause", null);
        example("POST", "/broadcasts/{broadcast}/resume", null);
        stage.pass(Duration.ofDays(1));
        stage.awaitCall(the("broadcast"), "accepted");
        stage.pass(Duration.ofMinutes(1));
        stage.await(the("broadcast"), "finished");
        example("GET", "/broadcasts/{broadcast}/result", null);
        known.put("number", "1");
        example("GET", "/broadcasts/{broadcast}/calls/{number}/deletion", null);
    }

    /** Whether its first call has begun when it is answered is a matter of luck. */
    private void sent() {
        var template = "/broadcasts/{broadcast}/send";
        var body = map("confirmation", confirmation());
        var answer = call("POST", template, body);
        var told = (ObjectNode) answer.json();
        ((ObjectNode) told.at("/calls/0"))
                .put("state", "planned")
                .putNull("intentAt")
                .putNull("nextAt")
                .putNull("problem");
        record(
                "POST",
                template,
                body,
                new Answer(answer.status(), told.toString(), answer.response()));
    }

    /** The platform answers nothing for a day, and then somebody gives up. */
    private void doubts() {
        stage.breakTimes(1_000, "/cgi-bin/message/mass/send", "drop-before");
        var openIds = stage.platform().followers(20);
        known.put("broadcast", stage.draft("lost", Stage.list(openIds)));
        call("POST", "/broadcasts/{broadcast}/send", map("confirmation", confirmation()));
        stage.awaitCall(the("broadcast"), "unknown");
        stage.pass(Duration.ofHours(25));
        stage.await(the("broadcast"), "held");
        example("GET", "/broadcasts/{broadcast}/held-calls", null);
        example(
                "POST",
                "/broadcasts/{broadcast}/calls/{number}/decision",
                Map.of("decision", "give-up"));
        stage.control("{\"faults\":[]}");
        stage.refuseOnce("/cgi-bin/message/mass/send", 48001);
        known.put("broadcast", stage.sent("refused", Stage.list(openIds)));
        stage.await(the("broadcast"), "failed");
        example("POST", "/broadcasts/{broadcast}/rest", null);
        known.put("broadcast", stage.draft("never mind", Stage.everybody()));
        example("POST", "/broadcasts/{broadcast}/cancel", null);
    }

    private void series() {
        var template = stage.draft("Good morning", Stage.list(stage.platform().followers(3)));
        known.put("broadcast", template);
        var cron = map("cron", "0 8 * * 1-5", "zone", "Europe/Berlin");
        var answer =
                stage.operator()
                        .get(stage.path("/series/preview?cron=0+8+*+*+1-5&zone=Europe/Berlin"));
        record("GET", "/series/preview", null, answer);
        var wish = new LinkedHashMap<>(cron);
        wish.put("name", "mornings");
        wish.put("broadcastId", template);
        wish.put("confirmation", confirmation());
        known.put("series", example("POST", "/series", wish).path("id").asString());
        example("GET", "/series", null);
        example("GET", "/series/{series}", null);
        example("POST", "/series/{series}/pause", null);
        example("POST", "/series/{series}/resume", null);
        example("POST", "/series/{series}/end", null);
    }

    private void settings() {
        example("GET", "/broadcast-settings", null);
        var wish = map("fourEyes", true, "quietFrom", "22:00", "quietTo", "07:00");
        wish.put("zone", "Asia/Shanghai");
        example("PUT", "/broadcast-settings", wish);
        example("GET", "/delivery-pace", null);
        example("PUT", "/delivery-pace", Map.of("callsPerMinute", 30));
        example("POST", "/audience/synchronization", null);
    }

    private JsonNode example(String method, String template, @Nullable Object body) {
        var answer = call(method, template, body);
        record(method, template, body, answer);
        return answer.json();
    }

    private Answer call(String method, String template, @Nullable Object body) {
        var path = stage.path(filled(template));
        var sent = body == null ? Map.of() : body;
        var answer =
                switch (method) {
                    case "GET" -> stage.operator().get(path);
                    case "PUT" -> stage.operator().put(path, sent);
                    default -> stage.operator().post(path, sent);
                };
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.text()).isLessThan(300);
        return answer;
    }

    private String the(String variable) {
        return Objects.requireNonNull(known.get(variable), variable);
    }

    private String filled(String template) {
        var path = template;
        for (var variable : known.entrySet()) {
            path = path.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return path;
    }

    private void record(String method, String template, @Nullable Object body, Answer answer) {
        var example = new TreeMap<String, Object>();
        example.put("status", answer.status());
        if (body != null) {
            example.put("request", steady.of(body));
        }
        if (!answer.text().isEmpty()) {
            example.put("response", steady.of(JSON.readValue(answer.text(), Object.class)));
        }
        recorded.put(method + " " + ROOT + template, example);
    }

    private record Call(String name, JsonNode node) {

        boolean hasExample() {
            return node.path("responses")
                    .valueStream()
                    .flatMap(response -> response.path("content").valueStream())
                    .anyMatch(content -> content.has("example"));
        }
    }

    private java.util.stream.Stream<Call> operations() {
        var paths = JSON.readTree(stage.operator().get("/v3/api-docs").text()).path("paths");
        return paths.propertyStream()
                .flatMap(
                        path ->
                                path.getValue()
                                        .propertyStream()
                                        .map(
                                                call ->
                                                        new Call(
                                                                upper(call.getKey())
                                                                        + " "
                                                                        + path.getKey(),
                                                                call.getValue())));
    }

    private static String upper(String method) {
        return method.toUpperCase(Locale.ROOT);
    }

    private List<String> described() {
        return operations().filter(Call::hasExample).map(Call::name).toList();
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (var index = 0; index < pairs.length; index += 2) {
            map.put((String) pairs[index], pairs[index + 1]);
        }
        return map;
    }

    private static String pretty(Object value) {
        var printer =
                new DefaultPrettyPrinter()
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                        .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer().with(printer).writeValueAsString(value) + "\n";
    }

    /** Writes what differs from run to run as one that does not. */
    private static final class Steady {

        private static final Pattern UUIDS =
                Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final List<Map.Entry<Pattern, String>> FIXED =
                List.of(
                        entry("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|\\+08:00)", "2026-12-01T12:00:00Z"),
                        entry("(?<!2099-)\\b20[2-8]\\d-\\d\\d-\\d\\dT", "2026-12-01T"),
                        entry("\\b20[2-8]\\d-\\d\\d-\\d\\d(?![\\dT])", "2026-12-01"),
                        entry("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}", "617682e0-09059ac5-34a8e2ea"),
                        entry("\\bo[\\w-]{27}(?![\\w-])", "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"),
                        entry("operator-\\d+", "operator"),
                        entry("wx[0-9a-f]{16}", "wx0123456789abcdef"));
        private static final Set<String> KEYS = Set.of("key");

        private final Map<String, String> numbered = new HashMap<>();

        private static Map.Entry<Pattern, String> entry(String pattern, String value) {
            return Map.entry(Pattern.compile(pattern), value);
        }

        Object of(Object value) {
            return switch (value) {
                case null -> "null";
                case String text -> text(text);
                case List<?> list -> list.stream().map(this::of).toList();
                case Map<?, ?> object -> object(object);
                default -> value;
            };
        }

        private Object object(Map<?, ?> object) {
            var steady = new LinkedHashMap<String, Object>();
            sorted(object)
                    .forEach(
                            (name, value) ->
                                    steady.put(
                                            (String) name,
                                            KEYS.contains(name) && value != null
                                                    ? "01K9ZC5W9V7XQH2T8M4N6P0RSA"
                                                    : value == null ? null : of(value)));
            return steady;
        }

        /** The parts of a record come in their order, those of a map in any. */
        private static Map<?, ?> sorted(Map<?, ?> object) {
            var ordered = object instanceof LinkedHashMap && !object.containsKey("errmsg");
            return ordered ? object : new TreeMap<>(object);
        }

        private String text(String text) {
            var steady = replaced(UUIDS, text, this::uuid);
            for (var fixed : FIXED) {
                steady = fixed.getKey().matcher(steady).replaceAll(fixed.getValue());
            }
            return steady;
        }

        private static String replaced(Pattern pattern, String text, UnaryOperator<String> by) {
            return pattern.matcher(text).replaceAll(found -> by.apply(found.group()));
        }

        private String uuid(String found) {
            return numbered.computeIfAbsent(
                    found, _ -> "01998000-0000-7000-8000-%012d".formatted(numbered.size() + 1));
        }
    }
}
