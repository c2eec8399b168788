package io.qunfa.sandbox.callback;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.sandbox.world.CallbackSettings;
import io.qunfa.sandbox.world.OfficialAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The form in which pushes travel: plain, encrypted, or both (消息加解密方式). */
final class PushBody {

    private static final Pattern ENCRYPT =
            Pattern.compile("<Encrypt>(?:<!\\[CDATA\\[)?([A-Za-z0-9+/=]{1,100000})");

    private final CallbackSettings settings;
    private final OfficialAccount account;
    private final RandomGenerator random;

    PushBody(CallbackSettings settings, OfficialAccount account, RandomGenerator random) {
        this.settings = settings;
        this.account = account;
        this.random = random;
    }

    /** A request body and the address that belongs to it. */
    record Sealed(SignedAddress address, String body) {}

    Sealed seal(Push push, Instant now) {
        var address =
                new SignedAddress(settings, now, random.nextInt()).with("openid", push.openId());
        if (settings.mode() == CallbackSettings.Mode.PLAIN) {
            return new Sealed(address, push.xml());
        }
        var encrypted = cipher().encrypt(push.xml().getBytes(StandardCharsets.UTF_8));
        var signature =
                CallbackSignature.of(
                        settings.token(),
                        address.value("timestamp"),
                        address.value("nonce"),
                        encrypted);
        address.with("encrypt_type", "aes").with("msg_signature", signature);
        return new Sealed(address, envelope(push, encrypted));
    }

    private String envelope(Push push, String encrypted) {
        if (settings.mode() == CallbackSettings.Mode.SAFE) {
            return new Xml()
                    .text("ToUserName", account.identity().originalId())
                    .text("Encrypt", encrypted)
                    .close();
        }
        var open = push.xml().substring(0, push.xml().length() - "</xml>".length());
        return open + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    }

    /** The reply in the clear; it may be encrypted in every mode but plain. */
    String open(String answer) throws PassiveReply.Malformed {
        if (settings.mode() == CallbackSettings.Mode.PLAIN) {
            return answer;
        }
        var encrypted = ENCRYPT.matcher(answer);
        if (!encrypted.find()) {
            return answer;
        }
        try {
            return new String(cipher().decrypt(encrypted.group(1)), StandardCharsets.UTF_8);
        } catch (MessageCipher.Undecipherable e) {
            throw new PassiveReply.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private MessageCipher cipher() {
        return new MessageCipher(new EncodingAesKey(settings.aesKey()), account.appId(), random);
    }
}
