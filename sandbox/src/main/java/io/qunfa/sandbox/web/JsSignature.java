package io.qunfa.sandbox.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a page signs to use the JS-SDK.
 *
 * @param url the page's address; what follows {@code #} does not count
 */
public record JsSignature(String ticket, String nonce, String timestamp, String url) {

    public JsSignature {
        int fragment = url.indexOf('#');
        url = fragment < 0 ? url : url.substring(0, fragment);
    }

    /** The signed text: names in lower case, in this order, values as they are. */
    public String text() {
        return "jsapi_ticket=%s&noncestr=%s&timestamp=%s&url=%s"
                .formatted(ticket, nonce, timestamp, url);
    }

    /** SHA-1 of the text in lower-case hexadecimal digits. */
    public String value() {
        try {
            var sha = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(sha.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
