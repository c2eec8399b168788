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
        return start(bytes.length / 2);
    }

    /** The first so many bytes. */
    public Body start(int length) {
        return new Body(Arrays.copyOf(bytes, length));
    }
}
