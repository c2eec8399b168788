package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads the public part of the client finds a sentence about everything in it. */
class DocumentedTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "."), "src/main/java");
    private static final Pattern SILENT =
            Pattern.compile("(?m)^.*?(\\w+\\.java:\\d+): .*no comment\\R(.*)$");
    private static final Pattern COMPACT = Pattern.compile("\\s*(public )?\\w+ \\{");
    private static final Pattern PAGE = Pattern.compile("href=\"https://developers\\.weixin");

    @TempDir private Path classes;

    @Test
    void everything_public_says_what_it_is() throws IOException {
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options =
                    List.of(
                            "-proc:none",
                            "-Xmaxwarns",
                            "10000",
                            "-Xdoclint:missing/protected",
                            "-d",
                            classes.toString());
            var sources = files.getJavaFileObjectsFromPaths(sources());
            assertThat(compiler.getTask(said, files, null, options, null, sources).call()).isTrue();
        }
        // A compact constructor is described with its record.
        var silent =
                SILENT.matcher(said.toString())
                        .results()
                        .filter(found -> !COMPACT.matcher(found.group(2)).matches())
                        .map(found -> found.group(1) + " " + found.group(2).strip());
        assertThat(silent).isEmpty();
    }

    @Test
    void every_family_of_calls_names_the_platforms_page() throws IOException {
        for (var source : sources()) {
            var text = Files.readString(source);
            var isFamily = text.contains("api.post(") || text.contains("api.get(");
            if (isFamily && !source.endsWith("Groups.java")) {
                assertThat(PAGE.matcher(text).find()).as(source.toString()).isTrue();
            }
        }
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .toList();
        }
    }
}
