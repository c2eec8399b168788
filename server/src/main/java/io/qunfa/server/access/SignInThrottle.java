package io.qunfa.server.access;

import io.qunfa.server.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords. It counts in the database, for all nodes, by name and by
 * address, and by the database's time.
 */
@Component
final class SignInThrottle {

    private static final int FAILURES_PER_NAME = 10;
    private static final int FAILURES_PER_ADDRESS = 50;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final JdbcClient jdbc;

    SignInThrottle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void check(String name, String address) {
        var blocked =
                jdbc.sql(
                                """
                                SELECT count(*) FROM access.sign_in_failure
                                WHERE since > now() - make_interval(secs => :window)
                                  AND (subject = :name AND failures >= :perName
                                       OR subject = :address AND failures >= :perAddress)
                                """)
                        .param("window", WINDOW.toSeconds())
                        .param("name", byName(name))
                        .param("address", byAddress(address))
                        .param("perName", FAILURES_PER_NAME)
                        .param("perAddress", FAILURES_PER_ADDRESS)
                        .query(Integer.class)
                        .single();
        if (blocked > 0) {
            throw new Problem(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-sign-ins",
                    Map.of("minutes", WINDOW.toMinutes()));
        }
    }

    void failed(String name, String address) {
        for (var subject : List.of(byName(name), byAddress(address))) {
            jdbc.sql(
                            """
                            INSERT INTO access.sign_in_failure AS f (subject, failures, since)
                            VALUES (:subject, 1, now())
                            ON CONFLICT (subject) DO UPDATE SET
                                failures = CASE WHEN f.since > now() - make_interval(secs => :window)
                                                THEN f.failures + 1 ELSE 1 END,
                                since = CASE WHEN f.since > now() - make_interval(secs => :window)
                                             THEN f.since ELSE now() END
                            """)
                    .param("subject", subject)
                    .param("window", WINDOW.toSeconds())
                    .update();
        }
    }

    void succeeded(String name) {
        jdbc.sql(
                        """
                        DELETE FROM access.sign_in_failure
                        WHERE subject = :name OR since < now() - make_interval(secs => :window)
                        """)
                .param("name", byName(name))
                .param("window", WINDOW.toSeconds())
                .update();
    }

    private static String byName(String name) {
        return "name " + name;
    }

    private static String byAddress(String address) {
        return "address " + address;
    }
}
