package io.qunfa.sandbox.journal;

import java.time.Instant;

/**
 * A refused call as the platform shows it to whoever asks with its request id.
 *
 * @param rid the request id at the end of {@code errmsg}
 * @param appId empty if the call could not be assigned to an account
 * @param query with secrets shortened
 * @param millis how long it took
 */
public record RefusedCall(
        String rid,
        String appId,
        Instant time,
        String path,
        String query,
        String body,
        String answer,
        String caller,
        long millis) {

    int bytes() {
        return 2 * (query.length() + body.length() + answer.length()) + 300;
    }
}
