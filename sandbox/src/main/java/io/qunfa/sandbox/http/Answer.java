package io.qunfa.sandbox.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a caller gets, which may be less than an answer. */
public sealed interface Answer {

    /** A complete answer. */
    record Whole(int status, Map<String, String> headers, Body body) implements Answer {

        public Whole {
            headers = Map.copyOf(headers);
        }

        /** The same answer with one more header. */
        public Whole with(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Whole(status, more, body);
        }
    }

    /** An answer that goes on until the writer returns or the caller leaves. */
    record Stream(String contentType, Writer writer) implements Answer {}

    /** The beginning of an answer that promises more, then the end of the connection. */
    record Half(Whole whole) implements Answer {}

    /** No answer: the connection is closed in order. */
    record Dropped() implements Answer {}

    /** No answer: the connection is reset. */
    record Reset() implements Answer {}

    /** Writes a stream. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    static Whole of(int status, String contentType, byte[] body) {
        return new Whole(status, Map.of("Content-Type", contentType), new Body(body));
    }

    static Whole text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
