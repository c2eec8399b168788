package io.qunfa.conformance;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import me.chanjar.weixin.common.api.WxConsts;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.bean.material.WxMpMaterial;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/** WxJava 4.7.0, pointed at a sandbox by its three hosts and by nothing else. */
final class WxJava {

    static final String CALLBACK_TOKEN = "qunfaToken1";
    private static final String PNG_START = "89504e470d0a1a0a0000000d49484452";

    private WxJava() {}

    static WxMpService connect(Sandbox sandbox, SandboxAccount account) {
        return connect(sandbox.address().toString(), account.appId(), account.appSecret());
    }

    static WxMpService connect(String host, String appId, String secret) {
        var hosts = new WxMpHostConfig();
        hosts.setApiHost(host);
        hosts.setOpenHost(host);
        hosts.setMpHost(host);
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(appId);
        config.setSecret(secret);
        config.setToken(CALLBACK_TOKEN);
        config.setHostConfig(hosts);
        var service = new WxMpServiceImpl();
        service.setWxMpConfigStorage(config);
        return service;
    }

    /** Keeps a picture for the covers of articles; its id. */
    static String cover(WxMpService wxJava, Path folder) throws IOException, WxErrorException {
        var material = new WxMpMaterial("cover.png", png(folder).toFile(), "", "");
        return wxJava.getMaterialService()
                .materialFileUpload(WxConsts.MediaFileType.IMAGE, material)
                .getMediaId();
    }

    /** The beginning of a picture of 900 × 383 pixels. */
    static Path png(Path folder) throws IOException {
        var header = ByteBuffer.wrap(new byte[64]);
        header.put(HexFormat.of().parseHex(PNG_START)).putInt(900).putInt(383);
        return Files.write(folder.resolve("cover.png"), header.array());
    }
}
