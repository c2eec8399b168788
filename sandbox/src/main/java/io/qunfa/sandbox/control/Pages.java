package io.qunfa.sandbox.control;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.http.HttpHandler;
import io.qunfa.sandbox.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox's pages, if their jar is on the classpath. */
public final class Pages implements HttpHandler {

    private static final String ROOT = "/io/qunfa/sandbox/pages/";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; media-src 'self';"
                    + " style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2");

    private final LocalCallers localCallers;

    public Pages(InetAddress bindAddress) {
        this.localCallers = new LocalCallers(bindAddress);
    }

    /** Whether this request is for a page and not for the platform. */
    public static boolean isPage(Request request) {
        return request.path().equals("/") || request.path().startsWith("/pages/");
    }

    @Override
    public Answer handle(Request request) {
        try {
            localCallers.require(request);
        } catch (ControlProblem problem) {
            return Answer.text(problem.status(), problem.reason());
        }
        var name = request.path().equals("/") ? "index.html" : request.path().substring(7);
        var file = read(name);
        if (file != null) {
            return Answer.of(200, typeOf(name), file)
                    .with("X-Content-Type-Options", "nosniff")
                    .with("Content-Security-Policy", POLICY);
        }
        return request.path().equals("/")
                ? Answer.text(200, "Qunfa sandbox. Control surface: /_sandbox/state\n")
                : Answer.text(404, "no such page\n");
    }

    private static byte @Nullable [] read(String name) {
        if (name.contains("..") || name.startsWith("/")) {
            return null;
        }
        try (InputStream file = Pages.class.getResourceAsStream(ROOT + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static String typeOf(String name) {
        return TYPES.getOrDefault(
                name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }
}
