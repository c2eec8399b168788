package io.qunfa.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qunfa.server.access.IdempotentRequests.Answer;
import io.qunfa.server.access.IdempotentRequests.Claim;
import io.qunfa.server.access.IdempotentRequests.Request;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes a POST with an {@code Idempotency-Key} happen once: the same request again gets the first
 * answer again. What failed on our side is not kept.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

    private final IdempotentRequests requests;
    private final ProblemWriter problems;

    IdempotencyFilter(IdempotentRequests requests, ProblemWriter problems) {
        this.requests = requests;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        var operator = operator();
        if (key == null || operator.isEmpty() || !request.getMethod().equals("POST")) {
            chain.doFilter(request, response);
            return;
        }
        if (!KEY.matcher(key).matches()) {
            problems.write(Problem.invalid(HEADER, "not-a-key"), request, response);
            return;
        }
        var again = new RepeatableRequest(request);
        var asked = new Request(operator.get().id(), key, digest(again));
        switch (requests.claim(asked)) {
            case Claim.Mine() -> answer(asked, again, response, chain);
            case Claim.Answered(var answer) -> repeat(answer, response);
            case Claim.Running() -> refuse(HttpStatus.CONFLICT, "request-running", again, response);
            case Claim.Reused() ->
                    refuse(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "idempotency-key-reused",
                            again,
                            response);
        }
    }

    private static Optional<Operator> operator() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Operator operator
                ? Optional.of(operator)
                : Optional.empty();
    }

    private void answer(
            Request asked,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var caching = new ContentCachingResponseWrapper(response);
        var settled = false;
        try {
            chain.doFilter(request, caching);
            if (caching.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
                requests.settle(
                        asked,
                        new Answer(
                                caching.getStatus(),
                                caching.getContentType(),
                                new String(caching.getContentAsByteArray(), UTF_8)));
                settled = true;
            }
        } finally {
            if (!settled) {
                requests.release(asked);
            }
        }
        caching.copyBodyToResponse();
    }

    private static void repeat(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        response.getOutputStream().write(answer.body().getBytes(UTF_8));
    }

    private void refuse(
            HttpStatus status,
            String code,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        problems.write(new Problem(status, code, Map.of()), request, response);
    }

    private static String digest(RepeatableRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((request.getRequestURI() + "\n").getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(request.body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request whose body has been read and can be read again. */
    private static final class RepeatableRequest extends HttpServletRequestWrapper {

        private final byte[] body;

        RepeatableRequest(HttpServletRequest request) throws IOException {
            super(request);
            body = request.getInputStream().readAllBytes();
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BodyStream(new ByteArrayInputStream(body));
        }
    }

    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BodyStream(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is already here");
        }
    }
}
