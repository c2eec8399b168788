package io.qunfa.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Greets like an HTTPS proxy: a {@code CONNECT} to a host of the platform is a tunnel that ends
 * here, one to any other host is refused. It never connects to anywhere.
 */
final class Tunnel implements Greeting {

    private static final int MAX_HEAD_BYTES = 8 * 1024;

    private final Greeting tls;

    Tunnel(Greeting tls) {
        this.tls = tls;
    }

    @Override
    public Socket greet(Socket accepted) throws IOException {
        var words = readHead(accepted.getInputStream()).split(" ", 3);
        if (words.length < 3 || !words[0].equals("CONNECT")) {
            throw refuse(accepted, 405, "This proxy makes tunnels (CONNECT) and nothing else.");
        }
        var target = words[1].toLowerCase(Locale.ROOT);
        if (!target.endsWith(":443") || !PlatformHosts.contains(withoutPort(target))) {
            throw refuse(accepted, 403, "Only tunnels to " + PlatformHosts.ALL + ", port 443.");
        }
        write(accepted, "HTTP/1.1 200 Connection established\r\n\r\n");
        return tls.greet(accepted);
    }

    /** Byte by byte: what follows the head belongs to the handshake. */
    private static String readHead(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int lineBytes = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && lineBytes == 0) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
            lineBytes = next == '\n' ? 0 : next == '\r' ? lineBytes : lineBytes + 1;
            if (head.size() == MAX_HEAD_BYTES) {
                throw new IOException("a head over " + MAX_HEAD_BYTES + " bytes");
            }
        }
        throw new IOException("the connection ended inside the head");
    }

    private static String withoutPort(String target) {
        return target.substring(0, target.lastIndexOf(':'));
    }

    private static IOException refuse(Socket caller, int status, String why) throws IOException {
        write(
                caller,
                "HTTP/1.1 %d Refused\r\nContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, why.length(), why));
        return new IOException("tunnel refused: " + why);
    }

    private static void write(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
