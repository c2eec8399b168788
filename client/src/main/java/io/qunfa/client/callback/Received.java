package io.qunfa.client.callback;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.MessageCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a request to the callback address. */
public sealed interface Received {

    /** Not to be believed; answer 403 and do nothing. */
    record Refused(Verdict verdict) implements Received {}

    /** Not to be used, and most likely a mistake in how account and server are configured. */
    record Unreadable(Problem problem) implements Received {}

    /** Why a push cannot be read. */
    enum Problem {
        /** In clear text, although encryption was agreed. */
        UNENCRYPTED,
        /** Signed by the platform, but encrypted with another key or for another account. */
        UNDECIPHERABLE,
        /** Neither the platform's XML nor its JSON. */
        MALFORMED
    }

    /** The platform's. */
    final class Accepted implements Received {

        private final Push push;
        private final byte[] clearText;
        private final CallbackToken token;
        private final @Nullable MessageCipher cipher;

        Accepted(Push push, byte[] clearText, CallbackToken token, @Nullable MessageCipher cipher) {
            this.push = push;
            this.clearText = clearText;
            this.token = token;
            this.cipher = cipher;
        }

        /** What was told. */
        public Push push() {
            return push;
        }

        /** The push as XML or JSON, as the platform wrote it; decrypted if it was encrypted. */
        public byte[] clearText() {
            return clearText.clone();
        }

        /** Whether the push was encrypted, and its answer will be. */
        public boolean encrypted() {
            return cipher != null;
        }

        /**
         * The body of the answer, encrypted like the push with the key that opened it. To show
         * nothing, answer {@link Reply#NOTHING} as it is.
         *
         * @param nonce chosen by the caller, or the request's
         */
        public String answer(Reply reply, Instant now, String nonce) {
            return answer(write(reply, now), now, nonce);
        }

        /**
         * The body of the answer from a reply that is written already, in the data format of the
         * push and encrypted like it.
         *
         * @param xml the reply in clear text
         */
        public String answer(String xml, Instant now, String nonce) {
            var reply = formatted(xml);
            return cipher == null ? reply : formatted(sealed(cipher, reply, now, nonce));
        }

        private String formatted(String xml) {
            return Callbacks.isJson(clearText) && xml.startsWith("<")
                    ? JsonAnswer.of(XmlReader.read(xml.getBytes(StandardCharsets.UTF_8)))
                    : xml;
        }

        /** A reply to this push in clear text: what to keep, so that it can be answered again. */
        public String write(Reply reply, Instant now) {
            return ReplyWriter.write(push.envelope(), reply, now);
        }

        private String sealed(MessageCipher cipher, String reply, Instant now, String nonce) {
            var encrypted = cipher.encrypt(reply.getBytes(StandardCharsets.UTF_8));
            var timestamp = Long.toString(now.getEpochSecond());
            var writer = new XmlWriter();
            writer.open("xml");
            writer.text("Encrypt", encrypted);
            writer.text(
                    "MsgSignature",
                    CallbackSignature.of(token.value(), timestamp, nonce, encrypted));
            writer.number("TimeStamp", now.getEpochSecond());
            writer.text("Nonce", nonce);
            writer.close("xml");
            return writer.toString();
        }
    }
}
