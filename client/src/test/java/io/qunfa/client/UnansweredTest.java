package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnansweredTest {

    static Stream<Named<RawPlatform.Behaviour>> answersThatMakeNoSense() {
        return Stream.of(
                Named.of(
                        "an HTML page",
                        RawPlatform.answering("HTTP/1.1 200 OK", "<html>Bad Gateway</html>")),
                Named.of(
                        "half a JSON object",
                        RawPlatform.answering("HTTP/1.1 200 OK", "{\"errcode\":0,\"msg_id\":12")),
                Named.of("a JSON array", RawPlatform.answering("HTTP/1.1 200 OK", "[1]")),
                Named.of("nothing at all", RawPlatform.answering("HTTP/1.1 200 OK", "")),
                Named.of(
                        "success without an id",
                        RawPlatform.answering("HTTP/1.1 200 OK", "{\"errcode\":0}")),
                Named.of(
                        "an id that is none",
                        RawPlatform.answering("HTTP/1.1 200 OK", "{\"msg_id\":0}")),
                Named.of(
                        "status 502",
                        RawPlatform.answering("HTTP/1.1 502 Bad Gateway", "{\"errcode\":0}")),
                Named.of(
                        "status 503 with a code",
                        RawPlatform.answering("HTTP/1.1 503 Busy", "{\"errcode\":48001}")),
                Named.of(
                        "a redirect",
                        RawPlatform.answering(
                                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/", "{}")),
                Named.of("a reset connection", RawPlatform.resetting()),
                Named.of("an answer that breaks off", RawPlatform.breakingOff()),
                Named.of("a closed connection", connection -> {}));
    }

    @ParameterizedTest
    @MethodSource("answersThatMakeNoSense")
    void a_send_without_an_understood_answer_is_unknown_and_not_repeated(
            RawPlatform.Behaviour behaviour) throws IOException {
        try (var platform = new RawPlatform(behaviour);
                var wechat = connect(platform.address(), Timeouts.DEFAULT)) {
            var error = catchThrowableOfType(WeChatException.Unanswered.class, () -> send(wechat));

            assertThat(error.mayHaveArrived()).isTrue();
            assertThat(error.code()).isZero();
            assertThat(error).hasMessageNotContaining(ScriptedPlatform.TOKEN);
            assertThat(platform.requests()).isOne();
        }
    }

    @Test
    void silence_ends_at_the_time_out() throws IOException {
        var impatient = new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(50));
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var wechat =
                        connect(
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                                impatient)) {
            var error = catchThrowableOfType(WeChatException.Unanswered.class, () -> send(wechat));

            assertThat(error.mayHaveArrived()).isTrue();
        }
    }

    @Test
    void what_found_no_connection_cannot_have_arrived() throws IOException {
        try (var wechat = connect(closedPort(), Timeouts.DEFAULT)) {
            var error = catchThrowableOfType(WeChatException.Unanswered.class, () -> send(wechat));

            assertThat(error.mayHaveArrived()).isFalse();
        }
    }

    @Test
    void a_send_that_is_not_allowed_any_more_when_it_is_about_to_leave_does_not_leave() {
        try (var platform = new ScriptedPlatform();
                var wechat = platform.connect()) {
            var path = "/cgi-bin/message/mass/sendall";
            platform.on(path, "{\"errcode\":0,\"msg_id\":1}");
            var sends = wechat.massSends().onlyWhile(() -> false);

            var error = catchThrowableOfType(WeChatException.Unanswered.class, () -> send(sends));

            assertThat(error.mayHaveArrived()).isFalse();
            assertThat(platform.received(path)).isEmpty();
            send(wechat.massSends().onlyWhile(() -> true));
            assertThat(platform.received(path)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 45028, 48001, 40007, 268488001})
    void a_refused_send_is_not_repeated(int code) {
        try (var platform = new ScriptedPlatform();
                var wechat = platform.connect()) {
            var path = "/cgi-bin/message/mass/sendall";
            platform.on(path, "{\"errcode\":" + code + ",\"errmsg\":\"no\"}");

            assertThatExceptionOfType(WeChatException.class).isThrownBy(() -> send(wechat));
            assertThat(platform.received(path)).hasSize(1);
        }
    }

    private static void send(WeChat wechat) {
        send(wechat.massSends());
    }

    private static void send(MassSends sends) {
        sends.toAll(new Message.Text("hello from boxer."), new ClientMsgId("key-1"));
    }

    private static WeChat connect(URI address, Timeouts timeouts) {
        return WeChat.builder(ScriptedPlatform.CREDENTIALS)
                .endpoints(Endpoints.of(address))
                .tokens(new FixedToken())
                .timeouts(timeouts)
                .build();
    }

    private static URI closedPort() throws IOException {
        try (var briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + briefly.getLocalPort());
        }
    }
}
