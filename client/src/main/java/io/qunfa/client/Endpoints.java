package io.qunfa.client;

import java.net.URI;

/**
 * The three addresses of the platform.
 *
 * @param api where the calls of this client go
 * @param open the authorisation pages
 * @param mp QR code images and the console's pages
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/Basic_Information/Interface_field_description.html">接口域名说明,
 *     state of November 2026</a>
 */
public record Endpoints(URI api, URI open, URI mp) {

    private static final Endpoints WECHAT =
            new Endpoints(
                    URI.create("https://api.weixin.qq.com"),
                    URI.create("https://open.weixin.qq.com"),
                    URI.create("https://mp.weixin.qq.com"));

    public Endpoints {
        api = base(api);
        open = base(open);
        mp = base(mp);
    }

    /** The platform itself. */
    public static Endpoints wechat() {
        return WECHAT;
    }

    /** One server that plays all three, such as a sandbox. */
    public static Endpoints of(URI server) {
        return new Endpoints(server, server, server);
    }

    private static URI base(URI uri) {
        var scheme = uri.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            throw new IllegalArgumentException("an endpoint is an http or https address: " + uri);
        }
        if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("an endpoint has a host and no query: " + uri);
        }
        var text = uri.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : uri;
    }
}
