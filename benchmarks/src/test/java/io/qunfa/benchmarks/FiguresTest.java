package io.qunfa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void the_median_of_an_odd_number_of_runs_is_the_middle_one() {
        assertThat(Figures.of("x", "ms", 9, 1, 5).median()).isEqualTo(5);
    }

    @Test
    void the_median_of_an_even_number_of_runs_lies_between_the_two_in_the_middle() {
        assertThat(Figures.of("x", "ms", 4, 1, 2, 9).median()).isEqualTo(3);
    }

    @Test
    void a_report_names_the_runs_and_the_machine() {
        assertThat(Figures.of("calls", "a second", 15_000, 1.5).report())
                .startsWith("calls: median 7,501 a second, lowest 1.50, highest 15,000 (2 runs, ")
                .contains("Java");
    }

    @Test
    void no_runs_make_no_figure() {
        assertThatThrownBy(() -> Figures.of("x", "ms"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
