package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountCallsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    private final ScriptedPlatform platform = new ScriptedPlatform();
    private final WeChat wechat =
            WeChat.builder(ScriptedPlatform.CREDENTIALS)
                    .endpoints(Endpoints.of(platform.address()))
                    .clock(() -> NOW)
                    .build();

    @AfterEach
    void close() {
        wechat.close();
        platform.close();
    }

    @Test
    void figures_say_whether_they_are_final() {
        platform.plays("/datacube/getarticleread", "datacube-getarticleread");
        platform.plays("/datacube/getbizsummary", "datacube-getbizsummary");
        platform.plays("/datacube/getarticletotaldetail", "datacube-getarticletotaldetail");

        var reads = wechat.statistics().reads(DAY);
        var days =
                wechat.statistics().account(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 30));
        var history = wechat.statistics().histories(DAY).rows().get(0);

        platform.assertAsked("/datacube/getarticleread", "datacube-getarticleread");
        platform.assertAsked("/datacube/getbizsummary", "datacube-getbizsummary");
        assertThat(reads.preliminary()).isTrue();
        assertThat(reads.rows().get(0).msgid()).isEqualTo("2247484106_1");
        assertThat(days.preliminary()).isFalse();
        assertThat(history.detailList().get(0).readFinishRate()).isEqualTo(0.5);
        assertThat(history.detailList().get(0).readJumpPosition())
                .containsExactly(new Statistics.Jump(1, 0.2));
    }

    @Test
    void the_old_figures_are_still_asked_for() {
        platform.plays("/datacube/getarticlesummary", "datacube-getarticlesummary");
        platform.plays("/datacube/getuserreadhour", "datacube-getuserreadhour");

        assertThat(wechat.statistics().oldArticlesReadOn(DAY).get(0).intPageReadCount())
                .isEqualTo(25615);
        assertThat(wechat.statistics().oldReadsByHour(DAY).get(0).refHour()).contains(1500);

        platform.assertAsked("/datacube/getarticlesummary", "datacube-getarticlesummary");
        platform.assertAsked("/datacube/getuserreadhour", "datacube-getuserreadhour");
    }

    @Test
    void a_span_that_is_too_long_is_not_asked_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.statistics().oldReads(DAY, DAY.plusDays(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.statistics().account(DAY, DAY.minusDays(1)));
    }

    @Test
    void a_menu_is_set_and_read_back() {
        platform.plays("/cgi-bin/menu/create", "menu-create");
        platform.plays("/cgi-bin/menu/get", "menu-get");
        List<MenuButton> buttons =
                List.of(
                        new MenuButton.Click("今日", "TODAY"),
                        new MenuButton.Group(
                                "更多",
                                List.of(
                                        new MenuButton.Link("网站", "https://a.example/"),
                                        new MenuButton.MiniProgram(
                                                "小程序",
                                                "https://a.example/",
                                                "wx0123456789abcdee",
                                                "pages/index"),
                                        new MenuButton.Ask("扫码", "scancode_waitmsg", "SCAN"),
                                        new MenuButton.Send("图片", new MediaId("M")),
                                        new MenuButton.Show("文章", new ArticleId("ART-1"), false))));

        wechat.menus().set(buttons);
        var menus = wechat.menus().get();

        platform.assertAsked("/cgi-bin/menu/create", "menu-create");
        assertThat(menus.buttons()).isEqualTo(buttons);
        assertThat(menus.id()).contains("208396938");
        assertThat(menus.conditional())
                .containsExactly(
                        new Menus.ConditionalMenu(
                                "208396993",
                                Optional.of(new TagId(102)),
                                List.of(new MenuButton.Unknown("新", "of_tomorrow", "K"))));
    }

    @Test
    void a_menu_can_be_for_a_tag() {
        platform.plays("/cgi-bin/menu/addconditional", "menu-addconditional");
        List<MenuButton> buttons = List.of(new MenuButton.Click("今日", "TODAY"));

        assertThat(wechat.menus().addConditional(buttons, new TagId(102))).isEqualTo("208379533");

        platform.assertAsked("/cgi-bin/menu/addconditional", "menu-addconditional");
    }

    @Test
    void the_automatic_replies_of_the_website_are_read() {
        platform.plays("/cgi-bin/get_current_autoreply_info", "autoreply-current");

        var current = wechat.websiteReplies().current();

        assertThat(current.followOpen()).isTrue();
        assertThat(current.onFollow()).contains(new WebsiteReplies.Reply("text", "谢谢关注"));
        assertThat(current.otherwise()).contains(new WebsiteReplies.Reply("img", "MEDIA_ID"));
        assertThat(current.rules())
                .containsExactly(
                        new WebsiteReplies.Rule(
                                "营业时间",
                                List.of(
                                        new WebsiteReplies.Keyword("几点", false),
                                        new WebsiteReplies.Keyword("时间", true)),
                                List.of(new WebsiteReplies.Reply("text", "9:00–18:00")),
                                false),
                        new WebsiteReplies.Rule(
                                "茶",
                                List.of(new WebsiteReplies.Keyword("茶", false)),
                                List.of(
                                        new WebsiteReplies.Reply(
                                                "news",
                                                "KQb_w_Tiz-nSdVLoTV35Psmty8hGBulGhEdbb9SKs-o",
                                                List.of(
                                                        new WebsiteReplies.Article(
                                                                "春茶",
                                                                "到了",
                                                                "http://mmbiz.qpic.cn/mmbiz/cover/0",
                                                                "http://mp.weixin.qq.com/s?__biz=MjM5&mid=1&idx=1&sn=2#rd")))),
                                true));
    }

    @Test
    void the_menu_of_the_website_is_read_too() {
        platform.plays("/cgi-bin/get_current_selfmenu_info", "menu-current");

        var current = wechat.menus().current();

        assertThat(current.shown()).isTrue();
        assertThat(current.buttons())
                .containsExactly(
                        new MenuButton.Group(
                                "更多",
                                List.of(
                                        new MenuButton.Link("网站", "https://a.example/"),
                                        new MenuButton.Unknown("文字", "text", "你好"))));
    }

    @Test
    void a_menu_has_three_buttons_that_open_five() {
        MenuButton button = new MenuButton.Click("x", "X");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.menus().set(Collections.nCopies(4, button)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MenuButton.Group("x", Collections.nCopies(6, button)));
    }

    @Test
    void a_visitor_is_sent_to_the_platform_with_parameters_in_its_order() {
        var address =
                wechat.oauth()
                        .authorizeAddress(
                                URI.create("https://www.example.com/in?a=b"),
                                OAuth.Scope.PROFILE,
                                "s1");
        assertThat(address.toString())
                .isEqualTo(
                        platform.address()
                                + "/connect/oauth2/authorize?appid=wx0123456789abcdef"
                                + "&redirect_uri=https%3A%2F%2Fwww.example.com%2Fin%3Fa%3Db"
                                + "&response_type=code&scope=snsapi_userinfo&state=s1"
                                + "#wechat_redirect");
        var forced =
                wechat.oauth()
                        .authorizeAddress(
                                URI.create("https://a.example/"),
                                OAuth.Scope.PROFILE,
                                "s1",
                                OAuth.Force.CONSENT);
        assertThat(forced.toString()).endsWith("&state=s1&forcePopup=true#wechat_redirect");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                wechat.oauth()
                                        .authorizeAddress(
                                                URI.create("https://a.example/"),
                                                OAuth.Scope.OPENID,
                                                "not allowed"));
    }

    @Test
    void a_visitor_comes_back_with_a_code() {
        platform.plays("/sns/oauth2/access_token", "sns-access-token");
        platform.plays("/sns/userinfo", "sns-userinfo");
        platform.on("/sns/auth", "{\"errcode\":0,\"errmsg\":\"ok\"}");

        var visit = wechat.oauth().exchange("the-code");
        var profile = wechat.oauth().profile(visit, Language.SIMPLIFIED_CHINESE);

        assertThat(visit.openId()).isEqualTo(new OpenId("oVisitor"));
        assertThat(visit.scopes()).containsExactly("snsapi_base", "snsapi_userinfo");
        assertThat(visit.isSnapshot()).isTrue();
        assertThat(visit.token().expiresAt()).isEqualTo(NOW.plusSeconds(7200));
        assertThat(visit.toString()).doesNotContain("visitor-token", "visitor-refresh");
        assertThat(profile.nickname()).isEqualTo("韩梅梅");
        assertThat(profile.privileges()).containsExactly("chinaunicom");
        assertThat(profile.sex()).isEqualTo(2);
        assertThat(wechat.oauth().isValid(visit)).isTrue();
        assertThat(platform.received("/sns/userinfo").get(0).query())
                .isEqualTo("access_token=visitor-token&openid=oVisitor&lang=zh_CN");
        assertThat(platform.received("/cgi-bin/stable_token")).isEmpty();
    }

    @Test
    void a_used_code_sends_the_visitor_back() {
        platform.on(
                "/sns/oauth2/access_token",
                "{\"errcode\":40163,\"errmsg\":\"code been used, rid: 6312f81f-1e88b388-3f323ff0\"}");

        var refused =
                catchThrowableOfType(
                        WeChatException.Refused.class, () -> wechat.oauth().exchange("the-code"));

        assertThat(refused.reason()).isEqualTo(Refusal.NEEDS_PERSON);
        assertThat(refused.rid()).contains("6312f81f-1e88b388-3f323ff0");
        assertThat(refused).hasMessageNotContaining("the-code");
    }

    @Test
    void a_visitors_token_that_ended_is_not_the_accounts() {
        platform.plays("/sns/oauth2/access_token", "sns-access-token");
        platform.on("/sns/auth", "{\"errcode\":40001,\"errmsg\":\"invalid credential\"}");

        assertThat(wechat.oauth().isValid(wechat.oauth().exchange("the-code"))).isFalse();
    }

    @Test
    void a_ticket_hides_itself() {
        platform.plays("/cgi-bin/ticket/getticket", "ticket-getticket");

        var ticket = wechat.tickets().jsApi();

        assertThat(ticket.value()).isEqualTo("ticket-of-the-page");
        assertThat(ticket.expiresAt()).isEqualTo(NOW.plusSeconds(7200));
        assertThat(ticket.toString()).doesNotContain("ticket-of-the-page");
        assertThat(platform.received("/cgi-bin/ticket/getticket").get(0).query())
                .startsWith("type=jsapi&");
    }

    @Test
    void quotas_are_read_and_cleared() {
        platform.plays("/cgi-bin/openapi/quota/get", "openapi-quota-get");
        platform.plays("/cgi-bin/openapi/rid/get", "openapi-rid-get");
        platform.plays("/cgi-bin/clear_quota", "clear-quota");
        platform.plays("/cgi-bin/clear_quota/v2", "clear-quota");

        var quota = wechat.quotas().of("/cgi-bin/message/mass/sendall");
        var trace = wechat.quotas().trace("617682e0-09059ac5-34a8e2ea");
        wechat.quotas().clearAll();
        wechat.quotas().clearAllWithoutToken();

        platform.assertAsked("/cgi-bin/openapi/quota/get", "openapi-quota-get");
        platform.assertAsked("/cgi-bin/openapi/rid/get", "openapi-rid-get");
        platform.assertAsked("/cgi-bin/clear_quota", "clear-quota");
        assertThat(quota)
                .isEqualTo(
                        new Quotas.Quota(
                                new Quotas.Daily(100, 3, 97),
                                Optional.of(new Quotas.Rate(60, 60)),
                                Optional.of(new Quotas.Rate(30, 60))));
        assertThat(trace.clientIp()).isEqualTo("203.0.113.7");
        assertThat(platform.received("/cgi-bin/clear_quota/v2").get(0).query()).isEmpty();
    }

    @Test
    void the_way_from_the_platform_is_checked() {
        platform.plays("/cgi-bin/getcallbackip", "getcallbackip");
        platform.plays("/cgi-bin/callback/check", "callback-check");

        assertThat(wechat.quotas().callbackAddresses()).contains("101.226.103.0/25");
        assertThat(wechat.quotas().checkCallback().ping().get(0).packageLoss()).isEqualTo("0%");

        platform.assertAsked("/cgi-bin/callback/check", "callback-check");

        wechat.quotas().checkCallback(Quotas.Check.PING, Quotas.Operator.UNICOM);
        assertThat(lastBody("/cgi-bin/callback/check"))
                .isEqualTo("{\"action\":\"ping\",\"check_operator\":\"UNICOM\"}");
    }

    @Test
    void the_old_figures_of_an_article_say_where_its_readers_were() {
        platform.on(
                "/datacube/getarticletotal",
                "{\"list\":[{\"ref_date\":\"2026-11-24\",\"msgid\":\"2247484106_1\",\"title\":\"春\",\"details\":["
                        + "{\"stat_date\":\"2026-11-24\",\"target_user\":9,\"int_page_read_user\":5,"
                        + "\"int_page_from_session_read_user\":3,\"int_page_from_session_read_count\":4,"
                        + "\"int_page_from_kanyikan_read_user\":2,\"feed_share_from_feed_user\":1,"
                        + "\"feed_share_from_feed_cnt\":2}]}]}");

        var day = wechat.statistics().oldArticlesSentOn(DAY).get(0).details().get(0);

        assertThat(day.targetUser()).isEqualTo(9);
        assertThat(day.readsFrom())
                .containsExactly(
                        new Statistics.OldPart("kanyikan", 2, 0),
                        new Statistics.OldPart("session", 3, 4));
        assertThat(day.sharesFrom()).containsExactly(new Statistics.OldPart("feed", 1, 2));
    }

    private String lastBody(String path) {
        var received = platform.received(path);
        return received.get(received.size() - 1).body();
    }
}
