package io.qunfa.server.content;

import io.qunfa.client.MediaId;
import io.qunfa.client.MediaKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that was uploaded through this server.
 *
 * @param url where a permanent picture is shown
 * @param uploadedBy the operator's name
 * @param expiresAt empty if it stays
 */
record MediaItem(
        UUID id,
        MediaId mediaId,
        MediaKind kind,
        String name,
        long bytes,
        Optional<String> url,
        Instant uploadedAt,
        String uploadedBy,
        Optional<Instant> expiresAt) {

    boolean permanent() {
        return expiresAt.isEmpty();
    }
}
