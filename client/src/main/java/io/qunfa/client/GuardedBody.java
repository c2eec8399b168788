package io.qunfa.client;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * A body whose last byte is written only while somebody allows it. Without that byte the platform
 * has no request; the question is put as late as a program can put it.
 */
final class GuardedBody extends HttpEntityWrapper {

    private final BooleanSupplier allowed;

    GuardedBody(HttpEntity body, BooleanSupplier allowed) {
        super(body);
        this.allowed = allowed;
    }

    /** The request was given up before it was whole. */
    static final class Withheld extends IOException {
        Withheld() {
            super("withheld before its last byte");
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var held = new LastByteHeld(out);
        super.writeTo(held);
        if (!allowed.getAsBoolean()) {
            throw new Withheld();
        }
        held.release();
    }

    private static final class LastByteHeld extends FilterOutputStream {

        private static final int NONE = -1;

        private int held = NONE;

        LastByteHeld(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            release();
            held = octet & 0xff;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            release();
            out.write(bytes, offset, length - 1);
            held = bytes[offset + length - 1] & 0xff;
        }

        void release() throws IOException {
            if (held != NONE) {
                out.write(held);
                held = NONE;
            }
        }
    }
}
