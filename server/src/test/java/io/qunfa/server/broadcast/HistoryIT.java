package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.AppId;
import io.qunfa.client.AppSecret;
import io.qunfa.client.ClientMsgId;
import io.qunfa.client.Credentials;
import io.qunfa.client.Endpoints;
import io.qunfa.client.Message;
import io.qunfa.client.OpenId;
import io.qunfa.client.TagId;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.server.account.Account;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/**
 * Random histories of the planner played in the sandbox, which refuses nothing of what was planned.
 * More with {@code -Dqunfa.played=…}.
 */
final class HistoryIT {

    private static final int PLAYED = Integer.getInteger("qunfa.played", 500);

    @Test
    void the_sandbox_refuses_nothing_that_was_planned() {
        var calls = 0;
        for (var seed = 0L; seed < PLAYED; seed++) {
            calls += play(seed);
        }
        assertThat(calls).isGreaterThan(PLAYED);
    }

    private static int play(long seed) {
        var followers = 2 + new Random(~seed).nextInt(40);
        var kind =
                History.kind(seed) == Account.Kind.SUBSCRIPTION
                        ? AccountKind.SUBSCRIPTION
                        : AccountKind.SERVICE;
        try (var sandbox =
                        Sandbox.builder()
                                .kind(kind)
                                .followers(followers)
                                .startAt(History.BEGINNING)
                                .start();
                var wechat = client(sandbox)) {
            return new History(seed, followers, new InSandbox(sandbox, wechat)).play();
        } catch (WeChatException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static WeChat client(Sandbox sandbox) {
        var account = sandbox.account();
        var credentials =
                new Credentials(new AppId(account.appId()), new AppSecret(account.appSecret()));
        return WeChat.builder(credentials)
                .endpoints(Endpoints.of(sandbox.address()))
                .clock(() -> sandbox.clock().instant())
                .build();
    }

    /** Makes the calls that were planned. */
    private static final class InSandbox implements History.Platform {

        private final Sandbox sandbox;
        private final WeChat wechat;
        private final List<String> openIds;
        private final Map<Long, TagId> tags = new HashMap<>();
        private int sent;

        InSandbox(Sandbox sandbox, WeChat wechat) {
            this.sandbox = sandbox;
            this.wechat = wechat;
            this.openIds = sandbox.account().followers(1_000);
        }

        @Override
        public boolean looksAhead() {
            return false;
        }

        @Override
        public void toAll(RoaringBitmap everybody, Instant at) {
            comeTo(at);
            wechat.massSends().toAll(message(), key());
        }

        @Override
        public void toList(RoaringBitmap members, Instant at) {
            comeTo(at);
            wechat.massSends().toList(named(members), message(), key());
        }

        @Override
        public void toTag(long tag, RoaringBitmap members, Instant at) {
            comeTo(at);
            var id =
                    tags.computeIfAbsent(
                            tag,
                            _ ->
                                    new TagId(
                                            sandbox.account()
                                                    .createTag(
                                                            "tag " + tag,
                                                            named(members).stream()
                                                                    .map(OpenId::value)
                                                                    .toList())));
            wechat.massSends().toTag(id, message(), key());
        }

        private List<OpenId> named(RoaringBitmap members) {
            return members.stream().mapToObj(no -> new OpenId(openIds.get(no))).toList();
        }

        private void comeTo(Instant at) {
            var ahead = Duration.between(sandbox.clock().instant(), at);
            if (ahead.isPositive()) {
                sandbox.clock().advance(ahead);
            }
        }

        private Message message() {
            return new Message.Text("hello " + sent);
        }

        private ClientMsgId key() {
            return new ClientMsgId("history-" + sent++);
        }
    }
}
