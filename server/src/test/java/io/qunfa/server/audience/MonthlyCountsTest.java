package io.qunfa.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class MonthlyCountsTest {

    private static final MonthlyCounts NONE = MonthlyCounts.none(YearMonth.of(2026, 12));
    private static final int FOLLOWERS = 64;

    @Test
    void whoever_has_had_four_is_exhausted() {
        var counts = NONE;
        for (var message = 0; message < 4; message++) {
            assertThat(counts.exhausted().isEmpty()).isTrue();
            counts = counts.plus(RoaringBitmap.bitmapOf(7, 8));
        }

        assertThat(counts.exhausted()).isEqualTo(RoaringBitmap.bitmapOf(7, 8));
        assertThat(counts.histogram(RoaringBitmap.bitmapOf(6, 7, 8)))
                .containsExactly(1L, 0L, 0L, 0L, 2L);
    }

    @Test
    void a_fifth_counts_for_nobody() {
        var four = plus(NONE, 4, RoaringBitmap.bitmapOf(1));

        assertThat(four.plus(RoaringBitmap.bitmapOf(1))).isEqualTo(four);
    }

    @Test
    void counts_are_those_of_a_plain_array_whatever_happens() {
        var random = new Random(1);
        var expected = new int[FOLLOWERS];
        var counts = NONE;
        for (var step = 0; step < 2_000; step++) {
            var members = new RoaringBitmap();
            random.ints(20, 0, FOLLOWERS).forEach(members::add);
            if (random.nextInt(3) > 0) {
                counts = counts.plus(members);
                members.forEach((int no) -> expected[no] = Math.min(4, expected[no] + 1));
            } else {
                members.and(counts.atLeast().getFirst());
                counts = counts.minus(members);
                members.forEach((int no) -> expected[no]--);
            }
            assertMatches(counts, expected);
        }
    }

    private static void assertMatches(MonthlyCounts counts, int[] expected) {
        for (var no = 0; no < FOLLOWERS; no++) {
            for (var times = 1; times <= MonthlyCounts.LIMIT; times++) {
                assertThat(counts.atLeast().get(times - 1).contains(no))
                        .isEqualTo(expected[no] >= times);
            }
        }
    }

    private static MonthlyCounts plus(MonthlyCounts counts, int times, RoaringBitmap members) {
        var more = counts;
        for (var time = 0; time < times; time++) {
            more = more.plus(members);
        }
        return more;
    }
}
