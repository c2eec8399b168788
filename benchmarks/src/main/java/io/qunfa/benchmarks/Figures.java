package io.qunfa.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The figures of repeated runs, with the machine they were taken on.
 *
 * @param runs in ascending order
 */
record Figures(String name, String unit, List<Double> runs) {

    Figures {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one run");
        }
        runs = runs.stream().sorted().toList();
    }

    static Figures of(String name, String unit, double... runs) {
        return new Figures(name, unit, Arrays.stream(runs).boxed().toList());
    }

    double median() {
        int middle = runs.size() / 2;
        return runs.size() % 2 == 1
                ? runs.get(middle)
                : (runs.get(middle - 1) + runs.get(middle)) / 2;
    }

    String report() {
        return String.format(
                Locale.ROOT,
                "%s: median %s %s, lowest %s, highest %s (%d runs, %d cores, Java %s)",
                name,
                number(median()),
                unit,
                number(runs.getFirst()),
                number(runs.getLast()),
                runs.size(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }
}
