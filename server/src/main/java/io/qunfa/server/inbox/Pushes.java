package io.qunfa.server.inbox;

import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.CallbackToken;
import io.qunfa.client.callback.CallbackVerifier;
import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.MalformedPush;
import io.qunfa.client.callback.Verdict;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
import io.qunfa.server.account.CallbackCredentials;
import io.qunfa.server.database.Uuid7;
import io.qunfa.server.work.WorkLoop;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes pushes in: what is genuine is stored, once, and nothing else is. */
@Component
final class Pushes {

    private final Accounts accounts;
    private final PushStore store;
    private final InstantSource clock;
    private final Uuid7 ids;
    private final WorkLoop inboxLoop;

    Pushes(Accounts accounts, PushStore store, InstantSource clock, Uuid7 ids, WorkLoop inboxLoop) {
        this.accounts = accounts;
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.inboxLoop = inboxLoop;
    }

    /** Judges the platform's check of the callback address, and remembers how it went. */
    Verdict handshake(Account account, CallbackQuery query) {
        var credentials = accounts.callback(account.id());
        var verdict = verifier(credentials).verify(query);
        if (verdict == Verdict.GENUINE) {
            accounts.callbackVerified(account.id());
        }
        return noted(account, verdict);
    }

    /**
     * Stores a push if it is genuine.
     *
     * @throws MalformedPush if it is genuine but unreadable; nothing is stored then
     */
    Verdict take(Account account, CallbackQuery query, byte[] body) {
        var credentials = accounts.callback(account.id());
        var safe = credentials.mode() == CallbackCredentials.Mode.SAFE;
        return body.length == 0 || !(query.encrypted() || safe)
                ? takePlain(account, credentials, query, body)
                : takeEncrypted(account, credentials, query, body);
    }

    private Verdict takePlain(
            Account account, CallbackCredentials credentials, CallbackQuery query, byte[] body) {
        var verdict = noted(account, verifier(credentials).verify(query));
        if (verdict == Verdict.GENUINE && body.length > 0) {
            store(account, body);
        }
        return verdict;
    }

    private Verdict takeEncrypted(
            Account account, CallbackCredentials credentials, CallbackQuery query, byte[] body) {
        var encrypted = Callbacks.encrypted(body);
        var verdict = noted(account, verifier(credentials).verify(query, encrypted));
        if (verdict == Verdict.GENUINE) {
            store(account, decrypt(account, credentials, encrypted));
        }
        return verdict;
    }

    private void store(Account account, byte[] clear) {
        var push = Callbacks.parse(clear);
        var envelope = push.envelope();
        store.insert(
                new PushStore.PushId(account.id(), ids.next()),
                Priority.of(push),
                digest(envelope.identity()),
                envelope.sender(),
                clear,
                clock.instant());
        if (account.originalId().isEmpty() && !envelope.account().isEmpty()) {
            accounts.learnOriginalId(account.id(), envelope.account());
        }
        inboxLoop.wake();
    }

    private Verdict noted(Account account, Verdict verdict) {
        switch (verdict) {
            case WRONG_SIGNATURE -> accounts.callbackFailed(account.id(), "signature-wrong");
            case STALE -> accounts.callbackFailed(account.id(), "timestamp-stale");
            case GENUINE, INCOMPLETE -> {}
        }
        return verdict;
    }

    private CallbackVerifier verifier(CallbackCredentials credentials) {
        return new CallbackVerifier(new CallbackToken(credentials.token()), clock);
    }

    private static byte[] decrypt(
            Account account, CallbackCredentials credentials, String encrypted) {
        return new MessageCipher(
                        new EncodingAesKey(credentials.aesKey()),
                        account.appId().value(),
                        new SecureRandom())
                .decrypt(encrypted);
    }

    private static byte[] digest(String identity) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
