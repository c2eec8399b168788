package io.qunfa.sandbox.world;

import java.net.URI;

/**
 * The interface configuration (接口配置信息) of an account.
 *
 * @param aesKey EncodingAESKey, empty in plain mode unless one was given
 */
public record CallbackSettings(URI url, String token, String aesKey, Mode mode) {

    /** How pushes are protected (消息加解密方式). */
    public enum Mode {
        PLAIN,
        COMPATIBLE,
        SAFE
    }
}
