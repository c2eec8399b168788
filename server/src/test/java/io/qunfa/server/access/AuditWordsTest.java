package io.qunfa.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail is read by people: whatever is recorded has words in every language. */
class AuditWordsTest {

    private static final Path MAIN = Path.of(System.getProperty("basedir", "."), "src/main");
    private static final Pattern HOLDER = Pattern.compile("\\bAudit \\w+[;,)]|\\bAuditTrail \\w+");
    private static final Pattern ACTION =
            Pattern.compile("\"([a-z]+(?:-[a-z]+)*\\.[a-z]+(?:-[a-z]+)*)\"");

    /** Dotted words in classes that record something, and are no actions. */
    private static final Set<String> OTHERS =
            Set.of("message.kind", "audit.csv", "audit-column.server");

    /** Actions whose second half is put together. */
    private static final Set<String> COMPOSED =
            Set.of(
                    "broadcast.submitted",
                    "broadcast.withdrawn",
                    "broadcast.approved",
                    "broadcast.rejected",
                    "broadcast.paused",
                    "broadcast.resumed",
                    "broadcast.call-no-answer",
                    "broadcast.call-outcome-unknown",
                    "webhook.created",
                    "webhook.changed",
                    "webhook.removed",
                    "webhook.secret-rotated",
                    "relay.created",
                    "relay.changed",
                    "relay.removed",
                    "relay.secret-rotated");

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en", "ja"})
    void every_action_has_words(String language) throws IOException {
        var actions = actions();
        assertThat(actions).contains("broadcast.sent", "operator.signed-in");
        actions.addAll(COMPOSED);
        assertThat(words(language)).containsAll(actions);
    }

    @Test
    void what_is_no_action_is_still_there() throws IOException {
        assertThat(dotted()).containsAll(OTHERS);
    }

    private static Set<String> actions() throws IOException {
        var actions = dotted();
        actions.removeAll(OTHERS);
        return actions;
    }

    private static Set<String> dotted() throws IOException {
        var found = new TreeSet<String>();
        for (var source : files(MAIN.resolve("java"), ".java")) {
            var text = Files.readString(source);
            if (HOLDER.matcher(text).find()) {
                ACTION.matcher(text).results().map(each -> each.group(1)).forEach(found::add);
            }
        }
        return found;
    }

    private static Set<String> words(String language) throws IOException {
        var words = new TreeSet<String>();
        for (var file : files(MAIN.resolve("resources/messages"), "_" + language + ".properties")) {
            var texts = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                texts.load(reader);
            }
            texts.stringPropertyNames().stream()
                    .filter(key -> key.startsWith("audit."))
                    .map(key -> key.substring("audit.".length()))
                    .forEach(words::add);
        }
        return words;
    }

    private static Iterable<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
