package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Published samples go in literally, and what comes out has the shape of published answers. */
@SandboxTest(followers = 2)
class FixturesIT {

    private static final Path FIXTURES = Path.of("..", "fixtures");
    private static final String SENDALL = "/cgi-bin/message/mass/sendall";

    private static final Set<String> RESULT_ELEMENTS = Set.of("Count", "ResultList", "CheckState");

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
    }

    @Test
    void a_token_has_the_published_shape() throws Exception {
        assertSameShape(caller.fetchToken(sandbox.account()), "token/answer.json");
    }

    @Test
    void an_unknown_appid_has_the_published_answer() throws Exception {
        var answer =
                Caller.json(
                        caller.get(
                                "/cgi-bin/token?grant_type=client_credential&appid=wx0&secret=x"));
        var published = json("token/answer-invalid-appid.json");

        assertThat(answer.path("errcode")).isEqualTo(published.path("errcode"));
        assertThat(answer.path("errmsg").asString())
                .startsWith(published.path("errmsg").asString() + " rid: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"request-to-group", "request-to-tag", "request-to-all"})
    void a_published_send_is_accepted(String request) throws Exception {
        var answer = caller.post(SENDALL, read("message-mass-sendall/" + request + ".json"));

        assertSameShape(answer, "message-mass-sendall/answer.json");
        assertThat(answer.path("errmsg"))
                .isEqualTo(json("message-mass-sendall/answer.json").path("errmsg"));
    }

    @Test
    void a_published_send_to_a_list_is_accepted() throws Exception {
        var answer =
                caller.post(
                        "/cgi-bin/message/mass/send",
                        withOpenIds(read("message-mass-send/request.json")));

        assertSameShape(answer, "message-mass-send/answer.json");
    }

    @Test
    void followers_and_tags_have_the_published_shape() throws Exception {
        var page = caller.read("/cgi-bin/user/get");
        var next = page.path("next_openid").asString();

        assertThat(page)
                .isEqualTo(
                        Json.parse(
                                withOpenIds(read("user-get/answer.json"))
                                        .getBytes(StandardCharsets.UTF_8)));
        assertThat(caller.read("/cgi-bin/user/get?next_openid=" + next))
                .isEqualTo(json("user-get/answer-after-the-last.json"));
        assertThat(caller.read("/cgi-bin/tags/get").path("tags").get(0))
                .isEqualTo(json("tags-get/answer.json").path("tags").get(0));
    }

    @Test
    void pushes_have_the_published_elements_in_the_published_order() throws Exception {
        try (var server = new AccountServer()) {
            sandbox.account().callback(server.address(), AccountServer.TOKEN);
            sandbox.account().follow(1);
            sandbox.phones(1).get(0).say("hello");
            caller.post(SENDALL, read("message-mass-sendall/request-to-all.json"));
            sandbox.clock().advance(Duration.ofMinutes(1));

            assertThat(server.bodies().stream().map(FixturesIT::elements))
                    .containsExactly(
                            elements(read("callback/event-subscribe.xml")),
                            elements(read("callback/message-text-documented.xml")),
                            elements(read("callback/event-masssendjobfinish-text.xml")));
        }
    }

    private String withOpenIds(String document) {
        var openIds = sandbox.account().followers(2);
        return document.replace("OPENID1", openIds.get(0)).replace("OPENID2", openIds.get(1));
    }

    private static void assertSameShape(JsonNode answer, String fixture) throws IOException {
        assertThat(shape(answer)).isEqualTo(shape(json(fixture)));
    }

    private static String shape(JsonNode object) {
        var types = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> types.put(entry.getKey(), entry.getValue().getNodeType().name()));
        return types.toString();
    }

    /** Without the inner elements of the two result nodes, which may also be empty. */
    private static List<String> elements(String xml) {
        return Pattern.compile("<([A-Za-z]+)>")
                .matcher(xml)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !RESULT_ELEMENTS.contains(name))
                .toList();
    }

    private static JsonNode json(String fixture) throws IOException {
        return Json.parse(Files.readAllBytes(FIXTURES.resolve(fixture)));
    }

    private static String read(String fixture) throws IOException {
        return Files.readString(FIXTURES.resolve(fixture));
    }
}
