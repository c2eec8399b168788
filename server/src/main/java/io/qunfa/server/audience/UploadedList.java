package io.qunfa.server.audience;

import io.qunfa.client.OpenId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.roaringbitmap.RoaringBitmap;

/**
 * Followers who were named in a file. Their numbers are kept, and their OpenIDs are not.
 *
 * @param members who of those named followed when it was uploaded
 * @param lines that named somebody
 * @param unknown how many named somebody who does not follow
 * @param sample the first of them; known only right after the upload
 */
record UploadedList(
        UUID id,
        String name,
        RoaringBitmap members,
        long lines,
        long unknown,
        List<OpenId> sample,
        Instant createdAt) {

    UploadedList {
        sample = List.copyOf(sample);
    }

    /** How many lines named somebody who had been named before. */
    long repeated() {
        return lines - unknown - members.getLongCardinality();
    }
}
