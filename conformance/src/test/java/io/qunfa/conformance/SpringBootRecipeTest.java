package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.message.WxMpXmlMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The recipe of docs/sandbox-in-tests.md: somebody's Spring Boot application and the sandbox. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"logging.level.root=error", "spring.main.banner-mode=off"})
class SpringBootRecipeTest {

    static final Sandbox SANDBOX = Sandbox.builder().followers(3).clockRate(0).start();

    @DynamicPropertySource
    static void wechat(DynamicPropertyRegistry properties) {
        properties.add("wechat.host", SANDBOX::address);
        properties.add("wechat.app-id", SANDBOX.account()::appId);
        properties.add("wechat.secret", SANDBOX.account()::appSecret);
    }

    @LocalServerPort int port;

    @Autowired Newsletter newsletter;

    @BeforeEach
    void asNew() {
        SANDBOX.reset();
        SANDBOX.account()
                .callback(URI.create("http://127.0.0.1:" + port + "/wx"), WxJava.CALLBACK_TOKEN);
        newsletter.forget();
    }

    @Test
    void the_newsletter_arrives_and_the_application_hears_of_it() throws WxErrorException {
        newsletter.send("hello");
        SANDBOX.awaitDelivered();

        assertThat(SANDBOX.phones(1).get(0).received())
                .extracting(ReceivedMessage::content)
                .containsExactly("hello");
        assertThat(newsletter.heard()).containsExactly("MASSSENDJOBFINISH");
    }

    @Test
    void the_world_is_as_new_for_the_next_test() throws WxErrorException {
        newsletter.send("hello");
        SANDBOX.awaitDelivered();

        assertThat(SANDBOX.account().ledger()).hasSize(1);
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Newsletter.class)
    static class Application {}

    /** The application under test. */
    @RestController
    static class Newsletter {

        private final WxMpService wxJava;
        private final List<String> heard = new CopyOnWriteArrayList<>();

        Newsletter(
                @Value("${wechat.host}") String host,
                @Value("${wechat.app-id}") String appId,
                @Value("${wechat.secret}") String secret) {
            this.wxJava = WxJava.connect(host, appId, secret);
        }

        void send(String text) throws WxErrorException {
            var message = new WxMpMassTagMessage();
            message.setMsgType("text");
            message.setContent(text);
            message.setSendAll(true);
            wxJava.getMassMessageService().massGroupMessageSend(message);
        }

        @GetMapping("/wx")
        String handshake(@RequestParam("echostr") String echostr) {
            return echostr;
        }

        @PostMapping("/wx")
        String push(@RequestBody String body) {
            heard.add(WxMpXmlMessage.fromXml(body).getEvent());
            return "success";
        }

        List<String> heard() {
            return heard;
        }

        void forget() {
            heard.clear();
            wxJava.getWxMpConfigStorage().expireAccessToken();
        }
    }
}
