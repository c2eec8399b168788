package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.wire.DocumentedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document and the collection: current, complete, and every call can be tried. */
@SandboxTest(followers = 3)
class DescriptionIT {

    private static final Path FOLDER = Path.of("src/main/resources/io/qunfa/sandbox/control");
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\$?([a-z_0-9]+)}}");

    /** What only a malformed call is answered. */
    private static final Set<Integer> SHAPE =
            Set.of(40001, 40066, 40125, 41001, 43001, 43002, 44002, 47001, 47002);

    @Test
    void the_documents_are_current() throws IOException {
        requireCurrent("openapi.json", OpenApiDocument.write());
        requireCurrent("collection.json", HttpCollection.write());
    }

    private static void requireCurrent(String name, JsonNode document) throws IOException {
        var file = FOLDER.resolve(name);
        if (System.getProperty("qunfa.update") != null) {
            Examples.write(file, document);
        }
        assertThat(Examples.text(document))
                .as("run the integration tests, then this one, with -Dqunfa.update")
                .isEqualTo(Files.readString(file));
    }

    @Test
    void they_describe_what_is_served(Sandbox sandbox) throws Exception {
        var caller = new Caller(sandbox);
        var paths = caller.control("GET", "/openapi.json", "").path("paths");
        var controls = new TreeSet<String>();
        DescribedControl.all().forEach(one -> controls.add(one.method() + " " + one.path()));

        assertThat(paths.propertyNames()).containsAll(DocumentedCalls.read().paths());
        assertThat(controls).isEqualTo(new TreeSet<>(sandbox.controlAddresses()));
    }

    @Test
    void every_call_has_an_example_that_a_new_world_understands(Sandbox sandbox) throws Exception {
        var caller = new Caller(sandbox).withToken();
        var uploads = new Uploads(sandbox, caller);
        var cover = uploads.cover();
        var picture =
                uploads.file("/cgi-bin/media/upload?type=image", "p.png", SampleFiles.png(100));
        sandbox.phones(1).get(0).say("hello");
        var collection = caller.control("GET", "/collection.json", "");
        var variables = new HashMap<String, String>();
        collection
                .path("variable")
                .valueStream()
                .filter(one -> !one.path("value").asString().equals("0"))
                .forEach(
                        one ->
                                variables.put(
                                        one.path("key").asString(), one.path("value").asString()));
        variables.put("access_token", caller.token());
        variables.put("permanent_media_id", cover);
        variables.put("media_id", picture.path("media_id").asString());
        var refused = new ArrayList<String>();
        int tried = 0;
        for (var folder : collection.path("item")) {
            for (var item : folder.path("item")) {
                if (isTried(folder, item)) {
                    tried++;
                    attempt(caller, item, variables, refused);
                }
            }
        }

        // What is described here follows from the plays of the other tests.
        Playbill.clear();
        assertThat(refused).as("of " + tried).noneMatch(DescriptionIT::isMalformed);
        assertThat(refused).hasSizeLessThan(tried / 2);
        assertThat(notes(caller)).noneMatch(DescriptionIT::isNearMiss);
    }

    private static List<String> notes(Caller caller) throws Exception {
        return caller.control("GET", "/requests?newest=10000", "")
                .path("requests")
                .valueStream()
                .flatMap(
                        request ->
                                request.path("notes")
                                        .valueStream()
                                        .map(note -> request.path("path") + " " + note.asString()))
                .toList();
    }

    private static boolean isNearMiss(String note) {
        return note.contains("unknown field")
                || note.contains("unknown parameter")
                || note.contains("misplaced ")
                || (note.contains("documented as") && !note.endsWith("documented as an id"));
    }

    /** Uploads need a file, and the control surface has tests of its own. */
    private static boolean isTried(JsonNode folder, JsonNode item) {
        return !Set.of("control", HttpCollection.FIRST).contains(folder.path("name").asString())
                && !item.at("/request/body/mode").asString("").equals("formdata");
    }

    private static void attempt(
            Caller caller, JsonNode item, Map<String, String> variables, List<String> refused)
            throws Exception {
        var request = item.path("request");
        var url = filled(request.path("url").asString(), variables);
        var address = url.replaceFirst("^http://[^/]*", "");
        var body = filled(request.at("/body/raw").asString(""), variables);
        var answer = caller.send(request.path("method").asString(), address, body);
        if (!answer.body().startsWith("{")) {
            return;
        }
        var json = Caller.json(answer);
        int code = json.path("errcode").asInt(0);
        if (code != 0) {
            refused.add(code + " " + address.replaceAll("\\?.*", "") + " " + item.path("name"));
        } else if (address.contains("/draft/add")) {
            variables.put("draft_media_id", json.path("media_id").asString());
        } else if (json.has("access_token")) {
            variables.put("access_token", json.path("access_token").asString());
        }
        json.properties().stream()
                .filter(entry -> entry.getKey().endsWith("_id"))
                .forEach(
                        entry ->
                                variables.putIfAbsent(entry.getKey(), entry.getValue().asString()));
    }

    private static String filled(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text)
                .replaceAll(name -> variables.getOrDefault(name.group(1), "0"));
    }

    /** The web family has tokens of its own, which only a person's visit gives. */
    private static boolean isMalformed(String refusal) {
        if (refusal.startsWith("40001 /sns/")) {
            return false;
        }
        return SHAPE.contains(Integer.valueOf(refusal.substring(0, refusal.indexOf(' '))));
    }
}
