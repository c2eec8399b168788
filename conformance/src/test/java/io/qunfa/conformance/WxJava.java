package io.qunfa.conformance;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/** WxJava 4.7.0, pointed at a sandbox by its three hosts and by nothing else. */
final class WxJava {

    static final String CALLBACK_TOKEN = "qunfaToken1";

    private WxJava() {}

    static WxMpService connect(Sandbox sandbox, SandboxAccount account) {
        var host = sandbox.address().toString();
        var hosts = new WxMpHostConfig();
        hosts.setApiHost(host);
        hosts.setOpenHost(host);
        hosts.setMpHost(host);
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(account.appId());
        config.setSecret(account.appSecret());
        config.setToken(CALLBACK_TOKEN);
        config.setHostConfig(hosts);
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        return service;
    }
}
