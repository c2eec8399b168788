package io.qunfa.client.callback;

import io.qunfa.protocol.MessageCipher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One account's callback address: verifies, decrypts, reads, and encrypts the answer.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/guide/dev/push/encryption.html">消息加解密说明,
 *     state of November 2026</a>
 */
public final class CallbackChannel {

    private final CallbackToken token;
    private final CallbackVerifier verifier;
    private final List<MessageCipher> ciphers;

    private CallbackChannel(
            CallbackToken token, CallbackVerifier verifier, List<MessageCipher> ciphers) {
        this.token = token;
        this.verifier = verifier;
        this.ciphers = List.copyOf(ciphers);
    }

    /** An address in plain mode, which also reads the clear text of compatible mode. */
    public static CallbackChannel plain(CallbackToken token, InstantSource clock) {
        return new CallbackChannel(token, new CallbackVerifier(token, clock), List.of());
    }

    /**
     * An address in compatible or safe mode. What comes in clear text only is refused.
     *
     * @param ciphers one per key: the key in use first, then the one before it while it is changed
     */
    public static CallbackChannel encrypted(
            CallbackToken token, List<MessageCipher> ciphers, InstantSource clock) {
        if (ciphers.isEmpty()) {
            throw new IllegalArgumentException("an encrypted channel needs a key");
        }
        return new CallbackChannel(token, new CallbackVerifier(token, clock), ciphers);
    }

    /** The same address with another replay window than ten minutes either way. */
    public CallbackChannel within(Duration window) {
        return new CallbackChannel(token, verifier.within(window), ciphers);
    }

    /** What to answer to the verification of the address, verbatim; empty if it is not genuine. */
    public Optional<String> handshake(CallbackQuery query) {
        return verifier.verify(query) == Verdict.GENUINE ? query.echo() : Optional.empty();
    }

    /** Receives a push. */
    public Received receive(CallbackQuery query, byte[] body) {
        try {
            return ciphers.isEmpty() ? receivePlain(query, body) : receiveEncrypted(query, body);
        } catch (MalformedPush e) {
            return new Received.Unreadable(Received.Problem.MALFORMED);
        }
    }

    private Received receivePlain(CallbackQuery query, byte[] body) {
        var verdict = verifier.verify(query);
        return verdict == Verdict.GENUINE ? accepted(body, null) : new Received.Refused(verdict);
    }

    private Received receiveEncrypted(CallbackQuery query, byte[] body) {
        if (!query.encrypted()) {
            return new Received.Unreadable(Received.Problem.UNENCRYPTED);
        }
        var encrypted = Callbacks.encrypted(body);
        var verdict = verifier.verify(query, encrypted);
        return verdict == Verdict.GENUINE ? decrypted(encrypted) : new Received.Refused(verdict);
    }

    private Received decrypted(String encrypted) {
        for (var cipher : ciphers) {
            try {
                return accepted(cipher.decrypt(encrypted), cipher);
            } catch (MessageCipher.Undecipherable e) {
                // Encrypted with the other key, while the account changes it.
            }
        }
        return new Received.Unreadable(Received.Problem.UNDECIPHERABLE);
    }

    private Received accepted(byte[] clearText, @Nullable MessageCipher cipher) {
        return new Received.Accepted(Callbacks.parse(clearText), clearText, token, cipher);
    }
}
