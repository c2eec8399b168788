package io.qunfa.sandbox;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.protocol.ReturnCode;
import io.qunfa.sandbox.faults.Effect;
import io.qunfa.sandbox.wire.DocumentedCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/sandbox-conformance.md}: everything the sandbox answers, and how we know. */
class ConformanceTest {

    private static final Path PAGE = Path.of("../docs/sandbox-conformance.md");
    private static final Path SOURCES = Path.of("src/main/java/io/qunfa/sandbox");
    private static final Path CALLS = Path.of("src/main/resources/io/qunfa/sandbox/wire/calls.tsv");
    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?[0-9]+(?![\\w.])");
    private static final String UNSUPPORTED = "45103";
    private static final String NO_TEST = "**no test**";

    private final Map<String, Play> plays = Play.read();
    private final DocumentedCalls calls = DocumentedCalls.read();

    @Test
    void the_page_is_current() throws IOException {
        var page = page();
        if (System.getProperty("qunfa.update") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(page)
                .as("run the integration tests, then this test, with -Dqunfa.update")
                .isEqualTo(Files.readString(PAGE));
    }

    @Test
    void the_tests_that_it_names_are_there() {
        assertThat(plays.values()).allSatisfy(play -> assertThat(isThere(play.test())).isTrue());
    }

    private static boolean isThere(String test) {
        int dot = test.indexOf('.');
        return Stream.of("", "http.", "world.", "wire.")
                .map(part -> ConformanceTest.class.getPackageName() + "." + part)
                .anyMatch(
                        part -> hasMethod(part + test.substring(0, dot), test.substring(dot + 1)));
    }

    private static boolean hasMethod(String className, String method) {
        try {
            return Arrays.stream(Class.forName(className).getDeclaredMethods())
                    .anyMatch(declared -> declared.getName().equals(method));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void every_call_is_played() {
        assertThat(calls.paths()).allSatisfy(path -> assertThat(test(path)).isNotEqualTo(NO_TEST));
    }

    @Test
    void every_refusal_is_played() {
        assertThat(answered()).allSatisfy(code -> assertThat(playsOf(code)).isNotEmpty());
    }

    @Test
    void every_effect_of_a_fault_on_a_call_is_played() {
        assertThat(Effect.values())
                .filteredOn(effect -> !effect.concernsCallbacks())
                .allSatisfy(
                        effect ->
                                assertThat(plays.containsKey("fault\t" + effect.word())).isTrue());
    }

    private String page() {
        return String.join(
                "\n",
                "# What the sandbox plays, and how we know",
                "",
                "Generated from the sandbox's tables and from what its tests made it answer; do not edit. Each test is held to what this page says of",
                "it. *Documented*: the platform's pages say so. *Observed*: somebody published a real answer, or a widely used SDK encodes it.",
                "*Assumed*: nobody says; it is our guess, and where there are two opinions there is a switch ([sandbox.md](sandbox.md#switches)).",
                "",
                "## Calls",
                "",
                "| call | works like this | described | played by |",
                "|---|---|---|---|",
                rows(calls.paths(), this::callRow),
                "",
                "## Refusals",
                "",
                "| code | text | call | evidence | played by |",
                "|---|---|---|---|---|",
                refusalRows(),
                "",
                "## Pages for people",
                "",
                "| page | played by |",
                "|---|---|",
                rowsOf("page"),
                "",
                "## Pushes",
                "",
                "| event or message | played by |",
                "|---|---|",
                rowsOf("push"),
                "",
                "## Faults",
                "",
                "| effect | played by |",
                "|---|---|",
                rowsOf("fault"),
                "",
                "## Codes that only a fault brings",
                "",
                "The platform knows them; nothing that a program can do in the sandbox leads to them. A fault with the effect `errcode` answers any of them with",
                "the platform's text: "
                        + ReturnCode.all().stream()
                                .map(ReturnCode::number)
                                .filter(code -> code != 0 && !answered().contains(code))
                                .map(String::valueOf)
                                .collect(joining(", "))
                        + ".",
                "");
    }

    private static <T extends Comparable<T>> String rows(
            Collection<T> of, java.util.function.Function<T, String> row) {
        return of.stream().sorted().map(row).collect(joining("\n"));
    }

    private String callRow(String path) {
        return "| `%s` | %s | [page](%s) | %s |"
                .formatted(path, calls.evidence(path).word(), calls.page(path), test(path));
    }

    /** Where a call succeeds, or where one that the platform has retired says so. */
    private String test(String path) {
        return Stream.of("0", UNSUPPORTED)
                .map(code -> plays.get(path + "\t" + code))
                .filter(Objects::nonNull)
                .findFirst()
                .map(play -> "`" + play.test() + "`")
                .orElse(NO_TEST);
    }

    private String refusalRows() {
        return answered().stream()
                .flatMap(
                        code -> {
                            var played = playsOf(code);
                            return played.isEmpty()
                                    ? Stream.of(refusalRow(code, "", "", NO_TEST))
                                    : played.stream().map(play -> refusalRow(code, play));
                        })
                .collect(joining("\n"));
    }

    private List<Play> playsOf(int code) {
        return plays.values().stream()
                .filter(play -> play.which().equals(String.valueOf(code)))
                .sorted(Comparator.comparing(Play::what))
                .toList();
    }

    private static String refusalRow(int code, Play play) {
        var call = play.what().startsWith("/") ? "`" + play.what() + "`" : play.what();
        return refusalRow(code, call, play.evidence(), "`" + play.test() + "`");
    }

    private static String refusalRow(int code, String call, String evidence, String test) {
        var text = ReturnCode.find(code).map(ReturnCode::text).orElse("").replace("|", "\\|");
        return "| %d | %s | %s | %s | %s |".formatted(code, text, call, evidence, test);
    }

    private String rowsOf(String what) {
        return plays.values().stream()
                .filter(play -> play.what().equals(what))
                .map(play -> "| `%s` | `%s` |".formatted(play.which(), play.test()))
                .collect(joining("\n"));
    }

    /** The codes that the sandbox can answer: those that its sources and its table name. */
    private static Set<Integer> answered() {
        var codes = new TreeSet<Integer>();
        try (var files = Files.walk(SOURCES)) {
            Stream.concat(files.filter(file -> file.toString().endsWith(".java")), Stream.of(CALLS))
                    .forEach(file -> codes.addAll(codesIn(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes;
    }

    private static List<Integer> codesIn(Path file) {
        try {
            var source = TEXT.matcher(Files.readString(file)).replaceAll("");
            return NUMBER.matcher(source)
                    .results()
                    .map(number -> number.group())
                    .filter(number -> number.length() >= 5 && number.length() <= 9)
                    .map(Integer::valueOf)
                    .filter(code -> ReturnCode.find(code).isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
