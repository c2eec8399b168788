package io.qunfa.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a request or an answer. They are not copied: nobody may change them. */
public final class Body {

    static final Body EMPTY = new Body(new byte[0]);

    private final byte[] bytes;

    public Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The first half. */
    public Body half() {
        return new Body(Arrays.copyOf(bytes, bytes.length / 2));
    }
}
