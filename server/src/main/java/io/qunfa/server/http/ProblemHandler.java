package io.qunfa.server.http;

import io.qunfa.client.WeChatException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** The one place where a request that failed becomes an answer. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final Map<Integer, String> CODES =
            Map.of(
                    400, "malformed-request",
                    404, "not-found",
                    405, "method-not-allowed",
                    406, "not-acceptable",
                    413, "too-large",
                    415, "unsupported-media-type");

    private final ProblemWriter problems;

    ProblemHandler(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(Problem problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.detail(problem, request));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(BodyTooLarge tooLarge, HttpServletRequest request) {
        return handle(tooLarge.problem(), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(WeChatException refusal, HttpServletRequest request) {
        return handle(PlatformProblem.of(refusal, problems.language(request)), request);
    }

    /** Nothing, where the answer has begun, as that of a stream has. */
    @ExceptionHandler
    @Nullable ResponseEntity<ProblemDetail> handleUnforeseen(
            Exception e, HttpServletRequest request, HttpServletResponse response) {
        log.error("request.failed method={}", request.getMethod(), e);
        if (response.isCommitted()) {
            return null;
        }
        return handle(
                new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", Map.of()), request);
    }

    /**
     * What Spring itself refuses: a wrong method, JSON that is none, an address that is not there.
     */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = problem(e, HttpStatus.valueOf(status.value()));
        var servletRequest = ((ServletWebRequest) request).getRequest();
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.detail(problem, servletRequest));
    }

    private static Problem problem(Exception e, HttpStatus status) {
        if (e.getCause() instanceof StorableText.Refused refused) {
            return refused.problem();
        }
        return BodyTooLarge.in(e)
                .map(BodyTooLarge::problem)
                .orElseGet(
                        () ->
                                e.getCause() instanceof DatabindException misread
                                        ? misread(status, misread)
                                        : problem(status));
    }

    private static Problem misread(HttpStatus status, DatabindException misread) {
        return new Problem(status, problem(status).code(), Map.of(), Misread.errors(misread));
    }

    static Problem problem(HttpStatus status) {
        var other = status.is4xxClientError() ? "malformed-request" : "internal-error";
        return new Problem(status, CODES.getOrDefault(status.value(), other), Map.of());
    }
}
