package io.qunfa.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowerSetTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void both_forms_walk_the_same_way(int distance) {
        var bits = new BitSet();
        for (int i = 0; i < 5; i++) {
            bits.set(i * distance);
        }
        var set = FollowerSet.of((BitSet) bits.clone());

        assertThat(set.size()).isEqualTo(5);
        assertThat(set.contains(2 * distance)).isTrue();
        assertThat(set.contains(5 * distance)).isFalse();
        assertThat(set.advance(0, 2)).isEqualTo(distance + 1);
        assertThat(set.advance(distance + 1, 3)).isEqualTo(4 * distance + 1);
        assertThat(set.advance(0, 6)).isEqualTo(Integer.MAX_VALUE);
        assertThat(set.toBits()).isEqualTo(bits);
    }
}
