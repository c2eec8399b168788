package io.qunfa.server.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The signature that a page gives to {@code wx.config}.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html">JS-SDK使用权限签名算法,
 *     state of November 2026</a>
 */
record JsSignature(String nonce, long timestampSeconds, String signature) {

    /**
     * Signs a page.
     *
     * @param url as the browser shows it; what follows {@code #} does not count
     */
    static JsSignature of(String ticket, String nonce, long timestampSeconds, String url) {
        var fragment = url.indexOf('#');
        var page = fragment < 0 ? url : url.substring(0, fragment);
        var signed =
                "jsapi_ticket=%s&noncestr=%s&timestamp=%d&url=%s"
                        .formatted(ticket, nonce, timestampSeconds, page);
        return new JsSignature(nonce, timestampSeconds, sha1(signed));
    }

    private static String sha1(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
