package io.qunfa.client;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PersonalMessagesTest extends ScriptedCalls {

    private static final String CUSTOM = "/cgi-bin/message/custom/send";
    private static final OpenId READER = new OpenId("oReader");
    private static final MediaId M = new MediaId("M");
    private static final MediaId T = new MediaId("T");

    static Stream<Arguments> kinds() {
        var items =
                List.of(
                        new CustomerMessage.Item("101", "满意"),
                        new CustomerMessage.Item("102", "不满意"));
        return Stream.of(
                Arguments.of("text", new Message.Text("您好")),
                Arguments.of("image", new CustomerMessage.Image(M)),
                Arguments.of("voice", new Message.Voice(M)),
                Arguments.of("video", new CustomerMessage.Video(M, T, "标题", "描述")),
                Arguments.of(
                        "music",
                        new CustomerMessage.Music(
                                "歌", "描述", "https://a.example/1", "https://a.example/2", T)),
                Arguments.of(
                        "link",
                        new CustomerMessage.Link(
                                "标题", "描述", "https://a.example/", "https://a.example/p.png")),
                Arguments.of("articles", new CustomerMessage.Articles(M)),
                Arguments.of("published", new CustomerMessage.Published(new ArticleId("ART-1"))),
                Arguments.of("menu", new CustomerMessage.Menu("满意吗？", items, "谢谢")),
                Arguments.of(
                        "miniprogram",
                        new CustomerMessage.MiniProgram(
                                "小程序",
                                new MiniProgramPage("wx0123456789abcdee", "pages/index"),
                                T)),
                Arguments.of("card", new Message.Card("CARD")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_kind_is_written_as_the_platform_wants_it(String name, CustomerMessage message) {
        platform.plays(CUSTOM, "custom-send-" + name);

        wechat.customerService().send(READER, message);

        platform.assertAsked(CUSTOM, "custom-send-" + name);
    }

    @Test
    void no_kind_is_forgotten() {
        Set<Object> tested =
                kinds().map(arguments -> arguments.get()[1].getClass()).collect(toSet());
        assertThat(tested)
                .containsExactlyInAnyOrder(
                        (Object[]) CustomerMessage.class.getPermittedSubclasses());
    }

    @Test
    void an_agent_signs_and_types() {
        platform.plays(CUSTOM, "custom-send-as-agent");
        platform.plays("/cgi-bin/message/custom/typing", "custom-typing");

        wechat.customerService().sendAs("a@gh", READER, new Message.Text("您好"));
        wechat.customerService().showTyping(READER);

        platform.assertAsked(CUSTOM, "custom-send-as-agent");
        platform.assertAsked("/cgi-bin/message/custom/typing", "custom-typing");
    }

    @Test
    void a_closed_window_is_a_recipient_to_skip() {
        platform.on(
                CUSTOM,
                "{\"errcode\":45015,\"errmsg\":\"response out of time limit or subscription is"
                        + " canceled rid: 1-2-3\"}");
        assertThatExceptionOfType(WeChatException.RecipientUnreachable.class)
                .isThrownBy(() -> wechat.customerService().send(READER, new Message.Text("您好")));
    }

    @Test
    void chats_say_who_wrote_what() {
        var path = "/customservice/msgrecord/getmsglist";
        platform.plays(path, "customservice-getmsglist");
        var from = Instant.ofEpochSecond(1795000000);

        var page = wechat.customerService().chats(from, from.plusSeconds(3600), 1, 100);

        platform.assertAsked(path, "customservice-getmsglist");
        assertThat(page.lastId()).isEqualTo(20165267);
        assertThat(page.lines())
                .extracting(CustomerService.ChatLine::byAgent)
                .containsExactly(true, false);
    }

    @Test
    void agents_are_listed() {
        platform.plays("/cgi-bin/customservice/getkflist", "customservice-getkflist");
        assertThat(wechat.customerService().agents())
                .containsExactly(
                        new CustomerService.Agent(
                                "a@gh", "小李", "1001", "xiaoli", "http://x/0", "", null, ""));
    }

    @Test
    void a_template_message_keeps_its_64_bit_id() {
        platform.plays("/cgi-bin/message/template/send", "template-send");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("thing1", "茶");
        values.put("amount3", "￥3");
        var message =
                new TemplateMessages.TemplateMessage(
                        READER,
                        "TPL",
                        "https://a.example/",
                        Optional.of(new MiniProgramPage("wx0123456789abcdee", "pages/index")),
                        "order-1",
                        values);

        assertThat(wechat.templateMessages().send(message))
                .isEqualTo(new MsgId(3557254367693750277L));

        platform.assertAsked("/cgi-bin/message/template/send", "template-send");
    }

    @Test
    void templates_are_managed() {
        platform.plays("/cgi-bin/template/get_all_private_template", "template-list");
        platform.plays("/cgi-bin/template/api_add_template", "template-add");
        platform.plays("/cgi-bin/template/get_industry", "template-industry");
        platform.plays("/wxa/sec/queryblocktmplmsg", "template-blocked");

        assertThat(wechat.templateMessages().list().get(0).deputyIndustry()).isEqualTo("互联网");
        assertThat(wechat.templateMessages().add("TM00015", List.of("商品", "金额"))).isEqualTo("TPL");
        assertThat(wechat.templateMessages().industries().secondaryIndustry().secondClass())
                .isEqualTo("互联网");
        assertThat(wechat.templateMessages().blocked("TPL", 0, 100)).hasSize(1);

        platform.assertAsked("/cgi-bin/template/api_add_template", "template-add");
        platform.assertAsked("/wxa/sec/queryblocktmplmsg", "template-blocked");
    }

    @Test
    void notices_are_sent_to_those_who_agreed() {
        platform.plays("/cgi-bin/message/subscribe/bizsend", "subscribe-bizsend");
        platform.plays("/cgi-bin/message/template/subscribe", "template-subscribe");

        wechat.subscriptionNotices()
                .send(
                        new SubscriptionNotices.Notice(
                                READER,
                                "NTC",
                                "https://a.example/",
                                Optional.empty(),
                                Map.of("thing1", "茶")));
        wechat.subscriptionNotices()
                .sendOnce(
                        new SubscriptionNotices.OneTimeNotice(
                                READER,
                                "ONE",
                                1000,
                                "标题",
                                "内容",
                                "#173177",
                                "https://a.example/",
                                Optional.empty()));

        platform.assertAsked("/cgi-bin/message/subscribe/bizsend", "subscribe-bizsend");
        platform.assertAsked("/cgi-bin/message/template/subscribe", "template-subscribe");
    }

    @Test
    void the_page_that_asks_for_one_message_is_addressed() {
        var page =
                wechat.subscriptionNotices()
                        .askOnce(1000, "ONE", URI.create("https://a.example/r?x=1"), "abc");
        assertThat(page.toString())
                .endsWith(
                        "/mp/subscribemsg?action=get_confirm&appid=wx0123456789abcdef&scene=1000"
                                + "&template_id=ONE"
                                + "&redirect_url=https%3A%2F%2Fa.example%2Fr%3Fx%3D1"
                                + "&reserved=abc#wechat_redirect");
    }

    @Test
    void notice_templates_are_managed() {
        var base = "/wxaapi/newtmpl/";
        platform.plays(base + "gettemplate", "newtmpl-gettemplate");
        platform.plays(base + "addtemplate", "newtmpl-addtemplate");
        platform.plays(base + "getpubtemplatetitles", "newtmpl-titles");
        platform.plays(base + "getpubtemplatekeywords", "newtmpl-keywords");
        var notices = wechat.subscriptionNotices();

        assertThat(notices.templates().get(0).priTmplId()).isEqualTo("NTC");
        assertThat(notices.addTemplate("401", List.of(1, 2), "测试")).isEqualTo("NTC");
        assertThat(notices.titles(List.of(616L, 2L), 0, 30).data().get(0).categoryId())
                .isEqualTo("616");
        assertThat(notices.keywords("99").get(0).rule()).isEqualTo("thing");

        platform.assertAsked(base + "addtemplate", "newtmpl-addtemplate");
        assertThat(platform.received(base + "getpubtemplatetitles").get(0).query())
                .startsWith("ids=616%2C2&start=0&limit=30&");
    }
}
