package io.qunfa.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests from one connection, one after the other. */
final class RequestReader {

    private static final int MAX_LINE_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private final InetAddress caller;
    private final int maxBodyBytes;

    RequestReader(InputStream in, OutputStream out, InetAddress caller, int maxBodyBytes) {
        this.in = in;
        this.out = out;
        this.caller = caller;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** The next request, or null when the caller closed the connection between two requests. */
    @Nullable Received next() throws IOException {
        var line = readLine();
        while (line != null && line.isEmpty()) {
            line = readLine();
        }
        if (line == null) {
            return null;
        }
        var words = line.split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.") || words[1].isEmpty()) {
            throw new MalformedRequest(400, "not a request line");
        }
        var headers = readHeaders();
        var request = Request.of(words[0], words[1], headers, readBody(headers), caller);
        return new Received(request, keepsAlive(words[2], headers));
    }

    private Map<String, String> readHeaders() throws IOException {
        var headers = new HashMap<String, String>();
        for (int count = 0; ; count++) {
            var line = readLine();
            if (line == null) {
                throw new MalformedRequest(400, "the connection ended inside the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || count == MAX_HEADERS) {
                throw new MalformedRequest(400, "not a header, or more than " + MAX_HEADERS);
            }
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            if (headers.putIfAbsent(name, value) != null && name.equals("content-length")) {
                throw new MalformedRequest(400, "two lengths");
            }
        }
    }

    private Body readBody(Map<String, String> headers) throws IOException {
        var encoding = headers.get("transfer-encoding");
        var length = headers.get("content-length");
        if (encoding != null && length != null) {
            throw new MalformedRequest(400, "a length and a transfer encoding");
        }
        if (encoding == null && length == null) {
            return Body.EMPTY;
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        return new Body(length == null ? readChunks() : readExactly(parseLength(length, 10)));
    }

    private byte[] readChunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var header = requireLine();
            int size = parseLength(header.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            if (body.size() + size > maxBodyBytes) {
                throw tooLarge();
            }
            body.write(readExactly(size));
            requireLine();
        }
        readHeaders();
        return body.toByteArray();
    }

    private int parseLength(String text, int radix) throws IOException {
        try {
            long length = Long.parseLong(text, radix);
            if (length > maxBodyBytes) {
                throw tooLarge();
            }
            if (length >= 0 && !text.startsWith("+") && !text.startsWith("-")) {
                return (int) length;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw new MalformedRequest(400, "not a length: " + text);
    }

    private MalformedRequest tooLarge() {
        return new MalformedRequest(413, "the body is larger than " + maxBodyBytes + " bytes");
    }

    private byte[] readExactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new MalformedRequest(400, "the connection ended inside the body");
        }
        return bytes;
    }

    private String requireLine() throws IOException {
        var line = readLine();
        if (line == null) {
            throw new MalformedRequest(400, "the connection ended inside the body");
        }
        return line;
    }

    private @Nullable String readLine() throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new MalformedRequest(431, "a line longer than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(b);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean keepsAlive(String version, Map<String, String> headers) {
        var connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        return version.equals("HTTP/1.0")
                ? connection.contains("keep-alive")
                : !connection.contains("close");
    }

    /** A request, and whether the caller means to send another one on this connection. */
    record Received(Request request, boolean keepAlive) {}
}
