package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qunfa.client.callback.CallbackToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecrecyTest {

    private static final String SECRET = ScriptedPlatform.CREDENTIALS.secret().value();
    private static final String TOKEN = ScriptedPlatform.TOKEN;

    static Stream<Object> everythingThatHoldsASecret() {
        var token = new AccessToken(TOKEN, Instant.EPOCH);
        var query = Query.of("secret", SECRET).and("access_token", TOKEN).and("code", TOKEN);
        var request =
                Request.get(Endpoints.wechat().api(), "/cgi-bin/token", query)
                        .hiding(SECRET)
                        .with(token);
        return Stream.of(
                ScriptedPlatform.CREDENTIALS,
                ScriptedPlatform.CREDENTIALS.secret(),
                token,
                query,
                query.parameters(),
                request,
                request.redacted(),
                new Tickets.Ticket(TOKEN, Instant.EPOCH),
                new OAuth.Visit(new OpenId("o"), token, SECRET, List.of(), false, Optional.empty()),
                new CallbackToken("5ec2e7c0ffee5ec2e7c0ffee5ec2e7c0"),
                Request.named(URI.create("http://127.0.0.1/video?key=" + TOKEN)));
    }

    @ParameterizedTest
    @MethodSource("everythingThatHoldsASecret")
    void the_text_form_hides_it(Object holder) {
        assertThat(holder.toString()).doesNotContain(SECRET).doesNotContain(TOKEN);
    }

    @Test
    void what_the_platform_quotes_is_hidden_in_the_error() {
        var quoting = "{\"errcode\":%d,\"errmsg\":\"no: access_token=%s secret=%s\"}";
        try (var platform = new ScriptedPlatform();
                var wechat = platform.connect()) {
            platform.on("/cgi-bin/user/get", quoting.formatted(48001, TOKEN, "x"));
            assertSilent(thrown(() -> wechat.followers().page()));

            platform.on("/cgi-bin/token", quoting.formatted(40125, "x", SECRET));
            assertSilent(thrown(() -> wechat.tokens().fetch()));

            platform.on("/cgi-bin/stable_token", quoting.formatted(40125, "x", SECRET));
            assertSilent(thrown(() -> wechat.tokens().fetchStable()));

            platform.on("/cgi-bin/stable_token", "<html>" + SECRET + "</html>");
            assertSilent(thrown(() -> wechat.tokens().fetchStable()));
        }
    }

    @Test
    void a_connection_that_fails_does_not_tell_the_address_with_the_token() throws IOException {
        try (var platform = new RawPlatform(RawPlatform.resetting());
                var wechat =
                        WeChat.builder(ScriptedPlatform.CREDENTIALS)
                                .endpoints(Endpoints.of(platform.address()))
                                .tokens(new FixedToken())
                                .build()) {
            assertSilent(thrown(() -> wechat.followers().page()));
            assertSilent(thrown(() -> wechat.tokens().fetch()));
        }
    }

    @Test
    void a_cause_that_quotes_the_token_is_left_out() {
        var request =
                Request.get(Endpoints.wechat().api(), "/cgi-bin/user/get", Query.NONE)
                        .with(new AccessToken(TOKEN, Instant.EPOCH));
        var cause = new IOException("failed", new IOException("GET " + request.address()));

        var error = Transport.unanswered(request, cause);

        assertSilent(error);
        assertThat(error.getCause()).isNull();
    }

    @Test
    void who_listens_to_the_calls_hears_no_secret() {
        List<CompletedCall> calls = new ArrayList<>();
        try (var platform = new ScriptedPlatform();
                var wechat =
                        WeChat.builder(ScriptedPlatform.CREDENTIALS)
                                .endpoints(Endpoints.of(platform.address()))
                                .listener(calls::add)
                                .build()) {
            platform.on("/cgi-bin/token", ScriptedPlatform.tokenAnswer(TOKEN));
            platform.on(
                    "/cgi-bin/tags/get",
                    "{\"errcode\":48001,\"errmsg\":\"api unauthorized rid: 1-2-3\"}");
            wechat.tokens().fetch();
            assertSilent(thrown(() -> wechat.tags().list()));
        }

        assertThat(calls)
                .extracting(CompletedCall::path)
                .containsExactly("/cgi-bin/token", "/cgi-bin/stable_token", "/cgi-bin/tags/get");
        assertThat(calls.get(2).rid()).contains("1-2-3");
        assertThat(calls.get(2).code()).isEqualTo(48001);
        assertThat(calls.toString()).doesNotContain(SECRET).doesNotContain(TOKEN);
        assertThat(calls.get(0).request())
                .endsWith(
                        "/cgi-bin/token?grant_type=client_credential&appid=wx0123456789abcdef&secret=***");
    }

    private static WeChatException thrown(Runnable call) {
        return catchThrowableOfType(WeChatException.class, call::run);
    }

    private static void assertSilent(WeChatException error) {
        var trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + error.request() + error.platformText() + error.advice())
                .doesNotContain(SECRET)
                .doesNotContain(TOKEN);
    }
}
