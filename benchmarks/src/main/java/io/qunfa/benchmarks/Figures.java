package io.qunfa.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** The figures of repeated runs, with the machine they were taken on. */
record Figures(String name, String unit, double... runs) {

    Figures {
        if (runs.length == 0) {
            throw new IllegalArgumentException("a figure needs at least one run");
        }
        runs = runs.clone();
        Arrays.sort(runs);
    }

    double median() {
        int middle = runs.length / 2;
        return runs.length % 2 == 1 ? runs[middle] : (runs[middle - 1] + runs[middle]) / 2;
    }

    double worst() {
        return runs[runs.length - 1];
    }

    String report() {
        return String.format(
                Locale.ROOT,
                "%s: median %.0f %s, best %.0f, worst %.0f (%d runs, %d cores, Java %s)",
                name,
                median(),
                unit,
                runs[0],
                worst(),
                runs.length,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
    }
}
