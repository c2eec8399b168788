package io.qunfa.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.callback.CallbackChannel;
import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.CallbackToken;
import io.qunfa.client.callback.Received;
import io.qunfa.client.callback.Reply;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.testing.ServerTest;
import io.qunfa.server.testing.Stage;
import io.qunfa.server.testing.Stages;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Systems that owned the callback address before, and still hear everything. */
@ServerTest
final class RelayIT {

    private static final String TOKEN = "theirtoken";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final Stage stage;
    private final OtherSystem first = new OtherSystem();
    private final OtherSystem second = new OtherSystem();

    RelayIT(@Autowired Stages stages) {
        this.stage = stages.withFollowers(2);
    }

    @AfterEach
    void closeAll() {
        first.close();
        second.close();
        stage.close();
    }

    @Test
    void a_push_is_told_as_the_platform_would_tell_it() {
        relay(first, Map.of());
        stage.sandbox().phones(1).getFirst().say("hi");

        var heard = awaitHeard(first, 1).getFirst();

        var received =
                CallbackChannel.plain(new CallbackToken(TOKEN), InstantSource.system())
                        .receive(CallbackQuery.parse(heard.query()), bytes(heard.body()));
        assertThat(received).isInstanceOf(Received.Accepted.class);
    }

    @Test
    void a_system_with_a_key_is_told_encrypted_with_it() {
        relay(first, Map.of("aesKey", KEY));
        stage.sandbox().phones(1).getFirst().say("secret");

        var heard = awaitHeard(first, 1).getFirst();

        assertThat(heard.body()).doesNotContain("secret");
        assertThat(safe().receive(CallbackQuery.parse(heard.query()), bytes(heard.body())))
                .isInstanceOf(Received.Accepted.class);
    }

    @Test
    void the_first_may_answer_and_the_others_hear_it_later() {
        first.answer(
                heard -> {
                    var accepted =
                            (Received.Accepted)
                                    safe().receive(
                                                    CallbackQuery.parse(heard.query()),
                                                    bytes(heard.body()));
                    return new OtherSystem.Answer(
                            200,
                            accepted.answer(
                                    new Reply.Text("from the old system"),
                                    InstantSource.system().instant(),
                                    "n"));
                });
        relay(first, Map.of("aesKey", KEY, "answers", true, "position", 1));
        relay(second, Map.of("position", 2));
        var phone = stage.sandbox().phones(1).getFirst();
        phone.say("hi");

        Stage.await(phone::received, shown -> shown.toString().contains("from the old system"));
        awaitHeard(second, 1);
        assertThat(first.heard()).hasSize(1);
        assertThat(log(0).path("state").asString()).as("what it was asked").isEqualTo("delivered");
        stage.operator()
                .post(
                        relay(0) + "/deliveries/" + log(0).path("id").asString() + "/replay",
                        Map.of());
        awaitHeard(first, 2);
    }

    @Test
    void an_answer_that_is_for_somebody_else_is_none() {
        first.answer(
                200,
                """
                <xml><ToUserName>oSomebodyElse</ToUserName><FromUserName>gh_other</FromUserName>\
                <CreateTime>1</CreateTime><MsgType>text</MsgType><Content>wrong</Content></xml>""");
        relay(first, Map.of("answers", true));
        var phone = stage.sandbox().phones(1).getFirst();
        phone.say("hi");

        awaitHeard(first, 1);
        assertThat(phone.received()).isEmpty();
    }

    @Test
    void a_system_that_fails_to_answer_is_told_later() {
        first.answer(500, "");
        relay(first, Map.of("answers", true));
        stage.sandbox().phones(1).getFirst().say("hi");

        awaitHeard(first, 2);
    }

    @Test
    void token_and_key_do_not_come_out() {
        relay(first, Map.of("aesKey", KEY));

        assertThat(stage.operator().get(stage.path("/relays")).text())
                .doesNotContain(TOKEN)
                .doesNotContain(KEY)
                .contains("\"encrypted\":true");
    }

    private String relay(int position) {
        var relays = stage.operator().get(stage.path("/relays")).json();
        return stage.path("/relays/" + relays.at("/items/" + position + "/id").asString());
    }

    /** The newest line of a relay's log. */
    private JsonNode log(int position) {
        return Stage.await(
                () -> stage.operator().get(relay(position) + "/deliveries").json().at("/items/0"),
                line -> !line.isMissingNode());
    }

    private void relay(OtherSystem system, Map<String, Object> more) {
        var request = new HashMap<String, Object>(more);
        request.put("url", system.url());
        request.put("kinds", List.of("message.*"));
        request.put("token", TOKEN);
        var answer = stage.operator().post(stage.path("/relays"), request);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private CallbackChannel safe() {
        var cipher =
                new MessageCipher(new EncodingAesKey(KEY), stage.platform().appId(), new Random(1));
        return CallbackChannel.encrypted(
                new CallbackToken(TOKEN), List.of(cipher), InstantSource.system());
    }

    private static List<OtherSystem.Heard> awaitHeard(OtherSystem system, int count) {
        return Stage.await(system::heard, heard -> heard.size() >= count);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
