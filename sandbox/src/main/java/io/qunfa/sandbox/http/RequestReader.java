package io.qunfa.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads one request completely. */
final class RequestReader {

    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    /** A caller who is cut off in the middle of sending does not read why. */
    private static final int MAX_IGNORED_BYTES = 4 * MAX_BODY_BYTES;

    private RequestReader() {}

    static Request read(HttpExchange exchange, Wire wire) throws IOException {
        return Request.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers(exchange),
                body(exchange.getRequestBody()),
                wire.callerAddress(),
                wire.isSecure());
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, all) -> headers.put(name.toLowerCase(Locale.ROOT), all.get(0)));
        return headers;
    }

    private static Body body(InputStream in) throws IOException {
        var bytes = bytes(in);
        if (bytes.length > MAX_BODY_BYTES) {
            ignoreRest(in);
            throw new MalformedRequest(413, "the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        return new Body(bytes);
    }

    /** The JDK's server throws an unchecked exception at some sizes of chunks that are none. */
    private static byte[] bytes(InputStream in) throws IOException {
        try {
            return in.readNBytes(MAX_BODY_BYTES + 1);
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedRequest(400, "the size of a chunk is not one: " + e.getMessage());
        }
    }

    private static void ignoreRest(InputStream in) throws IOException {
        var bytes = new byte[64 * 1024];
        int left = MAX_IGNORED_BYTES;
        for (int read = in.read(bytes); read >= 0 && left > 0; read = in.read(bytes)) {
            left -= read;
        }
    }
}
