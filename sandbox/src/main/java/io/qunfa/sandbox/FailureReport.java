package io.qunfa.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves what the sandbox knows in a file when a test fails. */
final class FailureReport {

    private static final String FOLDER_PARAMETER = "qunfa.sandbox.reports";
    private static final String ENTRY = "qunfa-sandbox";
    private static final int MAX_NAME_CHARACTERS = 150;

    private FailureReport() {}

    /** Says where the file is in an entry of the test's report; never fails itself. */
    static void write(Sandbox sandbox, ExtensionContext context, Throwable failure) {
        try {
            var folder = Files.createDirectories(folder(context));
            var file = folder.resolve(name(context) + ".json");
            try (var out = PrivateFile.create(file)) {
                out.write(sandbox.report().getBytes(StandardCharsets.UTF_8));
            }
            context.publishReportEntry(ENTRY, file.toAbsolutePath().toString());
        } catch (IOException e) {
            failure.addSuppressed(e);
            context.publishReportEntry(ENTRY, "no report: " + e);
        }
    }

    private static Path folder(ExtensionContext context) {
        return context.getConfigurationParameter(FOLDER_PARAMETER)
                .map(Path::of)
                .orElseGet(FailureReport::defaultFolder);
    }

    private static Path defaultFolder() {
        return List.of("target", "build").stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
                .resolve(ENTRY);
    }

    private static String name(ExtensionContext context) {
        var full =
                context.getRequiredTestClass().getName()
                        + "."
                        + context.getRequiredTestMethod().getName()
                        + "."
                        + context.getDisplayName();
        var safe = full.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
        return safe.substring(0, Math.min(safe.length(), MAX_NAME_CHARACTERS));
    }
}
