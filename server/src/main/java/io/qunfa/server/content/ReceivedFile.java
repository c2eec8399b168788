package io.qunfa.server.content;

import io.qunfa.server.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** A file from a form, on disk for as long as it takes to pass it on. */
final class ReceivedFile implements AutoCloseable {

    private static final int MAX_NAME = 100;

    private final Path path;
    private final Media.LocalFile file;

    private ReceivedFile(Path path, Media.LocalFile file) {
        this.path = path;
        this.file = file;
    }

    /** Takes a file that is within the rule. */
    static ReceivedFile within(FileRule rule, @Nullable MultipartFile part) {
        if (part == null) {
            throw Problem.invalid("file", "required");
        }
        try (var content = part.getInputStream()) {
            var format = rule.require(content.readNBytes(FileFormat.HEAD_BYTES), part.getSize());
            var path = Files.createTempFile("qunfa-upload", ".tmp");
            part.transferTo(path);
            var name = baseName(part.getOriginalFilename()) + "." + format.extension();
            return new ReceivedFile(path, new Media.LocalFile(path, name, part.getSize()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Media.LocalFile file() {
        return file;
    }

    /** Without folders, quotation marks and the extension, which may not be the right one. */
    private static String baseName(@Nullable String fileName) {
        var name =
                Objects.requireNonNullElse(fileName, "")
                        .replaceAll("^.*[/\\\\]", "")
                        .replaceAll("\\.[^.]*$", "")
                        .replaceAll("[\\p{Cntrl}\"%;]", "")
                        .strip();
        var end =
                name.offsetByCodePoints(
                        0, Math.min(MAX_NAME, name.codePointCount(0, name.length())));
        return name.isEmpty() ? "file" : name.substring(0, end);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
