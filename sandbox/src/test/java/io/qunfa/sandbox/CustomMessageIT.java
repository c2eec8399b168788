package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Customer-service messages: who may be written to, how often, and with what. */
@SandboxTest(followers = 3, startAt = "2026-11-25T04:00:00Z")
class CustomMessageIT {

    private static final String SEND = "/cgi-bin/message/custom/send";
    private static final String TYPING = "/cgi-bin/message/custom/typing";

    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;
    private Phone phone;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox).withToken();
        phone = sandbox.phones(1).get(0);
    }

    @Test
    void who_never_wrote_cannot_be_written_to() throws Exception {
        assertThat(text()).isEqualTo(45015);
    }

    @Test
    void a_message_opens_a_window_for_five_in_48_hours_and_another_opens_it_anew()
            throws Exception {
        phone.say("hello");
        for (int i = 0; i < 5; i++) {
            assertThat(text()).isZero();
        }
        assertThat(text()).isEqualTo(45047);
        phone.say("again");
        assertThat(text()).isZero();
        sandbox.clock().advance(Duration.ofDays(2));
        caller.withToken();
        assertThat(text()).isEqualTo(45015);
        assertThat(phone.received())
                .hasSize(6)
                .allSatisfy(
                        message ->
                                assertThat(message.source())
                                        .isEqualTo(ReceivedMessage.Source.CUSTOMER));
    }

    @Test
    void a_tap_a_scan_and_a_follow_open_a_window_for_three_in_a_minute() throws Exception {
        act("{\"type\":\"event\",\"event\":\"CLICK\",\"eventKey\":\"k\"}");
        assertThreeAreAllowed();
        phone.unfollow();
        phone.follow();
        assertThreeAreAllowed();
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(text()).isEqualTo(45015);
        act("{\"type\":\"event\",\"event\":\"VIEW\",\"eventKey\":\"http://a\"}");
        assertThat(text()).isEqualTo(45015);
    }

    private void assertThreeAreAllowed() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(text()).isZero();
        }
        assertThat(text()).isEqualTo(45047);
    }

    @Test
    void windows_of_different_deeds_count_apart() throws Exception {
        phone.say("hello");
        act("{\"type\":\"event\",\"event\":\"CLICK\",\"eventKey\":\"k\"}");

        for (int i = 0; i < 8; i++) {
            assertThat(text()).isZero();
        }
        assertThat(text()).isEqualTo(45047);
    }

    @Test
    void the_windows_of_older_days_can_be_played() throws Exception {
        caller.control(
                "PUT",
                "/accounts/" + account.appId() + "/windows",
                "{\"message\":{\"messages\":20,\"seconds\":172800}}");
        phone.say("hello");

        for (int i = 0; i < 20; i++) {
            assertThat(text()).isZero();
        }
        assertThat(text()).isEqualTo(45047);
    }

    @Test
    void who_left_is_blocked_refuses_or_is_a_stranger_gets_nothing() throws Exception {
        phone.say("hello");
        preferences(true);
        assertThat(text()).isEqualTo(48002);
        preferences(false);
        caller.post(
                "/cgi-bin/tags/members/batchblacklist",
                "{\"openid_list\":[\"" + phone.openId() + "\"]}");
        assertThat(text()).isEqualTo(43019);
        caller.post(
                "/cgi-bin/tags/members/batchunblacklist",
                "{\"openid_list\":[\"" + phone.openId() + "\"]}");
        phone.unfollow();
        assertThat(text()).isEqualTo(45015);
        assertThat(
                        code(
                                SEND,
                                "{\"touser\":\"x\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"))
                .isEqualTo(40003);
    }

    @Test
    void the_answers_of_a_question_are_on_the_phone() throws Exception {
        phone.say("hello");
        code(
                SEND,
                """
                {"touser":"%s","msgtype":"msgmenu","msgmenu":{"head_content":"How was it?",
                "list":[{"id":"101","content":"good"},{"id":102,"content":"bad"}],"tail_content":"Bye"}}
                """
                        .formatted(phone.openId()));

        var line =
                caller.control(
                                "GET",
                                "/accounts/%s/followers/%s/messages"
                                        .formatted(account.appId(), phone.openId()),
                                "")
                        .at("/messages/0");

        assertThat(line.path("title").asString()).isEqualTo("How was it?");
        assertThat(line.path("text").asString()).isEqualTo("Bye");
        assertThat(line.path("choices").toString())
                .isEqualTo(
                        "[{\"id\":\"101\",\"content\":\"good\"},{\"id\":\"102\",\"content\":\"bad\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "image","image":{"media_id":"m"} | 0
                    "image","image":{"media_id":"unknown"} | 40007
                    "voice","voice":{"media_id":"m"} | 0
                    "video","video":{"media_id":"m","thumb_media_id":"t","title":"T"} | 0
                    "music","music":{"title":"T","musicurl":"u","hqmusicurl":"h","thumb_media_id":"t"} | 0
                    "news","news":{"articles":[{"title":"T","description":"d","url":"u","picurl":"p"}]} | 0
                    "news","news":{"articles":[{"title":"T"},{"title":"U"}]} | 45008
                    "mpnews","mpnews":{"media_id":"d"} | 0
                    "mpnews","mpnews":{"media_id":"m"} | 40007
                    "mpnewsarticle","mpnewsarticle":{"article_id":"a"} | 0
                    "mpnewsarticle","mpnewsarticle":{"article_id":"unknown"} | 53600
                    "video","video":{"media_id":"m","thumb_media_id":"unknown"} | 40007
                    "video","video":{"media_id":"m"} | 40007
                    "msgmenu","msgmenu":{"head_content":"h","list":[{"id":"101","content":"满意"}],"tail_content":"t"} | 0
                    "msgmenu","msgmenu":{"head_content":"h","list":[]} | 45098
                    "wxcard","wxcard":{"card_id":"c"} | 45113
                    "miniprogrampage","miniprogrampage":{"title":"T","appid":"wx286b93c14bbf93aa","pagepath":"p","thumb_media_id":"t"} | 0
                    "miniprogrampage","miniprogrampage":{"title":"T","appid":"wx00000000000000aa","pagepath":"p","thumb_media_id":"t"} | 40166
                    "miniprogrampage","miniprogrampage":{"title":"T","appid":"x","pagepath":"p","thumb_media_id":"t"} | 40166
                    "music","music":{"musicurl":"u","thumb_media_id":"unknown"} | 40007
                    "image","images":{"media_id":"m"} | 40007
                    "text","text":{"content":""} | 44004
                    "poem","poem":{} | 40008
                    "text","text":{"content":"x"},"customservice":{"kf_account":"test1@kftest"} | 0
                    "text","text":{"content":"x"},"customservice":{"kf_account":"test1"} | 61452
                    """)
    void every_type_is_taken_and_checked(String message, int code) throws Exception {
        phone.say("hello");
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"miniPrograms\":[\"wx286b93c14bbf93aa\"]}");

        assertThat(
                        code(
                                SEND,
                                "{\"touser\":\"%s\",\"msgtype\":%s}"
                                        .formatted(phone.openId(), withMedia(message))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "image","image":{"media_id":"m"} | '' | MEDIA
                    "music","music":{"title":"T","musicurl":"http://u","hqmusicurl":"h","thumb_media_id":"t"} | http://u | MEDIA
                    "news","news":{"articles":[{"title":"T","description":"d","url":"http://u","picurl":"p"}]} | http://u | ''
                    "mpnews","mpnews":{"media_id":"d"} | tempkey= | ''
                    "mpnewsarticle","mpnewsarticle":{"article_id":"a"} | mid= | ''
                    """)
    void the_phone_gets_at_the_material_and_the_page(String message, String url, String media)
            throws Exception {
        phone.say("hello");
        assertThat(
                        code(
                                SEND,
                                "{\"touser\":\"%s\",\"msgtype\":%s}"
                                        .formatted(phone.openId(), withMedia(message))))
                .isZero();

        var path = "/accounts/%s/followers/%s/messages".formatted(account.appId(), phone.openId());
        var line = caller.control("GET", path, "").path("messages").path(0);

        assertThat(line.path("url").asString()).contains(url);
        if (media.equals("MEDIA")) {
            var file = "/_sandbox/accounts/" + account.appId() + "/media/";
            assertThat(caller.send("GET", file + line.path("mediaId").asString(), "").statusCode())
                    .isEqualTo(200);
        }
    }

    /** Makes what {@code m}, {@code t}, {@code d} and {@code a} stand for. */
    private String withMedia(String message) throws Exception {
        var picture = new Uploads(sandbox, caller).cover();
        return withArticles(message)
                .replace("media_id\":\"m\"", "media_id\":\"" + picture + "\"")
                .replace("media_id\":\"t\"", "media_id\":\"" + picture + "\"");
    }

    private String withArticles(String message) throws Exception {
        if (!message.contains("\"d\"}") && !message.contains("\"a\"}")) {
            return message;
        }
        var articles = new Articles(sandbox, caller);
        var publishing =
                caller.post(
                        "/cgi-bin/freepublish/submit", Articles.id(articles.draft("published")));
        sandbox.clock().advance(Duration.ofSeconds(5));
        var published =
                caller.post(
                        "/cgi-bin/freepublish/get",
                        "{\"publish_id\":" + publishing.path("publish_id") + "}");
        return message.replace("media_id\":\"d\"", "media_id\":\"" + articles.draft("t") + "\"")
                .replace("article_id\":\"a\"", "article_id\":" + published.path("article_id"));
    }

    @Test
    void what_was_said_is_recorded() throws Exception {
        phone.say("hello");
        sandbox.clock().advance(Duration.ofSeconds(1));
        caller.post(
                SEND,
                "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"hi\"},\"customservice\":{\"kf_account\":\"a@b\"}}"
                        .formatted(phone.openId()));

        var all = records(1_795_579_200, 1_795_665_600, 1, 10_000);
        var rest = records(1_795_579_200, 1_795_665_600, 2, 1);

        assertThat(all.path("number").asInt()).isEqualTo(2);
        assertThat(all.path("msgid").asInt()).isEqualTo(2);
        assertThat(all.path("recordlist").get(0).toString())
                .isEqualTo(
                        "{\"openid\":\"%s\",\"opercode\":2003,\"text\":\"hello\",\"time\":1795579200,\"worker\":\"\"}"
                                .formatted(phone.openId()));
        assertThat(rest.path("recordlist").get(0).path("opercode").asInt()).isEqualTo(2002);
        assertThat(rest.path("recordlist").get(0).path("worker").asString()).isEqualTo("a@b");
        assertThat(records(1, 86_402, 1, 1).path("errcode").asInt()).isEqualTo(65417);
        assertThat(records(1, 2, 1, 10_001).path("errcode").asInt()).isEqualTo(65416);
        assertThat(records(1, 2, 0, 1).path("errcode").asInt()).isEqualTo(65416);
        caller.control("PATCH", "/accounts/" + account.appId(), "{\"restrictions\":[\"agents\"]}");
        assertThat(records(1, 2, 1, 1).path("errcode").asInt()).isEqualTo(65400);
    }

    private JsonNode records(long start, long end, long msgId, int number) throws Exception {
        return caller.post(
                "/customservice/msgrecord/getmsglist",
                "{\"starttime\":%d,\"endtime\":%d,\"msgid\":%d,\"number\":%d}"
                        .formatted(start, end, msgId, number));
    }

    @Test
    void media_that_ended_cannot_be_sent() throws Exception {
        var picture =
                new Uploads(sandbox, caller)
                        .file("/cgi-bin/media/upload?type=image", "a.png", SampleFiles.png(100))
                        .path("media_id")
                        .asString();
        sandbox.clock().advance(Duration.ofDays(3));
        caller.withToken();
        phone.say("hello");

        assertThat(
                        code(
                                SEND,
                                "{\"touser\":\"%s\",\"msgtype\":\"image\",\"image\":{\"media_id\":\"%s\"}}"
                                        .formatted(phone.openId(), picture)))
                .isEqualTo(40007);
    }

    @Test
    void typing_follows_a_message_within_30_seconds_and_shows_for_15() throws Exception {
        assertThat(typing("Typing")).isEqualTo(45080);
        phone.say("hello");
        assertThat(typing("Typing")).isZero();
        assertThat(typing("Typing")).isEqualTo(45081);
        assertThat(typing("CancelTyping")).isZero();
        assertThat(typing("Typing")).isZero();
        sandbox.clock().advance(Duration.ofSeconds(15));
        assertThat(typing("Typing")).isZero();
        sandbox.clock().advance(Duration.ofSeconds(15));
        assertThat(typing("Typing")).isEqualTo(45080);
        assertThat(typing("Wave")).isEqualTo(45072);
    }

    @Test
    void an_unverified_account_may_not_write() throws Exception {
        var other = sandbox.addAccount(AccountKind.SUBSCRIPTION);
        caller.control("PATCH", "/accounts/" + other.appId(), "{\"verified\":false}");
        var follower = other.follow(1).get(0);
        caller.withToken(other);

        assertThat(
                        code(
                                SEND,
                                "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"
                                        .formatted(follower.openId())))
                .isEqualTo(48001);
    }

    private int text() throws IOException, InterruptedException {
        return code(
                SEND,
                "{\"touser\":\"%s\",\"msgtype\":\"text\",\"text\":{\"content\":\"x\"}}"
                        .formatted(phone.openId()));
    }

    private int typing(String command) throws IOException, InterruptedException {
        return code(
                TYPING,
                "{\"touser\":\"%s\",\"command\":\"%s\"}".formatted(phone.openId(), command));
    }

    private void act(String json) throws IOException, InterruptedException {
        caller.control("POST", followerPath() + "/messages", json);
    }

    private void preferences(boolean refuses) throws IOException, InterruptedException {
        caller.control(
                "PUT", followerPath() + "/preferences", "{\"refusesMessages\":" + refuses + "}");
    }

    private String followerPath() {
        return "/accounts/%s/followers/%s".formatted(account.appId(), phone.openId());
    }

    private int code(String path, String body) throws IOException, InterruptedException {
        return caller.post(path, body).path("errcode").asInt(-2);
    }
}
