package io.qunfa.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/**
 * Answers one request. What HTTP forbids is done to the wire, while the server answers as usual.
 */
final class AnswerWriter {

    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;

    private final HttpExchange exchange;
    private final Wire wire;

    AnswerWriter(HttpExchange exchange, Wire wire) {
        this.exchange = exchange;
        this.wire = wire;
    }

    void write(Answer answer) throws IOException {
        switch (answer) {
            case Answer.Whole whole -> writeWhole(whole);
            case Answer.Stream stream -> writeStream(stream);
            case Answer.Half half -> {
                wire.cutAfter(half.whole().body().length() / 2);
                writeLast(half.whole());
            }
            case Answer.Dropped dropped -> {
                wire.drop();
                writeLast(Answer.text(200, "nobody reads this"));
            }
            case Answer.Reset reset -> {
                wire.reset();
                writeLast(Answer.text(200, "nobody reads this"));
            }
        }
    }

    private void writeLast(Answer.Whole whole) throws IOException {
        writeWhole(whole.with("Connection", "close"));
    }

    private void writeWhole(Answer.Whole whole) throws IOException {
        var headers = exchange.getResponseHeaders();
        whole.headers().forEach(headers::set);
        int length = whole.body().length();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            headers.set("Content-Length", String.valueOf(length));
        }
        if (isHead || length == 0) {
            exchange.sendResponseHeaders(whole.status(), NO_BODY);
            return;
        }
        exchange.sendResponseHeaders(whole.status(), length);
        exchange.getResponseBody().write(whole.body().bytes());
    }

    private void writeStream(Answer.Stream stream) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", stream.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, CHUNKED);
        stream.writer().writeTo(exchange.getResponseBody());
    }
}
