package io.qunfa.server.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for what fails before it reaches a controller, in the same form as everything else. */
@RestController
@io.swagger.v3.oas.annotations.Hidden
final class ErrorAnswer implements ErrorController {

    private final ProblemWriter problems;

    ErrorAnswer(ProblemWriter problems) {
        this.problems = problems;
    }

    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var problem =
                ProblemHandler.problem(
                        status instanceof Integer code
                                ? HttpStatus.valueOf(code)
                                : HttpStatus.NOT_FOUND);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problems.detail(problem, request));
    }
}
