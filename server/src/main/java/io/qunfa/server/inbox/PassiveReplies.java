package io.qunfa.server.inbox;

import io.qunfa.client.callback.Push;
import io.qunfa.client.callback.Reply;
import io.qunfa.server.account.AccountId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the responder, if there is one, and never waits for it longer than it may take. */
@Component
final class PassiveReplies {

    static final Duration LIMIT = Duration.ofMillis(200);

    private static final Logger log = LoggerFactory.getLogger(PassiveReplies.class);

    private final Optional<Responder> responder;

    PassiveReplies(Optional<Responder> responder) {
        this.responder = responder;
    }

    Optional<Reply> choose(AccountId account, Push push) {
        return responder
                .filter(_ -> Priority.of(push) != Priority.RESULT)
                .flatMap(
                        asked ->
                                inTime(
                                        account,
                                        new FutureTask<>(() -> asked.reply(account, push))));
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
