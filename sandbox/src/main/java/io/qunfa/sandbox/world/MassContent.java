package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a mass send says.
 *
 * @param type the {@code msgtype}
 * @param text what a phone shows: the text, or the title of the first article
 * @param description what a phone shows below a title
 * @param mediaIds the material
 * @param draft the articles, if it has any
 */
public record MassContent(
        String type,
        String text,
        String description,
        List<String> mediaIds,
        Optional<Draft> draft) {

    public MassContent {
        mediaIds = List.copyOf(mediaIds);
    }

    static MassContent text(String text) {
        return new MassContent("text", text, "", List.of(), Optional.empty());
    }

    static MassContent media(String type, String title, String description, List<String> ids) {
        return new MassContent(type, title, description, ids, Optional.empty());
    }

    static MassContent articles(String type, Draft draft) {
        var first = draft.articles().get(0);
        return new MassContent(
                type, first.title(), first.digest(), List.of(draft.mediaId()), Optional.of(draft));
    }

    /** The id of its material, empty for a text. */
    public String mediaId() {
        return mediaIds.isEmpty() ? "" : mediaIds.get(0);
    }

    /** Whether it has a page or a video that can be deleted. */
    public boolean isDeletable() {
        return draft.isPresent() || isVideo();
    }

    private boolean isVideo() {
        return type.equals("mpvideo") || type.equals("video");
    }

    /** The same content has the same digest, under whatever id: 16 hexadecimal digits. */
    public String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update((type + "\n" + text).getBytes(StandardCharsets.UTF_8));
            if (draft.isPresent()) {
                draft.get()
                        .articles()
                        .forEach(
                                article ->
                                        sha.update(
                                                ("\n" + article.title() + "\n" + article.content())
                                                        .getBytes(StandardCharsets.UTF_8)));
            } else {
                mediaIds.forEach(id -> sha.update(("\n" + id).getBytes(StandardCharsets.UTF_8)));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(type);
        Snapshot.writeText(out, text);
        Snapshot.writeText(out, description);
        Snapshot.writeList(out, mediaIds, out::writeUTF);
        out.writeBoolean(draft.isPresent());
        if (draft.isPresent()) {
            draft.get().write(out);
        }
    }

    static MassContent read(DataInput in) throws IOException {
        return new MassContent(
                in.readUTF(),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readList(in, in::readUTF),
                in.readBoolean() ? Optional.of(Draft.read(in)) : Optional.empty());
    }
}
