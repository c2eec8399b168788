package io.qunfa.server.account;

import io.qunfa.client.RawAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody wrote by hand, and what came of it; secrets are masked.
 *
 * @param byName who made it
 * @param body null without one; of a form, nothing but the name of its file is kept
 */
record CallByHand(
        UUID id,
        Instant at,
        String byName,
        String method,
        String path,
        Map<String, String> query,
        @Nullable String body,
        @Nullable String fileName,
        Answer answer) {

    /**
     * What the platform answered.
     *
     * @param answered false if nothing came; the rest is then empty
     * @param text the answer, cut at {@value CallsByHand#LONGEST_KEPT} characters; empty for a file
     */
    record Answer(
            boolean answered,
            int status,
            String contentType,
            long bytes,
            Optional<String> text,
            int code,
            Optional<String> rid,
            Duration took) {

        static Answer of(RawAnswer raw, String path) {
            return new Answer(
                    true,
                    raw.status(),
                    raw.contentType(),
                    raw.size(),
                    raw.text().map(text -> Masks.text(path, text)),
                    raw.code(),
                    raw.rid(),
                    raw.took());
        }

        static Answer none(Duration took) {
            return new Answer(false, 0, "", 0, Optional.empty(), 0, Optional.empty(), took);
        }
    }
}
