package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The 28 vectors by which a mass-message platform is recognised. */
@SandboxTest(followers = 8, startAt = "2026-11-25T04:00:00Z")
class MassVectorsIT {

    private static final String MASS = "/cgi-bin/message/mass/";
    private static final String HELLO = text("hello from boxer.");

    private Sandbox sandbox;
    private Caller caller;
    private AccountServer server;

    /** One vector: what is asked, and what becomes of it. */
    private record Vector(int number, String request, Attempt attempt, String outcome) {

        @Override
        public String toString() {
            return number + ". " + request + " → " + outcome;
        }
    }

    /** Asks, and says what became of it. */
    private interface Attempt {
        String outcome(MassVectorsIT platform) throws Exception;
    }

    static List<Vector> vectors() {
        return List.of(
                new Vector(1, "a text to a tag with a new key", p -> p.newKey(), "0 partial"),
                new Vector(2, "the same again", p -> p.sameKey(), "45065 with the same msg_id"),
                new Vector(3, "the same without a key", p -> p.noKey(), "45065"),
                new Vector(4, "a key of 33 characters", p -> p.tag(key("k".repeat(33))), "45067"),
                new Vector(5, "an unknown tag", p -> p.toTag(999_999, HELLO), "40152"),
                new Vector(6, "an empty text", p -> p.tag(text("")), "44004"),
                new Vector(7, "a link to anywhere", p -> p.tag(text(LINK)), "40066"),
                new Vector(8, "a sent draft", p -> p.sentDraft(), "40007"),
                new Vector(9, "an array as media_id", p -> p.tag(ARRAY), "40004"),
                new Vector(
                        10, "a subscription account's second of the day", p -> p.second(), "45028"),
                new Vector(
                        11, "all fans had four", p -> p.fifth(), "0 send success 8/0/0/0 DELETE"),
                new Vector(12, "one OpenID", p -> p.toList(1), "40130"),
                new Vector(13, "10,001 OpenIDs", p -> p.toList(10_001), "45019"),
                new Vector(14, "a subscription account to a list", p -> p.listed(), "48001"),
                new Vector(15, "a reprint", p -> p.reprint(), "0 err(30003) 0/0/0/0 with 1 item"),
                new Vector(
                        16, "protected, unanswered", p -> p.unanswered(), "0 err(40002) 0/0/0/0"),
                new Vector(17, "preview 101 of the day", p -> p.previews(), "45009"),
                new Vector(18, "delete 11 of the day", p -> p.deletes(), "45009"),
                new Vector(19, "delete of a text", p -> p.deleteText(), "40008"),
                new Vector(20, "speeds 5 and none", p -> p.speeds(), "45083 45084"),
                new Vector(21, "a draft with a temporary cover", p -> p.cover(), "40007"),
                new Vector(22, "draft/get after the send", p -> p.getSentDraft(), "40007"),
                new Vector(23, "material/add_news", p -> p.addNews(), "45103"),
                new Vector(24, "uploadimg with a GIF and 1.1 MB", p -> p.images(), "40005 40009"),
                new Vector(25, "freepublish/submit", p -> p.publish(), "0 PUBLISHJOBFINISH 0"),
                new Vector(26, "the same unverified", p -> p.publishUnverified(), "48001"),
                new Vector(27, "getarticletotal over two days", p -> p.twoDays(), "47009 61501"),
                new Vector(28, "\\u escapes", p -> p.escapes(), "47002 0"));
    }

    private static final String LINK = "<a href='https://example.com'>x</a>";
    private static final String ARRAY = "\"msgtype\":\"mpnews\",\"mpnews\":{\"media_id\":[\"x\"]}";

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        server = new AccountServer();
        sandbox.account().callback(server.address(), AccountServer.TOKEN);
        sandbox.account().createTag("所有人", sandbox.account().followers(8));
    }

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_platform_is_recognised(Vector vector) throws Exception {
        assertThat(vector.attempt().outcome(this)).isEqualTo(vector.outcome());
    }

    private String newKey() throws Exception {
        var answer = sendToTag(100, key("k-1"));
        assertThat(answer.path("errmsg").asString()).isEqualTo("send job submission success");
        assertThat(answer.has("msg_data_id")).isFalse();
        return code(answer) + (answer.path("msg_id").asLong() > 3_147_483_648L ? " partial" : "");
    }

    private String sameKey() throws Exception {
        var first = sendToTag(100, key("k-1"));
        settle();
        var second = sendToTag(100, key("k-1"));
        boolean same = second.path("msg_id").equals(first.path("msg_id"));
        return code(second) + (same ? " with the same msg_id" : " with another msg_id");
    }

    private String noKey() throws Exception {
        tag(HELLO);
        return tag(HELLO);
    }

    private String sentDraft() throws Exception {
        var draft = articles().draft("t");
        tag(news(draft) + ",\"clientmsgid\":\"first\"");
        return tag(news(draft) + ",\"clientmsgid\":\"second\"");
    }

    private String second() throws Exception {
        account("{\"kind\":\"subscription\"}");
        tag(HELLO);
        return tag(text("another"));
    }

    private String fifth() throws Exception {
        for (int i = 0; i < 4; i++) {
            tag(text("number " + i));
            settle();
        }
        var answer = sendToTag(100, text("number 5"));
        settle();
        var id = answer.path("msg_id");
        var status = caller.post(MASS + "get", "{\"msg_id\":" + id + "}").path("msg_status");
        return code(answer) + " " + finish() + " " + status.asString();
    }

    private String listed() throws Exception {
        account("{\"kind\":\"subscription\"}");
        return toList(2);
    }

    private String reprint() throws Exception {
        var draft = articles().draft("t");
        control(
                "POST",
                "/originality",
                "{\"mediaId\":\"%s\",\"canReprint\":true}".formatted(draft));
        var answer = tag(news(draft));
        settle();
        return answer + " " + finish() + " with " + element("Count") + " item";
    }

    private String unanswered() throws Exception {
        account("{\"massProtection\":true}");
        var answer =
                caller.post(MASS + "sendall", "{\"filter\":{\"is_to_all\":true}," + HELLO + "}");
        sandbox.clock().advance(Duration.ofMinutes(30));
        return code(answer) + " " + finish();
    }

    private String previews() throws Exception {
        var fan = sandbox.account().followers(1).get(0);
        var body = "{\"touser\":\"" + fan + "\"," + HELLO + "}";
        for (int i = 0; i < 100; i++) {
            assertThat(code(caller.post(MASS + "preview", body))).isZero();
        }
        return String.valueOf(code(caller.post(MASS + "preview", body)));
    }

    private String deletes() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(code(caller.post(MASS + "delete", "{\"msg_id\":1}"))).isEqualTo(40059);
        }
        return String.valueOf(code(caller.post(MASS + "delete", "{\"msg_id\":1}")));
    }

    private String deleteText() throws Exception {
        var id = sendToTag(100, HELLO).path("msg_id");
        settle();
        return String.valueOf(code(caller.post(MASS + "delete", "{\"msg_id\":" + id + "}")));
    }

    private String speeds() throws Exception {
        return codes(
                caller.post(MASS + "speed/set", "{\"speed\":5}"),
                caller.post(MASS + "speed/set", "{}"));
    }

    private String cover() throws Exception {
        var upload = "/cgi-bin/media/upload?type=thumb";
        var thumb = uploads().file(upload, "t.jpg", SampleFiles.jpeg(900)).path("thumb_media_id");
        var articles = articles();
        var article = articles.article("t").put("thumb_media_id", thumb.asString());
        return codes(articles.add(article));
    }

    private String getSentDraft() throws Exception {
        var draft = articles().draft("t");
        tag(news(draft));
        return codes(caller.post("/cgi-bin/draft/get", Articles.id(draft)));
    }

    private String addNews() throws Exception {
        return codes(caller.post("/cgi-bin/material/add_news", "{\"articles\":[]}"));
    }

    private String images() throws Exception {
        return codes(
                uploads().file("/cgi-bin/media/uploadimg", "a.gif", SampleFiles.gif()),
                uploads().file("/cgi-bin/media/uploadimg", "a.png", SampleFiles.png(1_153_434)));
    }

    private String publish() throws Exception {
        var answer = submit(articles().draft("t"));
        settle();
        assertThat(answer.path("publish_id").isIntegralNumber()).isTrue();
        return code(answer) + " " + cdata("Event") + " " + element("publish_status");
    }

    private String publishUnverified() throws Exception {
        account("{\"verified\":false}");
        return codes(submit("any"));
    }

    private String twoDays() throws Exception {
        var body = "{\"begin_date\":\"2026-11-22\",\"end_date\":\"2026-11-23\"}";
        var offline = caller.post("/datacube/getarticletotal", body);
        account("{\"switches\":{\"oldStatistics\":true}}");
        return codes(offline, caller.post("/datacube/getarticletotal", body));
    }

    private String escapes() throws Exception {
        var refused = tag(text("\\u4f60"));
        account("{\"switches\":{\"escapesStored\":true}}");
        return refused + " " + tag(text("\\u4f60"));
    }

    private String tag(String message) throws Exception {
        return toTag(100, message);
    }

    private String toTag(long id, String message) throws Exception {
        return codes(sendToTag(id, message));
    }

    private JsonNode sendToTag(long id, String message) throws Exception {
        return caller.post(
                MASS + "sendall",
                "{\"filter\":{\"is_to_all\":false,\"tag_id\":%d},%s}".formatted(id, message));
    }

    private String toList(int size) throws Exception {
        var fans = sandbox.account().followers(2);
        var many = Collections.nCopies(Math.max(0, size - fans.size()), fans.get(0)).stream();
        var openIds = Stream.concat(fans.stream().limit(size), many).map(id -> "\"" + id + "\"");
        return codes(
                caller.post(MASS + "send", "{\"touser\":" + openIds.toList() + "," + HELLO + "}"));
    }

    private JsonNode submit(String draft) throws Exception {
        return caller.post("/cgi-bin/freepublish/submit", Articles.id(draft));
    }

    private static String text(String content) {
        return "\"msgtype\":\"text\",\"text\":{\"content\":\"" + content + "\"}";
    }

    private static String key(String key) {
        return HELLO + ",\"clientmsgid\":\"" + key + "\"";
    }

    private static String news(String draft) {
        return "\"msgtype\":\"mpnews\",\"mpnews\":" + Articles.id(draft);
    }

    private Articles articles() throws Exception {
        return new Articles(sandbox, caller);
    }

    private Uploads uploads() {
        return new Uploads(sandbox, caller);
    }

    private void settle() {
        sandbox.clock().advance(Duration.ofMinutes(1));
    }

    /** Status and counts of the last finish event. */
    private String finish() {
        return "%s %s/%s/%s/%s"
                .formatted(
                        cdata("Status"),
                        element("TotalCount"),
                        element("FilterCount"),
                        element("SentCount"),
                        element("ErrorCount"));
    }

    private String cdata(String name) {
        return between("<" + name + "><![CDATA[", "]]>");
    }

    private String element(String name) {
        return between("<" + name + ">", "</");
    }

    private String between(String start, String end) {
        var event = server.bodies().getLast();
        int from = event.indexOf(start) + start.length();
        return event.substring(from, event.indexOf(end, from));
    }

    private void account(String changes) throws Exception {
        control("PATCH", "", changes);
    }

    private void control(String method, String path, String body) throws Exception {
        caller.control(method, "/accounts/" + sandbox.account().appId() + path, body);
    }

    private static String codes(JsonNode... answers) {
        return String.join(
                " ", Stream.of(answers).map(answer -> String.valueOf(code(answer))).toList());
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
