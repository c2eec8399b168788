package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same calls as a collection in Postman's format 2.1, which most HTTP clients import. It
 * fetches its token itself and keeps the ids of answers for later calls.
 */
final class HttpCollection {

    private static final Pattern WORD =
            Pattern.compile(
                    "\\b(?:OPENID[12]|APPID|SECRET|YESTERDAY|CODE|RID|TICKET|ACCESS_TOKEN|REFRESH_TOKEN|[A-Z]+(?:_[A-Z]+)*_ID)\\b");

    /** Filled in by the sandbox that serves the collection. */
    private static final Map<String, String> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "appid", "APPID",
                            "secret", "SECRET",
                            "openid1", "OPENID1",
                            "openid2", "OPENID2",
                            "yesterday", "YESTERDAY"));

    private static final String FETCH_TOKEN =
            """
            if (!pm.collectionVariables.get("access_token")) {
              const v = (name) => pm.collectionVariables.get(name);
              const query = "grant_type=client_credential&appid=" + v("appid") + "&secret=" + v("secret");
              pm.sendRequest(v("base") + "/cgi-bin/token?" + query, (error, answer) => {
                if (!error) pm.collectionVariables.set("access_token", answer.json().access_token);
              });
            }
            """;

    private static final String KEEP_IDS =
            """
            const path = pm.request.url.getPath();
            let answer = {};
            try { answer = pm.response.json(); } catch (e) { answer = {}; }
            for (const name of ["access_token", "msg_id", "msg_data_id", "publish_id", "article_id", "template_id", "ticket"]) {
              if (answer[name] && !(name === "access_token" && path.startsWith("/sns"))) {
                pm.collectionVariables.set(name, String(answer[name]));
              }
            }
            if (answer.media_id) {
              const kind = path.includes("/draft/") ? "draft_" : path.includes("/material/") ? "permanent_" : "";
              pm.collectionVariables.set(kind + "media_id", answer.media_id);
            }
            """;

    private final ObjectNode root = Json.object();
    private final Map<String, ArrayNode> folders = new LinkedHashMap<>();

    private HttpCollection() {
        root.putObject("info")
                .put("name", "Qunfa sandbox")
                .put(
                        "schema",
                        "https://schema.getpostman.com/json/collection/v2.1.0/collection.json");
        var events = root.putArray("event");
        addScript(events, "prerequest", FETCH_TOKEN);
        addScript(events, "test", KEEP_IDS);
        var variables = root.putArray("variable");
        variables.addObject().put("key", "base").put("value", "http://HOST");
        variables.addObject().put("key", "access_token").put("value", "");
        KNOWN.forEach((key, value) -> variables.addObject().put("key", key).put("value", value));
        root.putArray("item");
    }

    private static void addScript(ArrayNode events, String when, String script) {
        var lines =
                events.addObject()
                        .put("listen", when)
                        .putObject("script")
                        .put("type", "text/javascript")
                        .putArray("exec");
        script.lines().forEach(lines::add);
    }

    static ObjectNode write() {
        var collection = new HttpCollection();
        DescribedCall.all().stream()
                .sorted(Comparator.comparingInt(DescribedCall::turn))
                .forEach(call -> call.tries().forEach(example -> collection.add(call, example)));
        DescribedControl.all().stream()
                .filter(control -> !control.isEndless())
                .sorted(Comparator.comparing(DescribedControl::takesAway))
                .forEach(collection::add);
        return collection.root;
    }

    private ArrayNode folder(String name) {
        return folders.computeIfAbsent(
                name,
                first -> root.withArray("/item").addObject().put("name", name).putArray("item"));
    }

    private void add(DescribedCall call, Examples.Example example) {
        var request = addRequest(folder(call.folder()), example.name(), call.method());
        var query = variables(example.query());
        var token = call.wantsToken() ? "access_token={{access_token}}" : "";
        var joint = query.isEmpty() || token.isEmpty() ? "" : "&";
        request.put("url", "{{base}}" + call.path() + "?" + token + joint + query);
        request.put("description", call.page());
        if (call.isUpload()) {
            var body = request.putObject("body").put("mode", "formdata");
            var part = body.putArray("formdata").addObject();
            part.put("key", "media").put("type", "file").put("src", "");
        } else if (example.request().isObject() && call.method().equals("POST")) {
            addJson(request, variables(Examples.text(example.request())));
        }
    }

    private void add(DescribedControl control) {
        var request = addRequest(folder("control"), control.summary(), control.method());
        request.put(
                "url",
                "{{base}}"
                        + control.path()
                                .replace("{openid}", "{{openid1}}")
                                .replaceAll("(?<!\\{)\\{([a-z]+)}(?!})", "{{$1}}"));
        if (control.takesJson()) {
            addJson(request, variables(Examples.text(control.example())));
        }
    }

    private static ObjectNode addRequest(ArrayNode into, String name, String method) {
        return into.addObject().put("name", name).putObject("request").put("method", method);
    }

    private static void addJson(ObjectNode request, String text) {
        request.putArray("header")
                .addObject()
                .put("key", "Content-Type")
                .put("value", "application/json");
        request.putObject("body").put("mode", "raw").put("raw", text);
    }

    /** A key may be used only once, so each try has another. */
    private static String variables(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> "{{" + word.group().toLowerCase(Locale.ROOT) + "}}")
                .replaceAll("(\"clientmsgid\" : )\"[^\"]*\"", "$1\"{{\\$timestamp}}\"");
    }
}
