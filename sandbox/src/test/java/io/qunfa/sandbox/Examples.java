package io.qunfa.sandbox;

import io.qunfa.sandbox.journal.Entry;
import io.qunfa.sandbox.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call of each kind: the published samples, and where there is none, what a test sent. The
 * latter are {@code examples.json}, which the tests write with {@code -Dqunfa.update}.
 */
final class Examples {

    private static final Path PLAYED = Path.of("src/test/resources/io/qunfa/sandbox/examples.json");
    private static final Path FIXTURES = Path.of("..", "fixtures");
    private static final int MAX_ANSWER = 3_000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, List<Example>> byPath = new TreeMap<>();

    /**
     * A call.
     *
     * @param query without the token
     * @param request null if nothing is sent, or a file
     */
    record Example(String name, String query, JsonNode request, JsonNode answer) {}

    private Examples() {}

    /** Adds what is new to those that tests have sent. */
    static void keep(Map<String, Entry.RequestSeen> seen) {
        var kept = played();
        seen.forEach(
                (path, request) -> {
                    if (!kept.has(path)) {
                        kept.putObject(path)
                                .put("query", request.query())
                                .put("body", request.body())
                                .put("answer", request.answer());
                    }
                });
        var sorted = Json.object();
        kept.propertyNames().stream().sorted().forEach(name -> sorted.set(name, kept.get(name)));
        write(PLAYED, sorted);
    }

    static void write(Path file, JsonNode json) {
        try {
            Files.writeString(file, text(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(JsonNode json) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static ObjectNode played() {
        return Files.exists(PLAYED) ? (ObjectNode) parse(read(PLAYED)) : Json.object();
    }

    static Examples read() {
        var examples = new Examples();
        try (var folders = Files.list(FIXTURES)) {
            folders.filter(Files::isDirectory).sorted().forEach(examples::readFixture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        played().properties()
                .forEach(entry -> examples.addPlayed(entry.getKey(), entry.getValue()));
        return examples;
    }

    private void readFixture(Path folder) {
        var address = read(folder.resolve("SOURCES.md")).lines().findFirst().orElse("");
        if (!address.matches("# (GET|POST) /.*")) {
            return;
        }
        var parts = address.replaceFirst("# (GET|POST) ", "").split("\\?", 2);
        var query = parts.length > 1 ? parts[1] : "";
        var answer = folder.resolve("answer.json");
        var shown = Files.exists(answer) ? parse(read(answer)) : Json.object();
        for (var request : requests(folder)) {
            var name = folder.getFileName() + request.getFileName().toString().substring(7);
            add(
                    parts[0],
                    new Example(name.replace(".json", ""), query, parse(read(request)), shown));
        }
        if (requests(folder).isEmpty()) {
            add(
                    parts[0],
                    new Example(
                            folder.getFileName().toString(), query, Json.object().path(""), shown));
        }
    }

    private static List<Path> requests(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("request"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test's query completes published samples, which show bodies only. */
    private void addPlayed(String path, JsonNode call) {
        var query = Placeholders.inQuery(call.path("query").asString());
        var published = byPath.get(path);
        if (published != null) {
            published.replaceAll(
                    example ->
                            example.query().isEmpty()
                                    ? new Example(
                                            example.name(),
                                            query,
                                            example.request(),
                                            example.answer())
                                    : example);
            return;
        }
        add(
                path,
                new Example(
                        path.substring(path.lastIndexOf('/') + 1),
                        query,
                        parse(call.path("body").asString()),
                        parse(shorten(call.path("answer").asString()))));
    }

    private static String shorten(String answer) {
        return answer.length() > MAX_ANSWER ? "" : answer;
    }

    private void add(String path, Example example) {
        byPath.computeIfAbsent(path, first -> new ArrayList<>())
                .add(
                        new Example(
                                example.name(),
                                example.query(),
                                Placeholders.in(path, example.request()),
                                Placeholders.in(path, example.answer())));
    }

    List<Example> of(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    /** What is no JSON is missing. */
    private static JsonNode parse(String text) {
        try {
            return text.isEmpty() ? Json.object().path("") : MAPPER.readTree(text);
        } catch (JacksonException e) {
            return Json.object().path("");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
