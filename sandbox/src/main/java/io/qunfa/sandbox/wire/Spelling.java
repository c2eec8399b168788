package io.qunfa.sandbox.wire;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Spelling {

    private static final int MAX_LENGTH = 100;

    private Spelling() {}

    /** The known word that needs the fewest changed letters. */
    public static String nearest(String word, Collection<String> known) {
        var start = word.substring(0, Math.min(word.length(), MAX_LENGTH));
        return known.stream()
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(start, candidate))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** The known word that was probably meant: no more than a third of its letters is changed. */
    static Optional<String> probable(String word, Collection<String> known) {
        if (known.isEmpty() || word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var nearest = nearest(word, known);
        int most = Math.max(1, nearest.length() / 3);
        return distance(word, nearest) <= most ? Optional.of(nearest) : Optional.empty();
    }

    /** How many letters are to be changed. */
    static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted =
                        left.charAt(i - 1) == right.charAt(j - 1) ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
