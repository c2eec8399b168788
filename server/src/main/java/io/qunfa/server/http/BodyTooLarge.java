package io.qunfa.server.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Thrown while a body is read that grows over the limit. */
final class BodyTooLarge extends IOException {

    private final long limitBytes;

    BodyTooLarge(long limitBytes) {
        super("the body is larger than %d bytes".formatted(limitBytes));
        this.limitBytes = limitBytes;
    }

    static Optional<BodyTooLarge> in(@Nullable Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return Optional.of(tooLarge);
            }
        }
        return Optional.empty();
    }

    Problem problem() {
        return new Problem(
                HttpStatus.CONTENT_TOO_LARGE, "too-large", Map.of("limitBytes", limitBytes));
    }
}
