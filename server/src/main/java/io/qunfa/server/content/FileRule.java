package io.qunfa.server.content;

import static io.qunfa.server.content.FileFormat.AMR;
import static io.qunfa.server.content.FileFormat.BMP;
import static io.qunfa.server.content.FileFormat.GIF;
import static io.qunfa.server.content.FileFormat.JPEG;
import static io.qunfa.server.content.FileFormat.MP3;
import static io.qunfa.server.content.FileFormat.MP4;
import static io.qunfa.server.content.FileFormat.PNG;
import static io.qunfa.server.content.FileFormat.WAV;
import static io.qunfa.server.content.FileFormat.WMA;

import io.qunfa.client.MediaKind;
import io.qunfa.server.http.Problem;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the platform takes for one purpose, so that a file is refused before it travels.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/material/permanent/api_addmaterial.html">新增永久素材,
 *     state of November 2026</a>
 */
record FileRule(Set<FileFormat> formats, long maxBytes) {

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    /** A picture inside an article; the platform says "below 1 MB". */
    static final FileRule ARTICLE_PICTURE = new FileRule(Set.of(JPEG, PNG), MIB - 1);

    static FileRule of(MediaKind kind, boolean permanent) {
        return switch (kind) {
            case IMAGE ->
                    new FileRule(
                            permanent ? Set.of(PNG, JPEG, GIF, BMP) : Set.of(PNG, JPEG, GIF),
                            10 * MIB);
            case VOICE ->
                    new FileRule(
                            permanent ? Set.of(AMR, MP3, WAV, WMA) : Set.of(AMR, MP3), 2 * MIB);
            case VIDEO -> new FileRule(Set.of(MP4), 10 * MIB);
            case THUMB -> new FileRule(Set.of(JPEG), 64 * KIB);
        };
    }

    /**
     * The format of a file that is within this rule.
     *
     * @param head how it begins
     */
    FileFormat require(byte[] head, long bytes) {
        if (bytes == 0) {
            throw Problem.invalid("file", "file-empty");
        }
        var format =
                FileFormat.of(head)
                        .filter(formats::contains)
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                "file", "file-format", Map.of("formats", names())));
        if (bytes > maxBytes) {
            throw Problem.invalid(
                    "file", "file-too-large", Map.of("bytes", bytes, "limitBytes", maxBytes));
        }
        return format;
    }

    private String names() {
        return new TreeSet<>(formats).stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
