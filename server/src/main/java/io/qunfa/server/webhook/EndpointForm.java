package io.qunfa.server.webhook;

import io.qunfa.client.callback.CallbackToken;
import io.qunfa.protocol.EncodingAesKey;
import io.qunfa.server.http.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what people fill in about an endpoint. */
final class EndpointForm {

    private static final int LONGEST_URL = 2_000;

    private EndpointForm() {}

    static URI url(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problem.invalid("url", "required");
        }
        try {
            var url = new URI(text.strip());
            var web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
            if (!web
                    || url.getHost() == null
                    || url.getUserInfo() != null
                    || url.getFragment() != null
                    || text.length() > LONGEST_URL) {
                throw notAnAddress(text);
            }
            return url;
        } catch (URISyntaxException e) {
            throw notAnAddress(text);
        }
    }

    private static Problem notAnAddress(String text) {
        return Problem.invalid("url", "not-an-address", Map.of("value", text));
    }

    static Kinds kinds(@Nullable List<String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            throw Problem.invalid("kinds", "required");
        }
        if (wanted.size() > Kinds.MOST) {
            throw Problem.invalid("kinds", "length", Map.of("least", 1, "most", Kinds.MOST));
        }
        for (var kind : wanted) {
            if (!Kinds.isLegal(kind)) {
                throw Problem.invalid("kinds", "unknown-value", Map.of("value", kind));
            }
        }
        return new Kinds(wanted);
    }

    static CallbackToken token(String text) {
        try {
            return new CallbackToken(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("token", "callback-token");
        }
    }

    /** Empty text means none: that system is told in clear text. */
    static Optional<EncodingAesKey> key(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EncodingAesKey(text));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("aesKey", "encoding-aes-key");
        }
    }
}
