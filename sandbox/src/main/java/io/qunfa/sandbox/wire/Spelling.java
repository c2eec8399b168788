package io.qunfa.sandbox.wire;

import java.util.Collection;
import java.util.Comparator;

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

    private static int distance(String left, String right) {
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
