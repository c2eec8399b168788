package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Request;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses what a foreign web page makes a browser send: its {@code Origin} is the page's, and after
 * DNS rebinding its {@code Host} is the page's.
 */
final class LocalCallers {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final boolean anyAddress;

    /** Bound to more than loopback, the sandbox is also reached by its address. */
    LocalCallers(InetAddress bindAddress) {
        this.anyAddress = !bindAddress.isLoopbackAddress();
    }

    void require(Request request) {
        var host = request.header("host").orElse("");
        if (!isLocal(withoutPort(host))) {
            throw ControlProblem.forbidden("the Host is not this machine: " + host);
        }
        var origin = request.header("origin").orElse("");
        if (!origin.isEmpty() && !isLocal(hostOf(origin))) {
            throw ControlProblem.forbidden("the Origin is not this machine: " + origin);
        }
    }

    private boolean isLocal(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches() || (anyAddress && ADDRESS.matcher(name).matches());
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String hostOf(String origin) {
        try {
            var host = URI.create(origin).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
