package io.qunfa.server.inbox;

import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.Verdict;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The callback address {@code /wx/{key}}. A servlet and no controller: the platform waits five
 * seconds at most, and this is the shortest way.
 */
@Component
final class CallbackServlet extends HttpServlet {

    static final int MAX_BODY_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(CallbackServlet.class);

    private final transient Doors doors;
    private final transient Pushes pushes;

    CallbackServlet(Doors doors, Pushes pushes) {
        this.doors = doors;
        this.pushes = pushes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var door = doors.look(key(request));
        var query = query(request);
        if (door.isEmpty() || query.isEmpty()) {
            response.setStatus(door.isEmpty() ? 404 : 400);
            return;
        }
        var echo = query.get().echo();
        var verdict = pushes.handshake(door.get(), query.get());
        if (verdict != Verdict.GENUINE || echo.isEmpty()) {
            refuse(response, door.get(), verdict);
            return;
        }
        answer(response, "text/plain", echo.get());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var door = doors.find(key(request));
        var query = query(request);
        if (door.isEmpty() || query.isEmpty()) {
            response.setStatus(door.isEmpty() ? 404 : 400);
            return;
        }
        var body = body(request);
        if (body.length > MAX_BODY_BYTES) {
            response.setStatus(413);
            return;
        }
        if (body.length == 0) {
            acknowledge(response, door.get(), query.get());
            return;
        }
        take(response, door.get(), query.get(), body);
    }

    /** All of it, or one byte more than is allowed; in an array as long as the header says. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        var length = request.getContentLength();
        return request.getInputStream()
                .readNBytes(length < 0 || length > MAX_BODY_BYTES ? MAX_BODY_BYTES + 1 : length);
    }

    /** The platform sometimes calls without a body, to see whether anybody is there. */
    private void acknowledge(HttpServletResponse response, Door door, CallbackQuery query)
            throws IOException {
        var verdict = door.verify(query);
        if (verdict == Verdict.GENUINE) {
            answer(response, "");
            return;
        }
        refuse(response, door, verdict);
    }

    private void take(HttpServletResponse response, Door door, CallbackQuery query, byte[] body)
            throws IOException {
        try {
            take(pushes.take(door, query, body), response, door);
        } catch (Intake.Overloaded e) {
            log.error("inbox.overloaded account={} reason={}", door.account().id(), e.getMessage());
            response.setStatus(503);
        }
    }

    private static void take(Pushes.Answer answer, HttpServletResponse response, Door door)
            throws IOException {
        switch (answer) {
            case Pushes.Answer.Body(var text) -> answer(response, text);
            case Pushes.Answer.Refusal(var verdict) -> refuse(response, door, verdict);
            case Pushes.Answer.Unreadable(var problem) -> {
                log.warn("inbox.unreadable account={} problem={}", door.account().id(), problem);
                response.setStatus(400);
            }
        }
    }

    private static void refuse(HttpServletResponse response, Door door, Verdict verdict) {
        log.warn("inbox.refused account={} verdict={}", door.account().id(), verdict);
        response.setStatus(
                switch (verdict) {
                    case GENUINE, INCOMPLETE -> 400;
                    case WRONG_SIGNATURE, STALE -> 403;
                });
    }

    private static String key(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getPathInfo(), "/").substring(1);
    }

    private static Optional<CallbackQuery> query(HttpServletRequest request) {
        try {
            return Optional.of(
                    CallbackQuery.parse(Objects.requireNonNullElse(request.getQueryString(), "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        answer(response, type(text), text);
    }

    private static String type(String text) {
        if (text.startsWith("<")) {
            return "text/xml";
        }
        return text.startsWith("{") ? "application/json" : "text/plain";
    }

    private static void answer(HttpServletResponse response, String type, String text)
            throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
