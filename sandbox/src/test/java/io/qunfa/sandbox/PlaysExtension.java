package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every test to what {@code plays.tsv} says it makes the sandbox do, because the page of the
 * sandbox's conformance repeats it. With {@code -Dqunfa.update} the tests write the file.
 */
public final class PlaysExtension
        implements BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** Plays by test, key and evidence; an absent test did not run, or failed. */
    private final Map<String, Map<String, String>> seenByTest = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        Playbill.clear();
    }

    /** The invocations of a parameterised test play together. */
    @Override
    public void afterEach(ExtensionContext context) {
        var test = name(context) + "." + context.getRequiredTestMethod().getName();
        if (context.getExecutionException().isEmpty()) {
            seenByTest.computeIfAbsent(test, first -> new TreeMap<>()).putAll(Playbill.seen());
            if (System.getProperty("qunfa.update") != null) {
                Examples.keep(Playbill.examples());
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (System.getProperty("qunfa.update") == null) {
            Play.read().values().stream()
                    .filter(play -> play.isBy(name(context)))
                    .forEach(this::requireSeen);
        } else {
            update(name(context));
        }
    }

    private void requireSeen(Play play) {
        var seen = seenByTest.get(play.test());
        if (seen != null) {
            assertThat(seen)
                    .as("plays.tsv: what %s makes the sandbox do", play.test())
                    .containsEntry(play.key(), play.evidence());
        }
    }

    private void update(String className) {
        var plays = Play.read();
        plays.values().removeIf(play -> play.isBy(className) && !isSeen(play));
        new TreeMap<>(seenByTest)
                .forEach(
                        (test, seen) ->
                                seen.forEach((key, evidence) -> add(plays, key, evidence, test)));
        Play.write(plays.values());
    }

    private boolean isSeen(Play play) {
        return seenByTest
                .getOrDefault(play.test(), Map.of())
                .getOrDefault(play.key(), "never")
                .equals(play.evidence());
    }

    private static void add(Map<String, Play> plays, String key, String evidence, String test) {
        var parts = key.split("\t", -1);
        plays.putIfAbsent(key, new Play(parts[0], parts[1], evidence, test));
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName();
    }
}
