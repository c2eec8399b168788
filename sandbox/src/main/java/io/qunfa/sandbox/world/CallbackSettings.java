package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    void write(DataOutput out) throws IOException {
        out.writeUTF(url.toString());
        out.writeUTF(token);
        out.writeUTF(aesKey);
        Snapshot.writeEnum(out, mode);
    }

    static CallbackSettings read(DataInput in) throws IOException {
        return new CallbackSettings(
                URI.create(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                Snapshot.readEnum(in, Mode.class));
    }
}
