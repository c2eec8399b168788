package io.qunfa.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One request as it went over the wire, for logs and counters. It contains no token and no secret.
 *
 * @param path without host and query, for example {@code /cgi-bin/user/get}
 * @param request the redacted request line
 * @param startedAt by the client's clock
 * @param took by the monotonic clock
 * @param answered whether there was an answer that could be understood
 * @param code the {@code errcode}, 0 for success
 * @param rid the platform's number for a refused request
 */
public record CompletedCall(
        String path,
        String request,
        Instant startedAt,
        Duration took,
        boolean answered,
        int code,
        Optional<String> rid) {

    static CompletedCall unanswered(Request request, Instant startedAt, Duration took) {
        return new CompletedCall(
                request.path(), request.redacted(), startedAt, took, false, 0, Optional.empty());
    }
}
