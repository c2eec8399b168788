package io.qunfa.server.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

final class BatchesTest {

    @Test
    void a_follower_left_alone_gets_company() {
        assertThat(Batches.sizes(10_001)).isEqualTo(List.of(9_999, 2));
        assertThat(Batches.sizes(20_001)).isEqualTo(List.of(10_000, 9_999, 2));
        assertThat(Batches.sizes(20_000)).isEqualTo(List.of(10_000, 10_000));
        assertThat(Batches.sizes(2)).isEqualTo(List.of(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    void fewer_than_two_cannot_be_cut(int followers) {
        assertThatThrownBy(() -> Batches.sizes(followers))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_list_is_cut_into_batches_that_the_platform_takes() {
        for (var followers = 2; followers < 50_000; followers++) {
            var sizes = Batches.sizes(followers);

            assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(followers);
            assertThat(sizes).allMatch(size -> size >= 2 && size <= 10_000);
            assertThat(sizes).hasSize((followers + 9_999) / 10_000);
        }
    }

    @Test
    void a_cut_loses_nobody_and_names_nobody_twice() {
        var random = new SplittableRandom(7);
        for (var round = 0; round < 50; round++) {
            var followers = followers(random, random.nextInt(2, 60_000));

            var batches = Batches.cut(followers);

            var together = new RoaringBitmap();
            batches.forEach(
                    batch -> {
                        assertThat(batch.getCardinality()).isBetween(2, 10_000);
                        assertThat(RoaringBitmap.intersects(together, batch)).isFalse();
                        together.or(batch);
                    });
            assertThat(together).isEqualTo(followers);
        }
    }

    private static RoaringBitmap followers(SplittableRandom random, int count) {
        var followers = new RoaringBitmap();
        while (followers.getCardinality() < count) {
            followers.add(random.nextInt(0, 10_000_000));
        }
        return followers;
    }
}
