package io.qunfa.sandbox;

import io.qunfa.sandbox.wire.DocumentedCalls;
import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One emulated call as the documents describe it.
 *
 * @param cells its row of {@code calls.tsv}
 * @param refusals what tests made it answer, in the order of the codes
 */
record DescribedCall(List<String> cells, List<Examples.Example> examples, List<Play> refusals) {

    static final List<String> KINDS =
            List.of(
                    "service, verified",
                    "service, unverified",
                    "subscription, verified",
                    "subscription, unverified",
                    "test");

    private static final int LAST = 9;
    private static final Path CALLS = Path.of("src/main/resources/io/qunfa/sandbox/wire/calls.tsv");
    private static final Map<String, String> FAMILIES =
            Map.of("sns", "web", "datacube", "statistics", "wxaapi", "notices", "wxa", "template");

    static List<DescribedCall> all() {
        var examples = Examples.read();
        var plays = Play.read().values();
        try {
            return Files.readAllLines(CALLS).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .map(
                            cells ->
                                    new DescribedCall(
                                            cells,
                                            examples.of(cells.get(0)),
                                            plays.stream()
                                                    .filter(
                                                            play ->
                                                                    play.what()
                                                                            .equals(cells.get(0)))
                                                    .filter(play -> !play.which().equals("0"))
                                                    .sorted(
                                                            Comparator.comparing(
                                                                    play ->
                                                                            Integer.valueOf(
                                                                                    play.which())))
                                                    .toList()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it is tried: what others need comes first, what takes something away comes last. */
    int turn() {
        if (path().matches(
                        ".*/(del|clear|batchblack|freepublish/delete|menu/delete|unmark|close).*")) {
            return LAST;
        }
        return path().contains("/media/") || path().contains("/material/")
                ? 1
                : path().contains("/draft/") || path().contains("/menu/create") ? 2 : 3;
    }

    String folder() {
        return turn() == LAST ? "taking away" : family();
    }

    String path() {
        return cells.get(0);
    }

    /** The usual one, where any is taken. */
    String method() {
        return cells.get(1).equals("ANY") ? "POST" : cells.get(1);
    }

    boolean wantsToken() {
        return !cells.get(2).equals("token");
    }

    boolean isUpload() {
        return cells.get(2).equals("upload");
    }

    List<String> permissions() {
        return cells.subList(3, 8);
    }

    List<String> limits() {
        return cells.subList(8, 11);
    }

    List<String> fields() {
        return cells.get(11).equals("-") ? List.of() : List.of(cells.get(11).split(",", -1));
    }

    String page() {
        return DocumentedCalls.read().page(path());
    }

    String evidence() {
        return DocumentedCalls.read().evidence(path()).word();
    }

    /** The word of the path that says which family it is of. */
    String family() {
        var parts = path().split("/", -1);
        var found = FAMILIES.get(parts[1]);
        return found == null ? parts[2] : found;
    }

    /** The names of query parameters other than the token. */
    List<String> queryNames() {
        var names = new TreeSet<String>();
        examples.stream()
                .flatMap(example -> Stream.of(example.query().split("&", -1)))
                .filter(pair -> pair.contains("="))
                .forEach(pair -> names.add(pair.substring(0, pair.indexOf('='))));
        return List.copyOf(names);
    }

    String queryValue(String name) {
        return examples.stream()
                .flatMap(example -> Stream.of(example.query().split("&", -1)))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** Examples with a body that is JSON. */
    List<Examples.Example> requests() {
        return examples.stream().filter(example -> example.request().isObject()).toList();
    }

    List<Examples.Example> answers() {
        return examples.stream()
                .filter(example -> example.answer().isObject() && !example.answer().isEmpty())
                .toList();
    }

    /** One call without a body if there is no better example. */
    List<Examples.Example> tries() {
        var requests = method().equals("POST") && !isUpload() ? requests() : examples;
        return requests.isEmpty()
                ? List.of(
                        new Examples.Example(
                                path().substring(path().lastIndexOf('/') + 1),
                                "",
                                Json.object(),
                                Json.object()))
                : requests;
    }
}
