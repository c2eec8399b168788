package io.qunfa.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * Programs on this machine. What a proxy passed on, even one on this machine, comes from elsewhere.
 */
final class LocalCallers {

    private static final List<String> PASSED_ON =
            List.of(
                    "Forwarded",
                    "X-Forwarded-By",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Via");

    private LocalCallers() {}

    static boolean matches(HttpServletRequest request) {
        return !isPassedOn(request) && isLoopback(request.getRemoteAddr());
    }

    /** Tomcat takes X-Forwarded-For away once it has believed it, and leaves X-Forwarded-By. */
    private static boolean isPassedOn(HttpServletRequest request) {
        return PASSED_ON.stream().anyMatch(name -> request.getHeader(name) != null);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
