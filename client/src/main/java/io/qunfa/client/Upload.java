package io.qunfa.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.ContentBody;
import org.apache.hc.client5.http.entity.mime.FileBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** A file on its way to the platform, read while it is sent. */
public final class Upload {

    private final String fileName;
    private final ContentBody body;

    private Upload(String fileName, ContentBody body) {
        this.fileName = fileName;
        this.body = body;
    }

    /** A file of this machine, under its own name. */
    public static Upload of(Path file) {
        return of(String.valueOf(file.getFileName()), file);
    }

    /**
     * A file of this machine, under another name.
     *
     * @param fileName with the extension that tells its format
     */
    public static Upload of(String fileName, Path file) {
        return new Upload(fileName, new FileBody(file.toFile(), contentType(fileName), fileName));
    }

    /**
     * A file in memory.
     *
     * @param fileName with the extension that tells its format
     */
    public static Upload of(String fileName, byte[] content) {
        return new Upload(
                fileName, new ByteArrayBody(content.clone(), contentType(fileName), fileName));
    }

    /** The name the platform is told. */
    public String fileName() {
        return fileName;
    }

    MultipartEntityBuilder form() {
        return MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .addPart("media", body);
    }

    private static ContentType contentType(String fileName) {
        var dot = fileName.lastIndexOf('.');
        return switch (fileName.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "jpg", "jpeg" -> ContentType.IMAGE_JPEG;
            case "png" -> ContentType.IMAGE_PNG;
            case "gif" -> ContentType.IMAGE_GIF;
            case "bmp" -> ContentType.IMAGE_BMP;
            case "mp3" -> ContentType.create("audio/mpeg");
            case "amr" -> ContentType.create("audio/amr");
            case "wav" -> ContentType.create("audio/wav");
            case "wma" -> ContentType.create("audio/x-ms-wma");
            case "mp4" -> ContentType.create("video/mp4");
            default -> ContentType.APPLICATION_OCTET_STREAM;
        };
    }

    @Override
    public String toString() {
        return "Upload[" + fileName + "]";
    }
}
