package io.qunfa.server.inbox;

import io.qunfa.client.callback.CallbackQuery;
import io.qunfa.client.callback.MalformedPush;
import io.qunfa.client.callback.Verdict;
import io.qunfa.protocol.MessageCipher;
import io.qunfa.server.account.Account;
import io.qunfa.server.account.Accounts;
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
    private static final byte[] SUCCESS = "success".getBytes(StandardCharsets.US_ASCII);

    private final transient Accounts accounts;
    private final transient Pushes pushes;

    CallbackServlet(Accounts accounts, Pushes pushes) {
        this.accounts = accounts;
        this.pushes = pushes;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var account = account(request);
        var query = query(request);
        if (account.isEmpty() || query.isEmpty()) {
            response.setStatus(account.isEmpty() ? 404 : 400);
            return;
        }
        var echo = query.get().echo();
        var verdict = pushes.handshake(account.get(), query.get());
        if (verdict != Verdict.GENUINE || echo.isEmpty()) {
            refuse(response, account.get(), verdict);
            return;
        }
        answer(response, echo.get().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var account = account(request);
        var query = query(request);
        if (account.isEmpty() || query.isEmpty()) {
            response.setStatus(account.isEmpty() ? 404 : 400);
            return;
        }
        var body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            response.setStatus(413);
            return;
        }
        take(response, account.get(), query.get(), body);
    }

    private void take(
            HttpServletResponse response, Account account, CallbackQuery query, byte[] body)
            throws IOException {
        try {
            var verdict = pushes.take(account, query, body);
            if (verdict != Verdict.GENUINE) {
                refuse(response, account, verdict);
                return;
            }
            answer(response, body.length == 0 ? new byte[0] : SUCCESS);
        } catch (MalformedPush | MessageCipher.Undecipherable e) {
            log.warn("inbox.malformed account={} reason={}", account.id(), e.getMessage());
            response.setStatus(400);
        }
    }

    private static void refuse(HttpServletResponse response, Account account, Verdict verdict) {
        log.warn("inbox.refused account={} verdict={}", account.id(), verdict);
        response.setStatus(
                switch (verdict) {
                    case GENUINE, INCOMPLETE -> 400;
                    case WRONG_SIGNATURE, STALE -> 403;
                });
    }

    private Optional<Account> account(HttpServletRequest request) {
        var path = Objects.requireNonNullElse(request.getPathInfo(), "/");
        return accounts.byKey(path.substring(1));
    }

    private static Optional<CallbackQuery> query(HttpServletRequest request) {
        try {
            return Optional.of(
                    CallbackQuery.parse(Objects.requireNonNullElse(request.getQueryString(), "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void answer(HttpServletResponse response, byte[] text) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
