package io.qunfa.sandbox.http;

import java.util.List;

/** The names under which programs know the platform. */
public final class PlatformHosts {

    static final List<String> ALL =
            List.of(
                    "api.weixin.qq.com",
                    "api2.weixin.qq.com",
                    "sh.api.weixin.qq.com",
                    "sz.api.weixin.qq.com",
                    "hk.api.weixin.qq.com",
                    "file.api.weixin.qq.com",
                    "mp.weixin.qq.com",
                    "open.weixin.qq.com",
                    "mmbiz.qpic.cn",
                    "weixin.qq.com");

    private PlatformHosts() {}

    public static boolean contains(String host) {
        return ALL.contains(host);
    }
}
