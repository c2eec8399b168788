package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.Json;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

    static final String FIRST = "before the others";

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

    /** Kept from answers; until then they name nothing, and an address stays an address. */
    private static final List<String> KEPT =
            List.of(
                    "article_id",
                    "code",
                    "draft_media_id",
                    "group_id",
                    "media_id",
                    "msg_data_id",
                    "msg_id",
                    "permanent_media_id",
                    "publish_id",
                    "refresh_token",
                    "rid",
                    "tag_id",
                    "template_id",
                    "ticket",
                    "web_token");

    /** What says who is there, where it is not the account's token. */
    private static final Map<String, String> CREDENTIALS =
            Map.of(
                    "/cgi-bin/clear_quota/v2", "appid={{appid}}&appsecret={{secret}}",
                    "/sns/userinfo", "access_token={{web_token}}",
                    "/sns/auth", "access_token={{web_token}}");

    /** The variables of the control surface's paths, as the answers of the calls name them. */
    private static final Map<String, String> IDS =
            Map.of(
                    "{openid}", "{{openid1}}",
                    "{msgid}", "{{msg_id}}",
                    "{msgdataid}", "{{msg_data_id}}",
                    "{templateid}", "{{template_id}}",
                    "{agent}", "test1@gh-alias");

    /** A GIF of which every byte is a character, so that a runner can send it without a file. */
    private static final String PICTURE =
            String.join(
                    "\r\n",
                    "--qunfa",
                    "Content-Disposition: form-data; name=\"media\"; filename=\"picture.gif\"",
                    "Content-Type: image/gif",
                    "",
                    "GIF89a\1\1\1\1" + " ".repeat(20) + ";",
                    "--qunfa--",
                    "");

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
            for (const name of ["access_token", "msg_id", "msg_data_id", "publish_id", "article_id", "template_id", "ticket", "refresh_token"]) {
              if (answer[name]) {
                const web = name === "access_token" && path.startsWith("/sns");
                pm.collectionVariables.set(web ? "web_token" : name, String(answer[name]));
              }
            }
            for (const name of ["tag", "group"]) {
              if (answer[name] && answer[name].id) {
                pm.collectionVariables.set(name + "_id", String(answer[name].id));
              }
            }
            const rid = /rid: ([0-9a-f-]+)/.exec(answer.errmsg || "");
            if (rid) {
              pm.collectionVariables.set("rid", rid[1]);
            }
            if (answer.media_id && answer.type !== "news") {
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
        KEPT.forEach(key -> variables.addObject().put("key", key).put("value", "0"));
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
        collection.prepare();
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

    /** What later calls stand on: pictures, and a follower to whom the account may write. */
    private void prepare() {
        addPicture("A picture to keep", "/cgi-bin/material/add_material");
        addPicture("A picture for three days", "/cgi-bin/media/upload");
        var account = "{{base}}/_sandbox/accounts/{{appid}}/";
        addJson(
                addRequest(folder(FIRST), "A customer may get many messages", "PUT")
                        .put("url", account + "windows"),
                "{\"message\":{\"messages\":20,\"seconds\":172800}}");
        addJson(
                addRequest(folder(FIRST), "A follower says something", "POST")
                        .put("url", account + "followers/{{openid1}}/messages"),
                "{\"type\":\"text\",\"content\":\"hello\"}");
    }

    private void addPicture(String name, String path) {
        var request = addRequest(folder(FIRST), name, "POST");
        request.put("url", "{{base}}" + path + "?access_token={{access_token}}&type=image");
        request.putArray("header")
                .addObject()
                .put("key", "Content-Type")
                .put("value", "multipart/form-data; boundary=qunfa");
        request.putObject("body").put("mode", "raw").put("raw", PICTURE);
    }

    private void add(DescribedCall call, Examples.Example example) {
        var request = addRequest(folder(call.folder()), example.name(), call.method());
        var query = variables(example.query());
        var token =
                call.wantsToken()
                        ? "access_token={{access_token}}"
                        : CREDENTIALS.getOrDefault(call.path(), "");
        var joint = query.isEmpty() || token.isEmpty() ? "" : "&";
        request.put("url", "{{base}}" + call.path() + "?" + token + joint + query);
        request.put("description", call.page());
        if (call.isUpload()) {
            var body = request.putObject("body").put("mode", "formdata");
            var part = body.putArray("formdata").addObject();
            part.put("key", "media").put("type", "file").put("src", "");
        } else if (example.request().isObject() && call.method().equals("POST")) {
            addJson(request, unique(variables(Examples.text(example.request())), example.name()));
        }
    }

    private void add(DescribedControl control) {
        var request = addRequest(folder("control"), control.summary(), control.method());
        request.put("url", "{{base}}" + address(control.path()));
        if (control.takesJson()) {
            addJson(request, variables(Examples.text(control.example())));
        }
    }

    private static String address(String path) {
        var kind = path.contains("/drafts/") ? "{{draft_media_id}}" : "{{media_id}}";
        var address = path.replace("{mediaid}", kind).replace("{appid}", "{{appid}}");
        for (var id : IDS.entrySet()) {
            address = address.replace(id.getKey(), id.getValue());
        }
        return address;
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

    private static String variables(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> "{{" + word.group().toLowerCase(Locale.ROOT) + "}}")
                .replaceAll("(\"(?:id|tagid)\" : )134\\b", "$1{{tag_id}}")
                .replaceAll("(\"to_groupid\" : )108\\b", "$1{{group_id}}");
    }

    /** A key may be used only once, so each call and each run has another. */
    private static String unique(String text, String name) {
        var key = "{{\\$timestamp}}-" + Integer.toHexString(name.hashCode());
        return text.replaceAll("(\"clientmsgid\" : )\"[^\"]*\"", "$1\"" + key + "\"");
    }
}
