package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One article (文章) or picture post (贴图) as it is stored: cleaned, with its digest filled in.
 *
 * @param sourceUrl "read original", empty without one
 * @param thumbMediaId the cover, empty for a picture post
 * @param images the pictures of a picture post, the first is its cover
 * @param extras members that are only given back, such as crops, as JSON text by name
 */
public record Article(
        Kind kind,
        String title,
        String author,
        String digest,
        String content,
        String sourceUrl,
        String thumbMediaId,
        boolean showsCover,
        boolean opensComments,
        boolean onlyFansComment,
        List<String> images,
        Map<String, String> extras) {

    /** {@code article_type}. */
    public enum Kind {
        NEWS,
        NEWSPIC
    }

    public Article {
        images = List.copyOf(images);
        extras = Map.copyOf(extras);
    }

    void write(DataOutput out) throws IOException {
        Snapshot.writeEnum(out, kind);
        for (var text : List.of(title, author, digest, content, sourceUrl, thumbMediaId)) {
            Snapshot.writeText(out, text);
        }
        out.writeBoolean(showsCover);
        out.writeBoolean(opensComments);
        out.writeBoolean(onlyFansComment);
        Snapshot.writeList(out, images, out::writeUTF);
        Snapshot.writeList(out, extras.keySet(), out::writeUTF);
        Snapshot.writeList(out, extras.values(), text -> Snapshot.writeText(out, text));
    }

    static Article read(DataInput in) throws IOException {
        return new Article(
                Snapshot.readEnum(in, Kind.class),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                Snapshot.readText(in),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean(),
                Snapshot.readList(in, in::readUTF),
                readExtras(in));
    }

    private static Map<String, String> readExtras(DataInput in) throws IOException {
        var names = Snapshot.readList(in, in::readUTF);
        var texts = Snapshot.readList(in, () -> Snapshot.readText(in));
        var extras = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            extras.put(names.get(i), texts.get(i));
        }
        return extras;
    }
}
