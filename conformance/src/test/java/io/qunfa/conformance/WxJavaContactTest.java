package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.kefu.WxMpKefuMessage;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateData;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a team that uses WxJava speaks to one follower, and signs one in on its web site. */
@SandboxTest(followers = 3)
class WxJavaContactTest {

    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");

    private Sandbox sandbox;
    private SandboxAccount account;
    private WxMpService wxJava;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        this.sandbox = sandbox;
        this.account = account;
        this.wxJava = WxJava.connect(sandbox, account);
    }

    @Test
    void answers_a_follower_who_wrote_and_nobody_else(Phone writer, Phone silent)
            throws WxErrorException {
        writer.say("hello");

        wxJava.getKefuService().sendKefuMessage(text(writer));

        assertThat(writer.received())
                .extracting(ReceivedMessage::source, ReceivedMessage::content)
                .contains(tuple(ReceivedMessage.Source.CUSTOMER, "at your service"));
        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> wxJava.getKefuService().sendKefuMessage(text(silent)))
                .matches(e -> e.getError().getErrorCode() == 45015);
    }

    @Test
    void sends_a_template_message(Phone phone) throws WxErrorException {
        var templates = wxJava.getTemplateMsgService();
        var template = templates.addTemplate("TM00015", List.of("支付金额", "商品信息"));
        var message =
                WxMpTemplateMessage.builder()
                        .toUser(phone.openId())
                        .templateId(template)
                        .data(
                                List.of(
                                        new WxMpTemplateData("amount1", "42元"),
                                        new WxMpTemplateData("thing2", "山间书单")))
                        .build();

        assertThat(Long.parseLong(templates.sendTemplateMsg(message))).isPositive();
        sandbox.clock().advance(Duration.ofSeconds(10));
        assertThat(phone.received()).singleElement().matches(it -> it.content().contains("山间书单"));
        assertThat(templates.delPrivateTemplate(template)).isTrue();
    }

    @Test
    void signs_a_visitor_in_by_its_own_authorisation_address(Phone phone) throws Exception {
        Control.account(
                sandbox, account, "PATCH", "", "{\"domains\":{\"oauth\":\"shop.example\"}}");
        Control.account(
                sandbox,
                account,
                "PUT",
                "/visitor",
                "{\"openid\":\"%s\"}".formatted(phone.openId()));
        var oauth = wxJava.getOAuth2Service();
        var address =
                oauth.buildAuthorizationUrl("https://shop.example/in", "snsapi_userinfo", "s");
        assertThat(address).startsWith(sandbox.address().toString());

        var code = CODE.matcher(whereTo(address));
        assertThat(code.find()).isTrue();
        var token = oauth.getAccessToken(code.group(1));

        assertThat(token.getOpenId()).isEqualTo(phone.openId());
        assertThat(oauth.validateAccessToken(token)).isTrue();
        assertThat(oauth.getUserInfo(token, "zh_CN").getOpenid()).isEqualTo(phone.openId());
        assertThat(oauth.refreshAccessToken(token.getRefreshToken()).getOpenId())
                .isEqualTo(phone.openId());
        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> oauth.getAccessToken(code.group(1)))
                .matches(e -> e.getError().getErrorCode() == 40163);
    }

    @Test
    void signs_a_page_that_wx_config_believes() throws Exception {
        Control.account(sandbox, account, "PATCH", "", "{\"domains\":{\"js\":[\"shop.example\"]}}");
        var signed = wxJava.createJsapiSignature("https://shop.example/page?x=1");

        var said =
                Control.account(
                        sandbox,
                        account,
                        "POST",
                        "/js-config",
                        "{\"url\":\"%s\",\"nonceStr\":\"%s\",\"timestamp\":%d,\"signature\":\"%s\"}"
                                .formatted(
                                        signed.getUrl(),
                                        signed.getNonceStr(),
                                        signed.getTimestamp(),
                                        signed.getSignature()));

        assertThat(said).contains("config:ok");
    }

    @Test
    void clears_its_quota_and_asks_for_the_platforms_addresses() throws WxErrorException {
        wxJava.clearQuota(account.appId());

        assertThat(wxJava.getCallbackIP()).isNotEmpty();
    }

    private static WxMpKefuMessage text(Phone phone) {
        return WxMpKefuMessage.TEXT().toUser(phone.openId()).content("at your service").build();
    }

    private static String whereTo(String address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address.replaceFirst("#.*", ""))).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("location")
                    .orElseThrow();
        }
    }
}
