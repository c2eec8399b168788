package io.qunfa.sandbox.callback;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.OfficialAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** The form in which pushes travel: plain, encrypted, or both (消息加解密方式). */
final class PushBody {

    private final CallbackSettings settings;
    private final OfficialAccount account;
    private final RandomGenerator random;

    PushBody(CallbackSettings settings, OfficialAccount account, RandomGenerator random) {
        this.settings = settings;
        this.account = account;
        this.random = random;
    }

    /** A request body and the address that belongs to it. */
    record Sealed(SignedAddress address, String body, String contentType) {}

    private boolean isJson() {
        return account.switches().content().isOn(ContentSwitch.JSON_PUSHES);
    }

    private Sealed sealed(SignedAddress address, String body) {
        return new Sealed(address, body, isJson() ? "application/json" : "text/xml");
    }

    Sealed seal(Push push, Instant now) {
        var address =
                new SignedAddress(settings, now, random.nextInt()).with("openid", push.openId());
        if (settings.mode() == CallbackSettings.Mode.PLAIN) {
            return sealed(address, clear(push));
        }
        var encrypted = cipher().encrypt(clear(push).getBytes(StandardCharsets.UTF_8));
        var signature =
                CallbackSignature.of(
                        settings.token(),
                        address.value("timestamp"),
                        address.value("nonce"),
                        encrypted);
        address.with("encrypt_type", "aes").with("msg_signature", signature);
        return sealed(address, envelope(push, encrypted));
    }

    private String clear(Push push) {
        return isJson() ? PushJson.of(push.xml()) : push.xml();
    }

    private String envelope(Push push, String encrypted) {
        var xml = xmlEnvelope(push, encrypted);
        return isJson() ? PushJson.of(xml) : xml;
    }

    private String xmlEnvelope(Push push, String encrypted) {
        if (settings.mode() == CallbackSettings.Mode.SAFE) {
            return new Xml()
                    .text("ToUserName", account.identity().originalId())
                    .text("Encrypt", encrypted)
                    .close();
        }
        var open = push.xml().substring(0, push.xml().length() - "</xml>".length());
        return open + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    }

    /**
     * The reply in the clear. In safe mode it must be encrypted, in compatible mode it may be; that
     * there is none, an empty body or {@code success}, is said in the clear in every mode.
     */
    String open(String answer) throws PassiveReply.Malformed {
        boolean isNone = answer.isEmpty() || answer.equals("success");
        if (isNone || settings.mode() == CallbackSettings.Mode.PLAIN) {
            return answer;
        }
        var envelope = read(answer);
        var encrypted = envelope.text("Encrypt");
        if (encrypted.isEmpty()) {
            if (settings.mode() == CallbackSettings.Mode.SAFE) {
                throw new PassiveReply.Malformed("in safe mode the reply is encrypted (§3.3)");
            }
            return answer;
        }
        requireSignature(envelope, encrypted);
        try {
            return new String(cipher().decrypt(encrypted), StandardCharsets.UTF_8);
        } catch (MessageCipher.Undecipherable e) {
            throw new PassiveReply.Malformed(String.valueOf(e.getMessage()));
        }
    }

    /** A reply in the data format of the account. */
    Element read(String reply) throws PassiveReply.Malformed {
        return isJson() && reply.startsWith("{") ? PushJson.element(reply) : Element.parse(reply);
    }

    private void requireSignature(Element envelope, String encrypted)
            throws PassiveReply.Malformed {
        boolean genuine =
                CallbackSignature.matches(
                        envelope.text("MsgSignature"),
                        settings.token(),
                        envelope.text("TimeStamp"),
                        envelope.text("Nonce"),
                        encrypted);
        if (!genuine) {
            throw new PassiveReply.Malformed(
                    "MsgSignature of the reply is not over Token, its TimeStamp, Nonce, Encrypt");
        }
    }

    private MessageCipher cipher() {
        return new MessageCipher(new EncodingAesKey(settings.aesKey()), account.appId(), random);
    }
}
