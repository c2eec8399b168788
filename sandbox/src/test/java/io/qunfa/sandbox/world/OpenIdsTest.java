package io.qunfa.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdsTest {

    private final OpenIds openIds = new OpenIds(42);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 9_999_999, Integer.MAX_VALUE})
    void an_openid_leads_back_to_its_number(int number) {
        assertThat(openIds.numberOf(openIds.of(number))).hasValue(number);
    }

    @Test
    void an_openid_looks_like_the_platforms() {
        assertThat(openIds.of(7))
                .matches("o[A-Za-z0-9_-]{27}")
                .startsWith(openIds.of(8).substring(0, 6));
    }

    @Test
    void no_two_numbers_share_an_openid() {
        var seen = new HashSet<String>();
        for (int number = 0; number < 10_000; number++) {
            assertThat(seen.add(openIds.of(number))).isTrue();
        }
    }

    @Test
    void the_same_key_gives_the_same_openids_and_another_key_others() {
        assertThat(new OpenIds(42).of(7)).isEqualTo(openIds.of(7));
        assertThat(new OpenIds(43).of(7)).isNotEqualTo(openIds.of(7));
    }

    @Test
    void an_openid_of_another_account_or_with_a_changed_letter_is_nobodys() {
        var id = openIds.of(7);
        var changed = id.substring(0, 27) + (id.endsWith("A") ? 'B' : 'A');

        assertThat(openIds.numberOf(new OpenIds(43).of(7))).isEmpty();
        assertThat(openIds.numberOf(changed)).isEmpty();
        assertThat(openIds.numberOf(id.substring(0, 20) + "!中文é....")).isEmpty();
        assertThat(openIds.numberOf("")).isEmpty();
    }
}
