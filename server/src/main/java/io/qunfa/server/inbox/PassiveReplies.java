package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.Received;
import io.qunfa.client.callback.Reply;
import io.qunfa.server.account.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds out what to show: what a relay answers, else what the responder chooses. Waits for neither
 * longer than it may take.
 */
@Component
final class PassiveReplies {

    static final Duration LIMIT = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(PassiveReplies.class);

    private final Optional<Relay> relay;
    private final Optional<Responder> responder;

    PassiveReplies(Optional<Relay> relay, Optional<Responder> responder) {
        this.relay = relay;
        this.responder = responder;
    }

    Arrival.Shown choose(AccountId account, Received.Accepted accepted, byte[] xml, Instant now) {
        var push = accepted.push();
        if (Priority.of(push) == Priority.RESULT) {
            return Arrival.Shown.NOTHING;
        }
        var relayed = relay.flatMap(asked -> asked.ask(account, push, xml));
        var reply =
                relayed.flatMap(Relay.Answer::reply)
                        .or(() -> chosen(account, push).map(chosen -> accepted.write(chosen, now)));
        return new Arrival.Shown(reply, relayed.map(Relay.Answer::by));
    }

    private Optional<Reply> chosen(AccountId account, Push push) {
        return responder.flatMap(
                asked -> inTime(account, new FutureTask<>(() -> asked.reply(account, push))));
    }

    private static Optional<Reply> inTime(AccountId account, FutureTask<Optional<Reply>> choice) {
        Thread.ofVirtual().name("responder").start(choice);
        try {
            return choice.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            choice.cancel(true);
            log.warn("inbox.reply-too-late account={}", account);
        } catch (ExecutionException e) {
            log.error("inbox.reply-failed account={}", account, e.getCause());
        } catch (InterruptedException e) {
            choice.cancel(true);
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
