package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest extends ScriptedCalls {

    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";
    private static final String ACCEPTED =
            "{\"errcode\":0,\"errmsg\":\"send job submission success\",\"msg_id\":1000000003}";
    private static final Message HELLO = new Message.Text("hello from boxer.");
    private static final ClientMsgId KEY = new ClientMsgId("c0ffee00112233445566778899aabbcc");

    @Test
    void the_token_travels_in_the_query_and_nowhere_else() {
        platform.on(SEND_ALL, ACCEPTED);

        wechat.massSends().toAll(HELLO, KEY);

        var request = platform.received(SEND_ALL).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).isEqualTo("access_token=" + ScriptedPlatform.TOKEN);
        assertThat(request.body()).doesNotContain(ScriptedPlatform.TOKEN);
    }

    @Test
    void a_send_to_everybody_says_so_and_carries_its_key() {
        platform.on(SEND_ALL, ACCEPTED);

        var receipt = wechat.massSends().toAll(HELLO, KEY);

        assertThat(platform.received(SEND_ALL).get(0).body())
                .isEqualTo(
                        "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\","
                                + "\"text\":{\"content\":\"hello from boxer.\"},"
                                + "\"clientmsgid\":\"c0ffee00112233445566778899aabbcc\"}");
        assertThat(receipt.msgId()).isEqualTo(new MsgId(1000000003));
        assertThat(receipt.msgDataId()).isEmpty();
    }

    @Test
    void a_send_to_a_tag_is_never_a_send_to_everybody() {
        platform.on(SEND_ALL, ACCEPTED);

        wechat.massSends().toTag(new TagId(102), HELLO, KEY);

        assertThat(platform.received(SEND_ALL).get(0).body())
                .startsWith("{\"filter\":{\"is_to_all\":false,\"tag_id\":102},");
    }

    @Test
    void a_send_to_a_list_names_every_openid() {
        platform.on("/cgi-bin/message/mass/send", ACCEPTED);

        wechat.massSends()
                .toList(List.of(new OpenId("OPENID1"), new OpenId("OPENID2")), HELLO, KEY);

        assertThat(platform.received("/cgi-bin/message/mass/send").get(0).body())
                .startsWith("{\"touser\":[\"OPENID1\",\"OPENID2\"],\"msgtype\":\"text\",");
    }

    @Test
    void text_goes_out_raw() {
        platform.on(SEND_ALL, ACCEPTED);
        var text = "你好 😀 <a href=\"https://mp.weixin.qq.com/s\">a & 'b'</a>\u2028é";

        wechat.massSends().toAll(new Message.Text(text), KEY);

        assertThat(platform.received(SEND_ALL).get(0).body())
                .contains(text.replace("\"", "\\\""))
                .doesNotContain("\\u")
                .doesNotContain("\\/");
    }

    @Test
    void ids_beyond_double_precision_stay_exact() {
        platform.on(SEND_ALL, "{\"msg_id\":3557254367693750277,\"msg_data_id\":9007199254740993}");

        var receipt = wechat.massSends().toAll(HELLO, KEY);

        assertThat(receipt.msgId().value()).isEqualTo(3557254367693750277L);
        assertThat(receipt.msgDataId()).contains(new MsgDataId(9007199254740993L));
    }

    @Test
    void a_rejected_token_is_renewed_and_the_send_repeated_with_its_key() {
        var fetches = new TokenSeries("first", "second");
        platform.on("/cgi-bin/stable_token", request -> fetches.next());
        platform.on(
                SEND_ALL,
                request ->
                        request.query().endsWith("first")
                                ? "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}"
                                : ACCEPTED);

        var receipt = wechat.massSends().toAll(HELLO, KEY);

        assertThat(receipt.msgId()).isEqualTo(new MsgId(1000000003));
        var sent = platform.received(SEND_ALL);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).body()).isEqualTo(sent.get(0).body());
    }

    @Test
    void a_page_without_followers_has_no_data_and_no_next() {
        platform.on("/cgi-bin/user/get", "{\"total\":0,\"count\":0,\"next_openid\":\"\"}");

        var page = wechat.followers().page();

        assertThat(page.openIds()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_page_starts_after_the_last_openid_of_the_one_before() {
        platform.on(
                "/cgi-bin/user/get",
                "{\"total\":3,\"count\":1,\"data\":{\"openid\":[\"oC\"]},\"next_openid\":\"oC\"}");

        var page = wechat.followers().pageAfter(new OpenId("oB"));

        assertThat(platform.received("/cgi-bin/user/get").get(0).query())
                .startsWith("next_openid=oB&access_token=");
        assertThat(page.total()).isEqualTo(3);
        assertThat(page.next()).contains(new OpenId("oC"));
    }

    @Test
    void tags_are_listed_with_their_counts() {
        platform.on(
                "/cgi-bin/tags/get",
                "{\"tags\":[{\"id\":2,\"name\":\"星标组\",\"count\":0},"
                        + "{\"id\":134,\"name\":\"广东\",\"count\":5}]}");

        assertThat(wechat.tags().list())
                .containsExactly(new Tag(new TagId(2), "星标组", 0), new Tag(new TagId(134), "广东", 5));
    }

    @Test
    void a_status_the_platform_adds_later_is_kept() {
        platform.on("/cgi-bin/message/mass/get", "{\"msg_id\":1,\"msg_status\":\"PAUSED\"}");
        assertThat(wechat.massSends().status(new MsgId(1)))
                .isEqualTo(new MassSendStatus.Unknown("PAUSED"));

        platform.on("/cgi-bin/message/mass/get", "{\"msg_id\":1,\"msg_status\":\"SEND_SUCCESS\"}");
        assertThat(wechat.massSends().status(new MsgId(1))).isEqualTo(MassSendStatus.Known.SENT);

        platform.on("/cgi-bin/message/mass/get", "{}");
        assertThat(wechat.massSends().status(new MsgId(1)))
                .isEqualTo(new MassSendStatus.Unknown(""));
    }

    @Test
    void a_preview_names_its_one_reader() {
        platform.on(
                "/cgi-bin/message/mass/preview",
                "{\"errcode\":0,\"errmsg\":\"preview success\",\"msg_id\":34182}");

        assertThat(wechat.previews().toWeChatId("boxer", HELLO)).contains(new MsgId(34182));
        assertThat(platform.received("/cgi-bin/message/mass/preview").get(0).body())
                .startsWith("{\"towxname\":\"boxer\",\"msgtype\":\"text\"");
    }

    @Test
    void a_classic_token_is_asked_for_in_the_query() {
        platform.on("/cgi-bin/token", ScriptedPlatform.tokenAnswer("classic"));

        assertThat(wechat.tokens().fetch().value()).isEqualTo("classic");
        assertThat(platform.received("/cgi-bin/token").get(0).query())
                .isEqualTo(
                        "grant_type=client_credential&appid=wx0123456789abcdef"
                                + "&secret=5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0");
    }

    @Test
    void a_wrong_secret_is_a_rejected_credential() {
        platform.on("/cgi-bin/token", "{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}");

        assertThatExceptionOfType(WeChatException.CredentialRejected.class)
                .isThrownBy(() -> wechat.tokens().fetch())
                .matches(e -> e.code() == 40125)
                .withMessageContaining("check the appID and the app secret");
    }

    /** Hands out one token after the other. */
    private static final class TokenSeries {

        private final String[] tokens;
        private int given;

        TokenSeries(String... tokens) {
            this.tokens = tokens;
        }

        synchronized String next() {
            return ScriptedPlatform.tokenAnswer(tokens[Math.min(given++, tokens.length - 1)]);
        }
    }
}
