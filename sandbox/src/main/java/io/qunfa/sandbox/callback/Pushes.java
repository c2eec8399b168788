package io.qunfa.sandbox.callback;

import io.qunfa.sandbox.faults.Fault;
import io.qunfa.sandbox.faults.Faults;
import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.journal.Journal;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.MassJob;
import io.qunfa.sandbox.world.Measure;
import io.qunfa.sandbox.world.Notice;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.PhoneMessage;
import io.qunfa.sandbox.world.PublishJob;
import io.qunfa.sandbox.world.Utterance;
import io.qunfa.sandbox.world.VirtualClock;
import io.qunfa.sandbox.world.WorldEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pushes what happens in the world to the servers of the accounts: one lane per account, three
 * attempts five seconds apart, the same body every time under a new signature (assumed, and
 * changeable by account).
 *
 * @see <a href="https://developers.weixin.qq.com/doc/subscription/guide/dev/push/">消息推送</a>
 */
public final class Pushes implements WorldEvents {

    /** What clients really show; the documentation words it differently. */
    private static final String FAILURE_SENTENCE = "该公众号提供的服务出现故障，请稍后再试";

    private static final String DOCUMENTED_FAILURE_SENTENCE = "该公众号暂时无法提供服务，请稍后再试";

    private final VirtualClock clock;
    private final Faults faults;
    private final Journal journal;
    private final SplittableRandom random;
    private final Map<OfficialAccount, Lane> lanes = new ConcurrentHashMap<>();

    public Pushes(VirtualClock clock, Faults faults, Journal journal, SplittableRandom random) {
        this.clock = clock;
        this.faults = faults;
        this.journal = journal;
        this.random = random;
    }

    /** Loaded with the first push, not at start. */
    private static final class Client {
        static final CallbackClient INSTANCE = new CallbackClient();
    }

    /** Makes this the account's interface configuration if its address passes the handshake. */
    public void configure(OfficialAccount account, CallbackSettings candidate)
            throws CallbackFailure {
        new Handshake(Client.INSTANCE).require(candidate, clock.instant(), dice());
        account.run(() -> account.callback(candidate));
    }

    @Override
    public void followed(OfficialAccount account, int first, int count) {
        var at = clock.instant();
        enqueue(
                account,
                () -> {
                    for (int number = first; number < first + count; number++) {
                        deliver(Push.subscribe(account, number, at));
                    }
                });
    }

    @Override
    public void unfollowed(OfficialAccount account, int number) {
        var push = Push.unsubscribe(account, number, clock.instant());
        enqueue(account, () -> deliver(push));
    }

    @Override
    public void massSendFinished(OfficialAccount account, MassJob job) {
        var push = ContentEvents.massSendFinished(account, job, clock.instant());
        enqueue(account, () -> deliver(push));
    }

    @Override
    public void published(OfficialAccount account, PublishJob job) {
        var push = ContentEvents.published(account, job, clock.instant());
        enqueue(account, () -> deliver(push));
    }

    @Override
    public void noticed(OfficialAccount account, Notice notice) {
        var push = Push.of(account, notice, clock.instant());
        enqueue(account, () -> deliver(push));
    }

    /** A follower says something. Returns when the account's server had its first chance. */
    public void say(OfficialAccount account, int number, String text) {
        say(account, number, Utterance.text(text));
    }

    /** A follower says something. Returns when the account's server had its first chance. */
    public void say(OfficialAccount account, int number, Utterance said) {
        account.run(
                () -> {
                    account.phones()
                            .show(
                                    number,
                                    new PhoneMessage(
                                            clock.instant(),
                                            PhoneMessage.Source.SAID,
                                            said.type(),
                                            said.shown(),
                                            0));
                    if (account.relations().heard(number, said)) {
                        long id = account.nextMessageId();
                        var push = Push.said(account, number, said, id, clock.instant());
                        enqueue(account, () -> deliver(push));
                    }
                });
        awaitQuiet(account);
    }

    /** A follower does something. Returns when the account's server had its first chance. */
    public void act(OfficialAccount account, int number, Notice deed) {
        account.run(() -> account.relations().acted(number, deed));
        awaitQuiet(account);
    }

    /** Waits until everything on its way to one account has had its first chance. */
    public void settle(OfficialAccount account) {
        awaitQuiet(account);
    }

    /** Returns when everything on its way has arrived or waits for another attempt. */
    public void awaitQuiet() {
        lanes.values().forEach(Lane::awaitQuiet);
    }

    private void awaitQuiet(OfficialAccount account) {
        var lane = lanes.get(account);
        if (lane != null) {
            lane.awaitQuiet();
        }
    }

    /** Forgets everything on its way. */
    public void clear() {
        lanes.values().forEach(Lane::clear);
        lanes.clear();
    }

    private void enqueue(OfficialAccount account, Runnable task) {
        if (account.callback().isPresent()) {
            lanes.computeIfAbsent(account, a -> new Lane()).add(task);
        }
    }

    private void deliver(Push push) {
        var fault = faults.ofCallback(push.kind()).orElse(null);
        if (fault == null) {
            attempt(push, 1, null);
        } else {
            disturb(push, fault);
        }
    }

    private void disturb(Push push, Fault fault) {
        switch (fault.effect()) {
            case LOST -> record(push, "", 1, "", "lost by a fault");
            case DUPLICATE -> {
                attempt(push, 1, null);
                attempt(push, 1, null);
            }
            case LATE -> clock.schedule(fault.delay(), () -> retry(push, 1, null));
            default -> attempt(push, 1, null);
        }
    }

    private void retry(Push push, int number, PushBody.@Nullable Sealed before) {
        enqueue(push.account(), () -> attempt(push, number, before));
    }

    /**
     * @param before what the attempt before this one sent, to be sent again as it was
     */
    private void attempt(Push push, int number, PushBody.@Nullable Sealed before) {
        var settings = push.account().callback().orElse(null);
        if (settings == null) {
            return;
        }
        var begun = clock.instant();
        var body = new PushBody(settings, push.account(), dice());
        var sealed = before == null ? body.seal(push, begun) : before;
        var url = sealed.address().uri();
        try {
            var answer = Client.INSTANCE.post(url, sealed.body(), sealed.contentType());
            record(push, url.toString(), number, answer, receive(answer, body, push));
        } catch (CallbackFailure failure) {
            var outcome = failure.reason().word() + ": " + failure.text();
            record(push, url.toString(), number, "", outcome);
            fail(push, number, begun, sealed);
        }
    }

    private String receive(String answer, PushBody body, Push push) {
        try {
            var reply = PassiveReply.parse(answer, body, push);
            return reply.map(r -> take(r, push)).orElse("received");
        } catch (PassiveReply.Malformed malformed) {
            showFailure(push);
            return "malformed-reply: " + malformed.getMessage();
        }
    }

    private String take(PassiveReply reply, Push push) {
        if (push.answerableBy().isEmpty()) {
            return "received; nobody sees a reply to " + push.kind();
        }
        if (reply.isTransfer()) {
            return reply.type() + " " + reply.text();
        }
        showReply(push, PhoneMessage.Source.REPLY, reply.type(), reply.text(), reply.card());
        return "replied";
    }

    private void fail(Push push, int number, Instant begun, PushBody.Sealed sealed) {
        var settings = push.account().settings();
        if (number >= settings.measure(Measure.PUSH_ATTEMPTS)) {
            showFailure(push);
            return;
        }
        var next = begun.plusSeconds(settings.measure(Measure.PUSH_PAUSE_SECONDS));
        var pause = Duration.between(clock.instant(), next);
        boolean keeps = settings.switches().content().isOn(ContentSwitch.RETRIES_KEEP_SIGNATURE);
        clock.schedule(
                pause.isNegative() ? Duration.ZERO : pause,
                () -> retry(push, number + 1, keeps ? sealed : null));
    }

    private void showFailure(Push push) {
        boolean asDocumented =
                push.account().switches().content().isOn(ContentSwitch.DOCUMENTED_FAILURE_SENTENCE);
        var sentence = asDocumented ? DOCUMENTED_FAILURE_SENTENCE : FAILURE_SENTENCE;
        showReply(push, PhoneMessage.Source.FAILURE, "text", sentence, PhoneMessage.Card.NONE);
    }

    private void showReply(
            Push push,
            PhoneMessage.Source source,
            String type,
            String content,
            PhoneMessage.Card card) {
        var line = new PhoneMessage(clock.instant(), source, type, content, 0, card);
        push.answerableBy()
                .ifPresent(
                        number ->
                                push.account()
                                        .run(() -> push.account().phones().show(number, line)));
    }

    private void record(Push push, String url, int attempt, String answer, String outcome) {
        var time = clock.instant();
        journal.callback(
                id ->
                        new Entry.CallbackPushed(
                                id,
                                time,
                                push.account().appId(),
                                url,
                                push.kind(),
                                attempt,
                                push.xml(),
                                answer,
                                outcome));
    }

    private synchronized SplittableRandom dice() {
        return random.split();
    }
}
