package io.qunfa.server.access;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The answers to requests that carried an {@code Idempotency-Key}, kept for a day. A request whose
 * server died before it answered may be made again after a while.
 */
@Component
class IdempotentRequests {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration GIVEN_UP = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    IdempotentRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose key it is, and what was asked with it. */
    record Request(OperatorId operator, String key, String digest) {}

    record Answer(int status, @Nullable String contentType, String body) {}

    /** What became of a request. */
    sealed interface Claim {
        /** Nobody made it yet; the caller does, and then settles it. */
        record Mine() implements Claim {}

        /** It was made and answered. */
        record Answered(Answer answer) implements Claim {}

        /** It is being made right now. */
        record Running() implements Claim {}

        /** The key belongs to a different request. */
        record Reused() implements Claim {}
    }

    @Transactional
    Claim claim(Request request) {
        jdbc.sql(
                        """
                        DELETE FROM access.idempotent_request
                        WHERE operator_id = :operator
                          AND (since < now() - make_interval(secs => :kept)
                               OR status IS NULL AND since < now() - make_interval(secs => :givenUp))
                        """)
                .param("operator", request.operator().value())
                .param("kept", KEPT.toSeconds())
                .param("givenUp", GIVEN_UP.toSeconds())
                .update();
        return insert(request) ? new Claim.Mine() : existing(request);
    }

    private boolean insert(Request request) {
        return jdbc.sql(
                                """
                                INSERT INTO access.idempotent_request (operator_id, key, digest)
                                VALUES (:operator, :key, :digest)
                                ON CONFLICT (operator_id, key) DO NOTHING
                                """)
                        .param("operator", request.operator().value())
                        .param("key", request.key())
                        .param("digest", request.digest())
                        .update()
                == 1;
    }

    private Claim existing(Request request) {
        return jdbc.sql(
                        """
                        SELECT digest = :digest AS same, status, content_type, body
                        FROM access.idempotent_request
                        WHERE operator_id = :operator AND key = :key
                        """)
                .param("operator", request.operator().value())
                .param("key", request.key())
                .param("digest", request.digest())
                .query(
                        (row, _) -> {
                            if (!row.getBoolean("same")) {
                                return new Claim.Reused();
                            }
                            if (row.getObject("status") == null) {
                                return new Claim.Running();
                            }
                            return new Claim.Answered(
                                    new Answer(
                                            row.getInt("status"),
                                            row.getString("content_type"),
                                            row.getString("body")));
                        })
                .single();
    }

    void settle(Request request, Answer answer) {
        jdbc.sql(
                        """
                        UPDATE access.idempotent_request
                        SET status = :status, content_type = :contentType, body = :body
                        WHERE operator_id = :operator AND key = :key
                        """)
                .param("operator", request.operator().value())
                .param("key", request.key())
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("body", answer.body())
                .update();
    }

    /** It came to nothing and may be made again. */
    void release(Request request) {
        jdbc.sql(
                        """
                        DELETE FROM access.idempotent_request
                        WHERE operator_id = :operator AND key = :key AND status IS NULL
                        """)
                .param("operator", request.operator().value())
                .param("key", request.key())
                .update();
    }
}
