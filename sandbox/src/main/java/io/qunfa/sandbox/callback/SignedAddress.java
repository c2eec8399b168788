package io.qunfa.sandbox.callback;

import io.qunfa.protocol.CallbackSignature;
import io.qunfa.sandbox.world.CallbackSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A callback address with the signature of one request. */
final class SignedAddress {

    private final CallbackSettings settings;
    private final Map<String, String> query = new LinkedHashMap<>();

    SignedAddress(CallbackSettings settings, Instant now, int nonce) {
        var timestamp = String.valueOf(now.getEpochSecond());
        var word = String.valueOf(Integer.toUnsignedLong(nonce));
        this.settings = settings;
        query.put("signature", CallbackSignature.of(settings.token(), timestamp, word));
        query.put("timestamp", timestamp);
        query.put("nonce", word);
    }

    SignedAddress with(String name, String value) {
        query.put(name, value);
        return this;
    }

    String value(String name) {
        return query.getOrDefault(name, "");
    }

    URI uri() {
        var url = settings.url().toString();
        var joint = settings.url().getRawQuery() == null ? "?" : "&";
        return URI.create(
                url
                        + joint
                        + query.entrySet().stream()
                                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                                .collect(Collectors.joining("&")));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
