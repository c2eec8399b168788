package io.qunfa.server.http;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** How many rows a list may have. One row more is read, to know whether there is a next page. */
public final class Limit {

    private static final int MOST = 100;

    private Limit() {}

    /**
     * The number asked for, if it is one.
     *
     * @throws Problem 400 otherwise
     */
    public static int require(int limit) {
        return require(limit, MOST);
    }

    /**
     * The number asked for, if it is one.
     *
     * @throws Problem 400 otherwise
     */
    public static int require(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "invalid-request",
                    Map.of(),
                    List.of(
                            new Problem.FieldError(
                                    "limit",
                                    "out-of-range",
                                    Map.of("least", 1, "most", most, "value", limit))));
        }
        return limit;
    }
}
