package io.qunfa.client;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageKindsTest extends ScriptedCalls {

    private static final String SEND_ALL = "/cgi-bin/message/mass/sendall";
    private static final ClientMsgId KEY = new ClientMsgId("c0ffee00112233445566778899aabbcc");

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("text", new Message.Text("本周讲座提醒")),
                Arguments.of("articles", new Message.Articles(new MediaId("DRAFT"))),
                Arguments.of(
                        "articles-marked",
                        new Message.Articles(new MediaId("DRAFT"), Message.Reprint.SEND_MARKED)),
                Arguments.of("voice", new Message.Voice(new MediaId("VOICE"))),
                Arguments.of("music", new Message.Music(new MediaId("MUSIC"))),
                Arguments.of("images", pictures()),
                Arguments.of("video", new Message.Video(new MediaId("VIDEO"), "标题", "描述")),
                Arguments.of("card", new Message.Card("CARD")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_kind_is_written_as_the_platform_wants_it(String name, Message message) {
        platform.plays(SEND_ALL, "mass-send-" + name);

        var receipt = wechat.massSends().toTag(new TagId(102), message, KEY);

        platform.assertAsked(SEND_ALL, "mass-send-" + name);
        assertThat(receipt.msgId()).isEqualTo(new MsgId(3147483661L));
        assertThat(receipt.msgDataId().isPresent()).isEqualTo(name.equals("articles"));
    }

    @Test
    void no_kind_is_forgotten() {
        Set<Object> tested =
                kinds().map(arguments -> arguments.get()[1].getClass()).collect(toSet());
        assertThat(tested)
                .containsExactlyInAnyOrder((Object[]) Message.class.getPermittedSubclasses());
    }

    @Test
    void a_preview_of_pictures_shows_the_first() {
        platform.plays("/cgi-bin/message/mass/preview", "mass-preview-images");

        wechat.previews().to(new OpenId("oReader"), pictures());

        platform.assertAsked("/cgi-bin/message/mass/preview", "mass-preview-images");
    }

    @Test
    void a_preview_of_a_coupon_carries_who_may_take_it() {
        platform.on("/cgi-bin/message/mass/preview", "{\"errcode\":0,\"msg_id\":34182}");

        var card = new Message.Card("CARD", "{\"code\":\"\",\"openid\":\"\"}");
        wechat.previews().to(new OpenId("oReader"), card);

        assertThat(platform.received("/cgi-bin/message/mass/preview").get(0).body())
                .isEqualTo(
                        "{\"touser\":\"oReader\",\"msgtype\":\"wxcard\",\"wxcard\":{\"card_id\":\"CARD\","
                                + "\"card_ext\":\"{\\\"code\\\":\\\"\\\",\\\"openid\\\":\\\"\\\"}\"}}");
    }

    @Test
    void a_sent_article_can_be_deleted() {
        platform.plays("/cgi-bin/message/mass/delete", "mass-delete");

        wechat.massSends().delete(new MsgId(1000000338), 2);

        platform.assertAsked("/cgi-bin/message/mass/delete", "mass-delete");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.massSends().delete(new MsgId(1), 0));
    }

    @Test
    void the_speed_is_read_and_set() {
        platform.plays("/cgi-bin/message/mass/speed/get", "mass-speed-get");
        platform.plays("/cgi-bin/message/mass/speed/set", "mass-speed-set");

        assertThat(wechat.massSends().speed()).isEqualTo(new SendSpeed(3, 30));
        wechat.massSends().setSpeed(1);

        platform.assertAsked("/cgi-bin/message/mass/speed/set", "mass-speed-set");
        assertThatIllegalArgumentException().isThrownBy(() -> wechat.massSends().setSpeed(5));
    }

    private static Message.Images pictures() {
        return new Message.Images(
                List.of(new MediaId("A"), new MediaId("B")), "春天", "照片两张", CommentRule.EVERYBODY);
    }
}
