package io.qunfa.protocol;

/**
 * The signature a web page configures the JS-SDK with.
 *
 * @see <a href="https://developers.weixin.qq.com/doc/service/guide/h5/jssdk.html">JS-SDK使用权限签名算法,
 *     state of November 2026</a>
 */
public final class JsSdkSignature {

    private JsSdkSignature() {}

    /**
     * Signs a page.
     *
     * @param ticket the JS-SDK ticket
     * @param nonce also given to {@code wx.config}, where it is called {@code nonceStr}
     * @param timestamp Unix seconds
     * @param url as the browser shows it; what follows {@code #} is left out
     * @return 40 lower-case hexadecimal digits
     */
    public static String of(String ticket, String nonce, long timestamp, String url) {
        var fragment = url.indexOf('#');
        var page = fragment < 0 ? url : url.substring(0, fragment);
        return Sha1.hex(
                "jsapi_ticket="
                        + ticket
                        + "&noncestr="
                        + nonce
                        + "&timestamp="
                        + timestamp
                        + "&url="
                        + page);
    }
}
