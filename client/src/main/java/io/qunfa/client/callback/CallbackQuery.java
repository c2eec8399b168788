package io.qunfa.client.callback;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The query of a request to the callback address.
 *
 * @param signature over token, timestamp and nonce; empty if it is missing
 * @param timestamp Unix seconds as text
 * @param nonce chosen by the platform
 * @param echo only in the verification of the address; to be answered verbatim
 * @param openId the sender, in pushes
 * @param encrypted whether the body is, or contains, a cipher text
 * @param msgSignature over token, timestamp, nonce and cipher text, in encrypted pushes
 */
public record CallbackQuery(
        String signature,
        String timestamp,
        String nonce,
        Optional<String> echo,
        Optional<String> openId,
        boolean encrypted,
        Optional<String> msgSignature) {

    private static final int MAX_LENGTH = 4096;

    /**
     * Reads a raw query. Of a parameter that occurs more than once, the first one counts.
     *
     * @throws IllegalArgumentException if it is longer than 4096 characters or wrongly encoded
     */
    public static CallbackQuery parse(String rawQuery) {
        if (rawQuery.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a callback's query has at most " + MAX_LENGTH + " characters");
        }
        Map<String, String> parameters = new HashMap<>();
        for (var pair : rawQuery.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.putIfAbsent(
                        decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return of(parameters);
    }

    /** Takes the query from parameters that are already decoded. */
    public static CallbackQuery of(Map<String, String> parameters) {
        return new CallbackQuery(
                parameters.getOrDefault("signature", ""),
                parameters.getOrDefault("timestamp", ""),
                parameters.getOrDefault("nonce", ""),
                Optional.ofNullable(parameters.get("echostr")),
                Optional.ofNullable(parameters.get("openid")),
                "aes".equals(parameters.get("encrypt_type")),
                Optional.ofNullable(parameters.get("msg_signature")));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
