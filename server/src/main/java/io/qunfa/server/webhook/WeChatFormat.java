package io.qunfa.server.webhook;

import io.qunfa.client.callback.Callbacks;
import io.qunfa.client.callback.MalformedPush;
import io.qunfa.client.callback.Push;
import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.MessageCipher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;

/**
 * Tells a push as the platform would: signed with that system's token and, if it has a key,
 * encrypted with it.
 */
final class WeChatFormat {

    private static final ContentType XML = ContentType.create("text/xml", StandardCharsets.UTF_8);
    private static final String XML_ENVELOPE =
            "<xml><ToUserName><![CDATA[%s]]></ToUserName><Encrypt><![CDATA[%s]]></Encrypt></xml>";
    private static final String JSON_ENVELOPE = "{\"ToUserName\":\"%s\",\"Encrypt\":\"%s\"}";
    private static final int NONCE_BYTES = 8;
    private static final String NOTHING = "success";

    private final SecureRandom random = new SecureRandom();
    private final URI url;
    private final Endpoint.WeChat format;
    private final Optional<MessageCipher> cipher;

    /**
     * @param appId of the account, which the cipher covers
     */
    WeChatFormat(URI url, Endpoint.WeChat format, String appId) {
        this.url = url;
        this.format = format;
        this.cipher = format.key().map(key -> new MessageCipher(key, appId, random));
    }

    Courier.Parcel parcel(Push push, String clear, long seconds, Duration within) {
        var timestamp = Long.toString(seconds);
        var nonce = nonce();
        var token = format.token().value();
        var query =
                new StringBuilder("signature=")
                        .append(CallbackSignature.of(token, timestamp, nonce))
                        .append("&timestamp=")
                        .append(timestamp)
                        .append("&nonce=")
                        .append(nonce)
                        .append("&openid=")
                        .append(
                                java.net.URLEncoder.encode(
                                        push.envelope().sender(), StandardCharsets.UTF_8));
        var bytes = clear.getBytes(StandardCharsets.UTF_8);
        var type = Callbacks.isJson(bytes) ? ContentType.APPLICATION_JSON : XML;
        if (cipher.isEmpty()) {
            return new Courier.Parcel(with(query), type, clear, Map.of(), within);
        }
        var encrypted = cipher.get().encrypt(bytes);
        query.append("&encrypt_type=aes&msg_signature=")
                .append(CallbackSignature.of(token, timestamp, nonce, encrypted));
        var body = type == XML ? XML_ENVELOPE : JSON_ENVELOPE;
        return new Courier.Parcel(
                with(query),
                type,
                body.formatted(push.envelope().account(), encrypted),
                Map.of(),
                within);
    }

    private URI with(StringBuilder query) {
        var address = url.toString();
        return URI.create(address + (url.getRawQuery() == null ? '?' : '&') + query);
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * What is to be shown, in clear text; empty if the answer shows nothing or is none.
     *
     * @param push what is answered
     * @param inJson whether the push was in the JSON data format; only then the answer may be
     * @throws IllegalArgumentException if it is no reply of this system
     */
    Optional<String> reply(String answer, Push push, boolean inJson) {
        var text = answer.strip();
        if (text.isEmpty() || text.equalsIgnoreCase(NOTHING)) {
            return Optional.empty();
        }
        try {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var clear = cipher.isPresent() && isSealed(text) ? opened(bytes) : bytes;
            if (Callbacks.isJson(clear) && !inJson) {
                throw new IllegalArgumentException("JSON answers a push in XML");
            }
            requireReply(Callbacks.parse(clear), push);
            return Optional.of(new String(clear, StandardCharsets.UTF_8));
        } catch (MalformedPush | MessageCipher.Undecipherable e) {
            throw new IllegalArgumentException("the answer cannot be read: " + e.getMessage(), e);
        }
    }

    /** The platform tells a follower that the account is broken if it cannot read the answer. */
    private static void requireReply(Push reply, Push push) {
        if (reply.envelope().kind().equals("message.")) {
            throw new IllegalArgumentException("the answer has no message type");
        }
        if (!reply.envelope().account().equals(push.envelope().sender())
                || !reply.envelope().sender().equals(push.envelope().account())) {
            throw new IllegalArgumentException("the answer is not from the account to the sender");
        }
    }

    private static boolean isSealed(String text) {
        return text.contains("<Encrypt>") || text.contains("\"Encrypt\"");
    }

    private byte[] opened(byte[] answer) {
        return cipher.orElseThrow().decrypt(Callbacks.encrypted(answer));
    }
}
