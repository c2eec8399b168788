package io.qunfa.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Puts answers on one connection, the impossible ones too. */
final class AnswerWriter {

    private final Socket socket;
    private final OutputStream out;

    AnswerWriter(Socket socket, OutputStream out) {
        this.socket = socket;
        this.out = out;
    }

    /** Writes the answer; says whether the connection may serve another request. */
    boolean write(Answer answer, boolean withBody, boolean keepAlive) throws IOException {
        return switch (answer) {
            case Answer.Whole whole -> {
                writeWhole(whole, withBody, keepAlive);
                yield keepAlive;
            }
            case Answer.Stream stream -> {
                writeStream(stream);
                yield false;
            }
            case Answer.Half half -> {
                writeHalf(half.whole());
                yield false;
            }
            case Answer.Dropped dropped -> false;
            case Answer.Reset reset -> {
                socket.setSoLinger(true, 0);
                yield false;
            }
        };
    }

    private void writeWhole(Answer.Whole whole, boolean withBody, boolean keepAlive)
            throws IOException {
        var bytes = head(whole, keepAlive);
        if (withBody) {
            bytes.write(whole.body().bytes());
        }
        bytes.writeTo(out);
        out.flush();
    }

    private void writeHalf(Answer.Whole whole) throws IOException {
        var bytes = head(whole, false);
        bytes.write(whole.body().half().bytes());
        bytes.writeTo(out);
        out.flush();
    }

    private void writeStream(Answer.Stream stream) throws IOException {
        var head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        line(head, "Content-Type", stream.contentType());
        line(head, "Cache-Control", "no-store");
        line(head, "Connection", "close");
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.flush();
        stream.writer().writeTo(out);
    }

    private static ByteArrayOutputStream head(Answer.Whole whole, boolean keepAlive) {
        var head = new StringBuilder(160);
        head.append("HTTP/1.1 ").append(whole.status()).append(' ');
        head.append(whole.status() < 400 ? "OK" : "Error").append("\r\n");
        whole.headers().forEach((name, value) -> line(head, name, value));
        if (whole.status() != 204) {
            line(head, "Content-Length", String.valueOf(whole.body().length()));
        }
        line(head, "Connection", keepAlive ? "keep-alive" : "close");
        head.append("\r\n");
        var bytes = new ByteArrayOutputStream(head.length() + whole.body().length());
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        return bytes;
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
