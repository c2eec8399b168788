package io.qunfa.server.inbox;

import io.qunfa.client.callback.CallbackChannel;
import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.CallbackToken;
import io.qunfa.client.callback.CallbackVerifier;
import io.qunfa.client.callback.Received;
import io.qunfa.client.callback.Verdict;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.CallbackCredentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The callback address of one account, with everything that opens it: what it shares with the
 * platform now and, while that is changed, what it shared before.
 */
final class Door {

    private final Account account;
    private final List<Lock> locks;

    private Door(Account account, List<Lock> locks) {
        this.account = account;
        this.locks = locks;
    }

    /** What is opened by one token and one key. */
    private record Lock(
            boolean safe,
            CallbackVerifier verifier,
            CallbackChannel plain,
            CallbackChannel encrypted) {}

    /**
     * @param credentials the current ones first
     */
    static Door of(
            Account account,
            List<CallbackCredentials> credentials,
            Duration window,
            InstantSource clock) {
        return new Door(
                account,
                credentials.stream().map(each -> lock(account, each, window, clock)).toList());
    }

    private static Lock lock(
            Account account,
            CallbackCredentials credentials,
            Duration window,
            InstantSource clock) {
        var token = new CallbackToken(credentials.token());
        var cipher =
                new MessageCipher(
                        new EncodingAesKey(credentials.aesKey()),
                        account.appId().value(),
                        new SecureRandom());
        return new Lock(
                credentials.mode() == CallbackCredentials.Mode.SAFE,
                new CallbackVerifier(token, window, clock),
                CallbackChannel.plain(token, clock).within(window),
                CallbackChannel.encrypted(token, List.of(cipher), clock).within(window));
    }

    Account account() {
        return account;
    }

    /** Judges a request without a body: a verification of the address. */
    Verdict verify(CallbackQuery query) {
        var verdict = Verdict.INCOMPLETE;
        for (var lock : locks) {
            verdict = lock.verifier().verify(query);
            if (verdict == Verdict.GENUINE) {
                return verdict;
            }
        }
        return verdict;
    }

    /** Receives a push; what was encrypted must be opened, even if it is readable beside that. */
    Received receive(CallbackQuery query, byte[] body) {
        Received received = new Received.Refused(Verdict.INCOMPLETE);
        for (var lock : locks) {
            var channel = query.encrypted() || lock.safe() ? lock.encrypted() : lock.plain();
            received = channel.receive(query, body);
            if (received instanceof Received.Accepted) {
                return received;
            }
        }
        return received;
    }
}
