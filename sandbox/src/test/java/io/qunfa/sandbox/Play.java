package io.qunfa.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that the sandbox does, and the test in which it can be seen to do it: a line of {@code
 * plays.tsv}.
 *
 * @param what a path of the platform, or {@code push}, {@code fault} or {@code page}
 * @param which an errcode, 0 for a success; the kind of the push, the effect, or the page
 * @param evidence of a refusal, as the event log gives it
 * @param test class and method
 */
record Play(String what, String which, String evidence, String test) {

    static final Path FILE = Path.of("src/test/resources/io/qunfa/sandbox/plays.tsv");

    private static final String HEADER =
            """
            # What the tests make the sandbox do. Written by the tests with -Dqunfa.update.
            # what\twhich\tevidence\ttest
            """;

    /** What is played: one test is enough. */
    String key() {
        return what + "\t" + which;
    }

    boolean isBy(String className) {
        return test.startsWith(className + ".");
    }

    static Map<String, Play> read() {
        try {
            var plays = new TreeMap<String, Play>();
            for (var line : Files.exists(FILE) ? Files.readAllLines(FILE) : List.<String>of()) {
                if (!line.startsWith("#")) {
                    var cells = line.split("\t", -1);
                    var play = new Play(cells[0], cells[1], cells[2], cells[3]);
                    plays.put(play.key(), play);
                }
            }
            return plays;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Collection<Play> plays) {
        var text = new StringBuilder(HEADER);
        plays.stream()
                .sorted(Comparator.comparing(Play::key))
                .forEach(
                        play ->
                                text.append(play.key())
                                        .append('\t')
                                        .append(play.evidence())
                                        .append('\t')
                                        .append(play.test())
                                        .append('\n'));
        try {
            Files.writeString(FILE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
