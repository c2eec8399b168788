package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every kind of push, and every kind of reply. */
@SandboxTest(followers = 2, startAt = "2026-11-25T04:00:00Z")
class PushIT {

    private static final String FAILURE = "该公众号提供的服务出现故障，请稍后再试";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final AccountServer server;
    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;
    private Phone phone;

    PushIT() throws IOException {
        server = new AccountServer();
    }

    @BeforeEach
    void configureTheCallback(Sandbox injected) {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox);
        phone = sandbox.phones(1).get(0);
        account.callback(server.address(), AccountServer.TOKEN);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"type":"image","picUrl":"http://p","mediaId":"m"} | <MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://p]]></PicUrl><MediaId><![CDATA[m]]></MediaId><MsgId>
                    {"type":"voice","mediaId":"m","recognition":"你好"} | <MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format><Recognition><![CDATA[你好]]></Recognition><MsgId>
                    {"type":"video","mediaId":"m","thumbMediaId":"t"} | <MsgType><![CDATA[video]]></MsgType><MediaId><![CDATA[m]]></MediaId><ThumbMediaId><![CDATA[t]]></ThumbMediaId><MsgId>
                    {"type":"shortvideo","mediaId":"m","thumbMediaId":"t"} | <MsgType><![CDATA[shortvideo]]></MsgType><MediaId>
                    {"type":"location","latitude":23.134521,"longitude":113.358803,"scale":20,"label":"位置"} | <Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Scale>20</Scale><Label><![CDATA[位置]]></Label><MsgId>
                    {"type":"link","title":"t","description":"d","url":"http://u"} | <Title><![CDATA[t]]></Title><Description><![CDATA[d]]></Description><Url><![CDATA[http://u]]></Url><MsgId>
                    {"type":"text","content":"满意","menuItem":"101"} | <Content><![CDATA[满意]]></Content><bizmsgmenuid><![CDATA[101]]></bizmsgmenuid><MsgId>
                    {"type":"event","event":"LOCATION","latitude":23.137466,"longitude":113.352425,"precision":119.38504} | <Event><![CDATA[LOCATION]]></Event><Latitude>23.137466</Latitude><Longitude>113.352425</Longitude><Precision>119.38504</Precision></xml>
                    {"type":"event","event":"scancode_waitmsg","eventKey":"6","scanResult":"2"} | <EventKey><![CDATA[6]]></EventKey><ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult><![CDATA[2]]></ScanResult></ScanCodeInfo></xml>
                    {"type":"event","event":"kf_create_session","elements":{"KfAccount":"a@b"}} | <Event><![CDATA[kf_create_session]]></Event><KfAccount><![CDATA[a@b]]></KfAccount></xml>
                    {"type":"event","event":"user_authorization_revoke","elements":{"OpenID":"o","RevokeInfo":"1"}} | <OpenID><![CDATA[o]]></OpenID><RevokeInfo><![CDATA[1]]></RevokeInfo></xml>
                    """)
    void what_a_follower_says_and_does_is_pushed_with_its_elements(String act, String elements)
            throws Exception {
        act(act);

        assertThat(server.bodies()).singleElement().asString().contains(elements);
    }

    @Test
    void in_compatible_mode_clear_and_encrypted_travel_together() throws Exception {
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"callback\":{\"aesKey\":\"" + KEY + "\",\"mode\":\"compatible\"}}");

        phone.say("hello");

        var push = server.pushes().get(0);
        var cipher = new MessageCipher(new EncodingAesKey(KEY), account.appId(), new Random(1));
        var encrypted = Texts.between(push.body(), "<Encrypt><![CDATA[", "]]>");
        assertThat(push.body()).contains("<Content><![CDATA[hello]]></Content>");
        assertThat(push.query()).containsEntry("encrypt_type", "aes");
        assertThat(new String(cipher.decrypt(encrypted), StandardCharsets.UTF_8))
                .contains("<Content><![CDATA[hello]]></Content>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    image | <Image><MediaId>{id}</MediaId></Image> | {id}
                    voice | <Voice><MediaId>{id}</MediaId></Voice> | {id}
                    video | <Video><MediaId>{id}</MediaId><Title>clip</Title></Video> | clip
                    music | <Music><Title>song</Title><ThumbMediaId>{id}</ThumbMediaId></Music> | song
                    text | <Content>hi</Content><FuncFlag>0</FuncFlag> | hi
                    news | <ArticleCount>2</ArticleCount><Articles><item><Title>a</Title></item><item><Title>b</Title></item></Articles> | a
                    """)
    void every_kind_of_reply_is_shown(String type, String elements, String shown) throws Exception {
        var id = new Uploads(sandbox, caller.withToken()).cover();
        server.replies(push -> reply(push, type, elements.replace("{id}", id)));

        phone.say("hello");

        assertThat(phone.received())
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.type()).isEqualTo(type);
                            assertThat(message.content()).isEqualTo(shown.replace("{id}", id));
                        });
        assertThat(materialOfReply()).isEqualTo(elements.contains("{id}") ? id : "");
    }

    private String materialOfReply() throws Exception {
        var path = "/accounts/%s/followers/%s/messages".formatted(account.appId(), phone.openId());
        return caller.control("GET", path, "")
                .path("messages")
                .path(0)
                .path("mediaId")
                .asString("none");
    }

    @Test
    void a_reply_with_unknown_media_is_a_failure() throws Exception {
        server.replies(push -> reply(push, "image", "<Image><MediaId>m</MediaId></Image>"));

        phone.say("hello");

        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
        assertThat(outcome()).contains("Image/MediaId", "40007");
    }

    @Test
    void eight_articles_may_answer_a_tap_on_the_menu() throws Exception {
        var items = "<item><Title>t</Title></item>".repeat(8);
        server.replies(
                push ->
                        reply(
                                push,
                                "news",
                                "<ArticleCount>8</ArticleCount><Articles>"
                                        + items
                                        + "</Articles>"));

        act("{\"type\":\"event\",\"event\":\"CLICK\",\"eventKey\":\"k\"}");

        assertThat(phone.received().get(0).content().lines()).hasSize(8);
    }

    @Test
    void of_more_than_eight_articles_eight_are_shown() throws Exception {
        var items = "<item><Title>t</Title></item>".repeat(9);
        server.replies(
                push ->
                        reply(
                                push,
                                "news",
                                "<ArticleCount>9</ArticleCount><Articles>"
                                        + items
                                        + "</Articles>"));

        act("{\"type\":\"event\",\"event\":\"CLICK\",\"eventKey\":\"k\"}");

        assertThat(phone.received().get(0).content().lines()).hasSize(8);
    }

    @Test
    void a_transfer_shows_nothing_and_is_noted() throws Exception {
        server.replies(
                push ->
                        reply(
                                push,
                                "transfer_customer_service",
                                "<TransInfo><KfAccount>a@b</KfAccount></TransInfo>"));

        phone.say("a human, please");

        assertThat(phone.received()).isEmpty();
        assertThat(outcome()).isEqualTo("transfer_customer_service a@b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"MsgType":"text"} | neither success nor XML
                    <xml><ToUserName>x</ToUserName></xml> | ToUserName of the reply is x
                    <xml><MsgType> | neither success nor XML
                    <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>&e;</xml> | DTD
                    """)
    void nonsense_shows_the_failure_sentence_and_the_reason_is_noted(String answer, String reason)
            throws Exception {
        server.replies(push -> answer);

        phone.say("hello");

        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
        assertThat(outcome()).startsWith("malformed-reply: ").contains(reason);
    }

    @Test
    void white_space_before_the_reply_and_an_empty_text_are_failures() throws Exception {
        server.replies(push -> "\n" + reply(push, "text", "<Content>hi</Content>"));
        phone.say("one");
        assertThat(outcome()).contains("white space before the XML");
        server.replies(push -> reply(push, "text", "<Content></Content>"));
        phone.say("two");
        assertThat(outcome()).contains("Content of the reply is empty");

        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly(FAILURE, FAILURE);
    }

    @Test
    void a_reply_to_who_left_is_seen_by_nobody() throws Exception {
        server.replies(push -> reply(push, "text", "<Content>stay!</Content>"));

        phone.unfollow();
        sandbox.clock().advance(Duration.ofSeconds(1));

        assertThat(phone.received()).isEmpty();
        assertThat(outcome()).startsWith("received; nobody sees");
    }

    @Test
    void a_failed_push_is_repeated_with_the_same_message_id() {
        server.answersStatus(500);

        phone.say("hello");
        sandbox.clock().advance(Duration.ofSeconds(20));

        assertThat(server.bodies()).hasSize(3);
        assertThat(List.copyOf(new java.util.HashSet<>(server.bodies()))).hasSize(1);
        assertThat(phone.received()).extracting(ReceivedMessage::content).containsExactly(FAILURE);
    }

    @Test
    void who_is_blocked_is_not_heard() throws Exception {
        caller.withToken()
                .post(
                        "/cgi-bin/tags/members/batchblacklist",
                        "{\"openid_list\":[\"" + phone.openId() + "\"]}");

        phone.say("hello?");

        assertThat(server.bodies()).isEmpty();
    }

    private void act(String json) throws IOException, InterruptedException {
        caller.control(
                "POST",
                "/accounts/%s/followers/%s/messages".formatted(account.appId(), phone.openId()),
                json);
    }

    private String outcome() throws IOException, InterruptedException {
        JsonNode callbacks = caller.control("GET", "/callbacks", "").path("callbacks");
        return callbacks.get(callbacks.size() - 1).path("outcome").asString();
    }

    private static String reply(String push, String type, String elements) {
        return "<xml><ToUserName>%s</ToUserName><FromUserName>%s</FromUserName><CreateTime>1</CreateTime><MsgType>%s</MsgType>%s</xml>"
                .formatted(
                        Texts.between(push, "<FromUserName><![CDATA[", "]]>"),
                        Texts.between(push, "<ToUserName><![CDATA[", "]]>"),
                        type,
                        elements);
    }

    private static final class Texts {
        static String between(String text, String start, String end) {
            int from = text.indexOf(start) + start.length();
            return text.substring(from, text.indexOf(end, from));
        }
    }
}
