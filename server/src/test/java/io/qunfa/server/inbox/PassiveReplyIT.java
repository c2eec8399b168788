package io.qunfa.server.inbox;

import static io.qunfa.server.account.CallbackCredentials.Mode.PLAIN;
import static io.qunfa.server.account.CallbackCredentials.Mode.SAFE;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.AppId;
import io.qunfa.client.Endpoints;
import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.Reply;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.AccountId;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.CallbackCredentials;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a follower is shown at once. */
@ServerTest
final class PassiveReplyIT {

    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");
    private static final String APP_ID = "wxb11529c136998cb6";
    private static final String TOKEN = "pamtest";
    private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    private static final String PUSH =
            """
            <xml><ToUserName>gh_1</ToUserName><FromUserName>oSomebody</FromUserName>\
            <CreateTime>1795000000</CreateTime><MsgType>%s</MsgType><Event>%s</Event>\
            <Content>hi</Content><MsgId>1</MsgId></xml>""";

    private final Accounts accounts;
    private final Doors doors;
    private final Intake intake;
    private final Uuid7 ids;
    private final HandOn handOn;
    private final MessageCipher cipher =
            new MessageCipher(new EncodingAesKey(KEY), APP_ID, new Random(1));
    private final AtomicInteger asked = new AtomicInteger();

    PassiveReplyIT(
            @Autowired Accounts accounts,
            @Autowired Doors doors,
            @Autowired Intake intake,
            @Autowired Uuid7 ids,
            @Autowired HandOn handOn) {
        this.accounts = accounts;
        this.doors = doors;
        this.intake = intake;
        this.ids = ids;
        this.handOn = handOn;
    }

    @Test
    void nobody_who_chooses_means_success() {
        assertThat(take(pushes(Optional.empty()), door(PLAIN), text())).isEqualTo("success");
    }

    @Test
    void a_follower_is_shown_what_was_chosen() {
        var answer = take(pushes(this::count), door(PLAIN), text());

        assertThat(answer)
                .contains("<ToUserName><![CDATA[oSomebody]]></ToUserName>")
                .contains("<Content><![CDATA[answer 1]]></Content>");
    }

    @Test
    void a_repeated_delivery_is_answered_with_what_was_stored() {
        var door = door(PLAIN);
        var first = take(pushes(this::count), door, text());

        var second = take(pushes(this::count), door, text());

        assertThat(second).isEqualTo(first);
    }

    @Test
    void the_answer_is_encrypted_if_the_push_was() {
        var answer = takeEncrypted(pushes(this::count), door(SAFE), text());

        var clear = cipher.decrypt(Callbacks.encrypted(answer.getBytes(StandardCharsets.UTF_8)));
        assertThat(new String(clear, StandardCharsets.UTF_8)).contains("answer 1");
    }

    @Test
    void whoever_chooses_too_slowly_is_interrupted_and_nothing_is_shown() throws Exception {
        var interrupted = new CountDownLatch(1);
        Responder slow =
                (_, _) -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return Optional.empty();
                };

        assertThat(take(pushes(slow), door(PLAIN), text())).isEqualTo("success");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoever_fails_to_choose_loses_no_push() {
        var door = door(PLAIN);
        Responder broken =
                (_, _) -> {
                    throw new IllegalStateException("broken on purpose");
                };

        assertThat(take(pushes(broken), door, text())).isEqualTo("success");
    }

    @Test
    void the_result_of_a_job_is_not_answered() {
        var result = PUSH.formatted("event", "MASSSENDJOBFINISH");

        assertThat(take(pushes(this::count), door(PLAIN), result)).isEqualTo("success");
        assertThat(asked).hasValue(0);
    }

    private Optional<Reply> count(AccountId account, Push push) {
        return Optional.of(new Reply.Text("answer " + asked.incrementAndGet()));
    }

    private Pushes pushes(Responder responder) {
        return pushes(Optional.of(responder));
    }

    private Pushes pushes(Optional<Responder> responder) {
        return new Pushes(
                accounts,
                doors,
                intake,
                new PassiveReplies(Optional.empty(), responder),
                () -> NOW,
                ids,
                handOn);
    }

    private String take(Pushes pushes, Door door, String push) {
        return answer(pushes, door, query("signature", false), push);
    }

    private String takeEncrypted(Pushes pushes, Door door, String push) {
        var encrypted = cipher.encrypt(push.getBytes(StandardCharsets.UTF_8));
        return answer(
                pushes,
                door,
                query("msg_signature", true, encrypted),
                "<xml><Encrypt>" + encrypted + "</Encrypt></xml>");
    }

    private static String answer(Pushes pushes, Door door, CallbackQuery query, String body) {
        var answer = pushes.take(door, query, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer).isInstanceOf(Pushes.Answer.Body.class);
        return ((Pushes.Answer.Body) answer).text();
    }

    private static CallbackQuery query(String signature, boolean encrypted, String... covered) {
        var timestamp = Long.toString(NOW.getEpochSecond());
        var signed = Stream.concat(Stream.of(TOKEN, timestamp, "n"), Stream.of(covered));
        return CallbackQuery.of(
                Map.of(
                        signature,
                        CallbackSignature.of(signed.toArray(String[]::new)),
                        "timestamp",
                        timestamp,
                        "nonce",
                        "n",
                        "encrypt_type",
                        encrypted ? "aes" : "raw"));
    }

    /** The door of an account of its own, so that no push is a repeated one by accident. */
    private static Door door(CallbackCredentials.Mode mode) {
        var account =
                new Account(
                        new AccountId(UUID.randomUUID()),
                        "key",
                        "account",
                        new AppId(APP_ID),
                        Optional.of("gh_1"),
                        Account.Kind.SERVICE,
                        true,
                        Endpoints.wechat(),
                        Optional.empty(),
                        new Account.Connection(Optional.empty(), Optional.empty()),
                        new Account.FollowerCount(0, Optional.empty()));
        return Door.of(
                account,
                List.of(new CallbackCredentials(TOKEN, KEY, mode)),
                Duration.ofMinutes(10),
                () -> NOW);
    }

    private static String text() {
        return PUSH.formatted("text", "");
    }
}
