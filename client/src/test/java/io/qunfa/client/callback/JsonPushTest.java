package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.client.MsgId;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON data format says what the XML says. */
class JsonPushTest {

    @Test
    void the_documented_push_in_json_is_opened_and_read() {
        var cipher =
                new MessageCipher(
                        new EncodingAesKey("A".repeat(43)), "wxba5fad812f8e6fb9", new Random(1));
        var body =
                """
                {"ToUserName":"gh_97417a04a28d","Encrypt":"+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="}
                """;

        var push = (Push.Unknown) parse(cipher.decrypt(Callbacks.encrypted(utf8(body))));

        assertThat(push.eventName()).isEqualTo("debug_demo");
        assertThat(push.envelope().sender()).isEqualTo("o9AgO5Kd5ggOC-bXrbNODIiE3bGY");
        assertThat(push.envelope().createdAt().getEpochSecond()).isEqualTo(1714112445);
        assertThat(push.fields().text("debug_str")).isEqualTo("hello world");
    }

    @Test
    void numbers_stay_as_long_as_they_are() {
        var text =
                (UserMessage.Text)
                        parse(
                                """
                                {"FromUserName":"o1","MsgType":"text","Content":"你好","MsgId":18446744073709551615}
                                """);
        assertThat(text.id()).isEqualTo(new MessageId("18446744073709551615"));
        assertThat(text.content()).isEqualTo("你好");
    }

    @Test
    void a_push_is_the_same_in_both_formats() {
        var json =
                parse(
                        """
                        {"ToUserName":"gh_1","FromUserName":"o1","CreateTime":"1442401156","MsgType":"event",
                         "Event":"MASSSENDJOBFINISH","MsgID":1000001625,"Status":"err(30003)","TotalCount":100,
                         "FilterCount":80,"SentCount":"75","ErrorCount":5,
                         "ArticleUrlResult":{"Count":2,"ResultList":{"item":[
                           {"ArticleIdx":1,"ArticleUrl":"u1"},{"ArticleIdx":2,"ArticleUrl":"u2"}]}}}
                        """);
        var xml =
                parse(
                        """
                        <xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName>
                        <CreateTime>1442401156</CreateTime><MsgType>event</MsgType>
                        <Event>MASSSENDJOBFINISH</Event><MsgID>1000001625</MsgID><Status>err(30003)</Status>
                        <TotalCount>100</TotalCount><FilterCount>80</FilterCount><SentCount>75</SentCount>
                        <ErrorCount>5</ErrorCount><ArticleUrlResult><Count>2</Count><ResultList>
                        <item><ArticleIdx>1</ArticleIdx><ArticleUrl>u1</ArticleUrl></item>
                        <item><ArticleIdx>2</ArticleIdx><ArticleUrl>u2</ArticleUrl></item>
                        </ResultList></ArticleUrlResult></xml>
                        """);

        assertThat(json).isEqualTo(xml);
        assertThat(((MassSendJobFinished) json).msgId()).isEqualTo(new MsgId(1000001625));
    }

    @Test
    void a_list_stands_without_the_element_around_it_and_alone_if_it_is_one() {
        var several =
                (Event.SubscriptionAnswered)
                        parse(
                                """
                                {"FromUserName":"o1","MsgType":"event","Event":"subscribe_msg_popup_event","List":[
                                  {"TemplateId":"A","SubscribeStatusString":"accept","PopupScene":"0"},
                                  {"TemplateId":"B","SubscribeStatusString":"reject","PopupScene":"0"}]}
                                """);
        var one =
                (Event.SubscriptionSent)
                        parse(
                                """
                                {"FromUserName":"o1","MsgType":"event","Event":"subscribe_msg_sent_event",
                                 "List":{"TemplateId":"A","MsgID":"1700827132819554304","ErrorCode":"0","ErrorStatus":"success"}}
                                """);

        assertThat(several.choices())
                .containsExactly(
                        new Event.SubscriptionChoice("A", "accept", "0"),
                        new Event.SubscriptionChoice("B", "reject", "0"));
        assertThat(one.results())
                .isEqualTo(
                        List.of(
                                new Event.SubscriptionResult(
                                        "A", "1700827132819554304", 0, "success")));
    }

    @Test
    void what_no_text_of_a_database_may_contain_is_replaced() {
        var text =
                (UserMessage.Text)
                        parse("{\"MsgType\":\"text\",\"MsgId\":1,\"Content\":\"a\\u0000b\"}");
        assertThat(text.content()).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{",
                "{\"MsgType\":}",
                "{\"MsgType\":\"text\"} {}",
                "{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}",
                "{'MsgType':'text'}",
            })
    void what_is_no_json_is_malformed(String json) {
        assertThatExceptionOfType(MalformedPush.class).isThrownBy(() -> parse(utf8(json)));
    }

    private static Push parse(String body) {
        return parse(utf8(body));
    }

    private static Push parse(byte[] body) {
        return Callbacks.parse(body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
