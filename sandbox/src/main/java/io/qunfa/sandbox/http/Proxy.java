package io.qunfa.sandbox.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Greets like a proxy. A {@code CONNECT} to a host of the platform is a tunnel that ends here, and
 * a request with a whole {@code http:} address of one, as the platform's pictures have, is answered
 * here. Any other host is refused. It never connects to anywhere.
 */
final class Proxy implements Greeting {

    private static final int MAX_HEAD_BYTES = 8 * 1024;
    private static final Pattern CONNECTION = Pattern.compile("(?im)^(proxy-)?connection:.*\\r\\n");

    private final Greeting tls;

    Proxy(Greeting tls) {
        this.tls = tls;
    }

    @Override
    public Caller greet(Socket accepted) throws IOException {
        var head = readHead(accepted.getInputStream());
        var words = head.split(" ", 3);
        if (words.length < 3) {
            throw refuse(accepted, 400, "This is a proxy.");
        }
        if (words[0].equals("CONNECT")) {
            return tunnel(accepted, words[1].toLowerCase(Locale.ROOT));
        }
        return request(accepted, words[1], head);
    }

    private Caller tunnel(Socket accepted, String target) throws IOException {
        var end = target.endsWith(":443") ? tls : target.endsWith(":80") ? NONE : null;
        if (end == null || !PlatformHosts.contains(withoutPort(target))) {
            throw refuse(
                    accepted, 403, "Only tunnels to " + PlatformHosts.ALL + ", port 443 or 80.");
        }
        write(accepted, "HTTP/1.1 200 Connection established\r\n\r\n");
        return end.greet(accepted);
    }

    private static Caller request(Socket accepted, String target, String head) throws IOException {
        if (!isOfThePlatform(target)) {
            throw refuse(accepted, 403, "Only http addresses of " + PlatformHosts.ALL + ".");
        }
        return new Caller(accepted, once(head));
    }

    private static boolean isOfThePlatform(String target) {
        try {
            var address = URI.create(target);
            var host = address.getHost();
            return "http".equals(address.getScheme())
                    && host != null
                    && PlatformHosts.contains(host.toLowerCase(Locale.ROOT))
                    && (address.getPort() == -1 || address.getPort() == 80);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The next request of a caller may be for another host, so it gets a connection of its own. */
    private static String once(String head) {
        return CONNECTION
                .matcher(head)
                .replaceAll("")
                .replaceFirst("\r\n", "\r\nConnection: close\r\n");
    }

    /** Byte by byte: what follows the head belongs to the handshake or is the body. */
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
        return new IOException("refused: " + why);
    }

    private static void write(Socket caller, String text) throws IOException {
        caller.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
