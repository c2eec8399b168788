package io.qunfa.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class Uuid7Test {

    private static final Instant NOON = Instant.parse("2026-12-01T04:00:00Z");

    private final Uuid7 ids = new Uuid7(() -> NOON, new SecureRandom());

    @Test
    void an_id_tells_version_variant_and_time() {
        var id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void ids_of_one_millisecond_keep_their_order() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next().toString());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(UUID.fromString(made.getLast()).version()).isEqualTo(7);
    }
}
