package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One HTTP request on one connection, written and read without a library that needs warming up. */
final class RawCall {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawCall() {}

    static String get(InetSocketAddress address, String pathAndQuery) throws IOException {
        return send(address, request("GET", pathAndQuery, "", "Connection: close\r\n"));
    }

    /** The whole answer, head and body, up to the end of the connection. */
    static String send(InetSocketAddress address, byte[] request) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static byte[] request(String method, String pathAndQuery, String body, String moreHeaders) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s\r\n%s"
                .formatted(method, pathAndQuery, length, moreHeaders, body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
