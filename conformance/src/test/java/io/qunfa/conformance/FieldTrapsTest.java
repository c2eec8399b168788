package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qunfa.client.ClientMsgId;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.MediaId;
import io.qunfa.client.Message;
import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.sandbox.Delivery;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Traps of libraries in PHP, Go, C# and Java that cannot run here: their requests, byte for byte as
 * read in their sources, what the sandbox reveals about them, and what our client does instead.
 */
@SandboxTest(followers = 10)
class FieldTrapsTest {

    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Pattern MEDIA = Pattern.compile("\"media_id\":\"([^\"]+)\"");

    @TempDir private Path folder;
    private Sandbox sandbox;
    private SandboxAccount account;
    private String token;

    @BeforeEach
    void fetchToken(Sandbox sandbox, SandboxAccount account) throws Exception {
        this.sandbox = sandbox;
        this.account = account;
        var answer =
                call(
                        "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                                .formatted(account.appId(), account.appSecret()),
                        "");
        token = found(TOKEN, answer);
    }

    /**
     * easywechat 4.2 and 5.36.4 narrow the audience only by a PHP int (easywechat #1776),
     * PowerWeChat and silenceper begin with everybody; all of them say {@code is_to_all}.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"filter\":{\"is_to_all\":true},\"msgtype\":\"text\",\"text\":{\"content\":\"for tag 100\"}}",
                "{\"filter\":{\"is_to_all\":true,\"tag_id\":100},\"msgtype\":\"text\",\"text\":{\"content\":\"for tag 100\"}}",
            })
    void an_audience_that_got_lost_is_everybody(String asSent) throws Exception {
        account.createTag("readers", account.followers(3));

        post("/cgi-bin/message/mass/sendall", asSent);
        sandbox.awaitDelivered();

        assertThat(account.ledger()).extracting(Delivery::audience).containsExactly(10);
    }

    @Test
    void our_client_names_the_audience_in_the_call() {
        var tag = new TagId(account.createTag("readers", account.followers(3)));
        try (var wechat = wechat()) {
            wechat.massSends().toTag(tag, new Message.Text("for readers"), new ClientMsgId("k"));
        }
        sandbox.awaitDelivered();

        assertThat(account.ledger()).extracting(Delivery::audience).containsExactly(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new TagId(-1));
    }

    /**
     * silenceper before its #774 filled {@code voice}; Senparc names a list's video {@code video}.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"touser\":%s,\"msgtype\":\"mpvideo\",\"voice\":{\"media_id\":\"m\"}}",
                "{\"touser\":%s,\"msgtype\":\"mpvideo\",\"video\":{\"media_id\":\"m\"}}",
            })
    void a_video_in_the_wrong_drawer_is_refused_and_explained(String asSent) throws Exception {
        var answer = post("/cgi-bin/message/mass/send", asSent.formatted(twoOpenIds()));

        assertThat(answer).doesNotContain("\"errcode\":0");
        assertThat(Control.order(sandbox, "GET", "requests?limit=1000", ""))
                .contains("mpvideo", "failed: ");
    }

    @Test
    void our_clients_video_is_in_the_drawer_of_its_name() throws Exception {
        var video = new Message.Video(new MediaId("m"), "title", "description");
        try (var wechat = wechat()) {
            assertThatExceptionOfType(WeChatException.Refused.class)
                    .isThrownBy(
                            () ->
                                    wechat.massSends()
                                            .toList(openIds(), video, new ClientMsgId("k")));
        }

        assertThat(Control.order(sandbox, "GET", "requests?limit=1000", ""))
                .contains("\\\"mpvideo\\\":{\\\"media_id\\\":\\\"m\\\"");
    }

    /**
     * Senparc: {@code send_ignore_reprint = sendIgnoreReprint ? 0 : 1}, where false is the default.
     */
    @Test
    void an_inverted_flag_sends_what_was_judged_a_reprint() throws Exception {
        var draft = reprint("another account's article");

        post(
                "/cgi-bin/message/mass/send",
                "{\"touser\":%s,\"mpnews\":{\"media_id\":\"%s\"},\"msgtype\":\"mpnews\",\"send_ignore_reprint\":1}"
                        .formatted(twoOpenIds(), draft));
        sandbox.awaitDelivered();

        assertThat(account.ledger()).extracting(Delivery::delivered).containsExactly(2);
    }

    @Test
    void our_client_stops_at_a_reprint_unless_it_is_told_otherwise() throws Exception {
        var draft = new MediaId(reprint("another account's article"));
        try (var wechat = wechat()) {
            wechat.massSends().toList(openIds(), new Message.Articles(draft), new ClientMsgId("k"));
        }
        sandbox.awaitDelivered();

        assertThat(account.ledger()).allMatch(it -> it.delivered() == 0);
    }

    /** WxJava once (#312, #416), and every library with a 32-bit field. */
    @Test
    void a_message_id_does_not_fit_into_32_bits() {
        try (var wechat = wechat()) {
            var receipt =
                    wechat.massSends()
                            .toList(openIds(), new Message.Text("hello"), new ClientMsgId("k"));
            long id = receipt.msgId().value();

            assertThat((int) id).isNegative();
            assertThatIllegalArgumentException().isThrownBy(() -> new MsgId((int) id));
            assertThat(wechat.massSends().status(receipt.msgId())).isNotNull();
        }
    }

    /** jeewx-boot compares {@code errmsg} with "0" to know whether a send succeeded. */
    @Test
    void success_is_not_told_by_the_message() throws Exception {
        var answer =
                post(
                        "/cgi-bin/message/mass/send",
                        "{\"touser\":%s,\"msgtype\":\"text\",\"text\":{\"content\":\"hello\"}}"
                                .formatted(twoOpenIds()));

        assertThat(answer)
                .contains("\"errcode\":0", "\"errmsg\":\"send job submission success\"")
                .doesNotContain("\"errmsg\":\"0\"");
    }

    private String reprint(String title) throws Exception {
        var cover = WxJava.cover(WxJava.connect(sandbox, account), folder);
        var draft =
                found(
                        MEDIA,
                        post(
                                "/cgi-bin/draft/add",
                                "{\"articles\":[{\"title\":\"%s\",\"content\":\"<p>x</p>\",\"thumb_media_id\":\"%s\"}]}"
                                        .formatted(title, cover)));
        Control.account(
                sandbox,
                account,
                "POST",
                "/originality",
                "{\"mediaId\":\"%s\",\"index\":1,\"original\":{\"appid\":\"wx0\"},\"canReprint\":true}"
                        .formatted(draft));
        return draft;
    }

    private WeChat wechat() {
        var credentials = Credentials.of(account.appId(), account.appSecret());
        return WeChat.builder(credentials).endpoints(Endpoints.of(sandbox.address())).build();
    }

    private List<OpenId> openIds() {
        return account.followers(2).stream().map(OpenId::new).toList();
    }

    private String twoOpenIds() {
        return "[\"" + String.join("\",\"", account.followers(2)) + "\"]";
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        return call(path + "?access_token=" + token, body);
    }

    private String call(String pathAndQuery, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(sandbox.address() + pathAndQuery))
                        .method("POST", HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
