package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The media of one account: temporary, permanent, and the pictures of its articles. */
public final class MediaLibrary {

    private static final int TEMPORARY_ID_LENGTH = 64;
    private static final int PERMANENT_ID_LENGTH = 43;
    private static final int URL_KEY_LENGTH = 60;
    private static final int ARTICLE_IMAGE_BYTES = 1024 * 1024;
    private static final Set<FileFormat> ARTICLE_IMAGES =
            EnumSet.of(FileFormat.PNG, FileFormat.JPEG);

    /** More than this one account of the sandbox does not keep. */
    private static final long MAX_STORED_BYTES = 256L * 1024 * 1024;

    private final OfficialAccount account;
    private final long key;
    private final Map<String, MediaFile> files = new LinkedHashMap<>();
    private final Map<String, FileContent> pictures = new LinkedHashMap<>();
    private final Set<String> underReview = new HashSet<>();
    private long issued;
    private long storedBytes;

    MediaLibrary(OfficialAccount account, long accountKey) {
        this.account = account;
        this.key = Randomness.mix(accountKey, "media");
    }

    /** What a video is called. */
    public record Caption(String title, String description) {
        public static final Caption NONE = new Caption("", "");
    }

    /** Keeps a file for three days. */
    public MediaFile addTemporary(MediaKind kind, FileContent content) {
        var format = kind.requireTemporary(content, account.switches().content());
        return keep(kind, MediaFile.Lifetime.TEMPORARY, format, content, Caption.NONE);
    }

    /** Keeps a file until it is deleted. */
    public MediaFile addPermanent(MediaKind kind, FileContent content, Caption caption) {
        var format = kind.requirePermanent(content);
        if (count(kind) >= kind.maxPermanent()) {
            throw Refusal.of(
                    45074,
                    "at most " + kind.maxPermanent() + " permanent files of this kind",
                    "one more " + kind.word(),
                    "delete some first");
        }
        return keep(kind, MediaFile.Lifetime.PERMANENT, format, content, caption);
    }

    /** Prepares a video for mass sending; 40007 if the id is not a video. */
    public MediaFile prepareVideo(String id, Caption caption) {
        var video = require(id, MediaKind.VIDEO);
        return keep(
                MediaKind.VIDEO,
                MediaFile.Lifetime.FOR_MASS_SENDING,
                video.format(),
                video.content(),
                caption);
    }

    private MediaFile keep(
            MediaKind kind,
            MediaFile.Lifetime lifetime,
            FileFormat format,
            FileContent content,
            Caption caption) {
        boolean permanent = lifetime == MediaFile.Lifetime.PERMANENT;
        int length = permanent ? PERMANENT_ID_LENGTH : TEMPORARY_ID_LENGTH;
        var isPicture = permanent && kind == MediaKind.IMAGE;
        var file =
                new MediaFile(
                        nextId(length),
                        kind,
                        lifetime,
                        format,
                        content,
                        account.clock().instant(),
                        isPicture ? show(format, content) : "",
                        caption.title(),
                        caption.description());
        files.put(file.id(), file);
        reserve(content.size());
        return file;
    }

    /** Takes a picture for the text of an article and says its address. */
    public String addArticleImage(FileContent content) {
        var format = MediaKind.requireFormat(content, ARTICLE_IMAGES);
        MediaKind.requireSize(content, ARTICLE_IMAGE_BYTES - 1, 40009);
        MediaKind.requirePixels(content, format);
        reserve(content.size());
        return show(format, content);
    }

    private String show(FileFormat format, FileContent content) {
        var path = "/mmbiz_" + format.extension() + "/" + nextId(URL_KEY_LENGTH) + "/0";
        pictures.put(path, content);
        return "http://mmbiz.qpic.cn" + path;
    }

    /** A picture by the path of its address. */
    public Optional<FileContent> picture(String path) {
        return Optional.ofNullable(pictures.get(path));
    }

    private void reserve(int bytes) {
        forgetExpired();
        if (storedBytes + bytes > MAX_STORED_BYTES) {
            throw Refusal.of(
                            45101,
                            "the sandbox keeps at most 256 MiB of media for one account",
                            bytes + " bytes more",
                            "delete permanent media, let temporary media expire, or reset")
                    .assumed();
        }
        storedBytes += bytes;
    }

    private void forgetExpired() {
        var now = account.clock().instant();
        var expired = files.values().stream().filter(file -> file.isExpired(now)).toList();
        expired.forEach(this::forget);
    }

    private void forget(MediaFile file) {
        files.remove(file.id());
        underReview.remove(file.id());
        storedBytes -= file.content().size();
    }

    /** A file that can be used now. */
    public Optional<MediaFile> find(String id) {
        return Optional.ofNullable(files.get(id))
                .filter(file -> !file.isExpired(account.clock().instant()));
    }

    /** The usable file of any kind; 40007 if there is none. */
    public MediaFile require(String id) {
        return find(id).orElseThrow(() -> unknown(id, "media of this account"));
    }

    /** The usable file of this kind; 40007 if there is none. */
    MediaFile require(String id, MediaKind kind) {
        return find(id).filter(file -> file.kind() == kind)
                .orElseThrow(() -> unknown(id, "a " + kind.word()));
    }

    /** The permanent file; 40007 if there is none. */
    public MediaFile requirePermanent(String id) {
        return find(id).filter(MediaFile::isPermanent)
                .orElseThrow(() -> unknown(id, "permanent material"));
    }

    /** The temporary file; 40007 if there is none or it expired. */
    public MediaFile requireTemporary(String id) {
        return find(id).filter(file -> !file.isPermanent())
                .orElseThrow(() -> unknown(id, "temporary media, at most three days old"));
    }

    /** The permanent picture for an article; 40007 if there is none. */
    public MediaFile requirePicture(String id) {
        return find(id).filter(file -> file.isPermanent() && file.isPicture())
                .orElseThrow(
                        () ->
                                unknown(
                                        id,
                                        "a permanent picture from material/add_material, not a"
                                                + " temporary one"));
    }

    /** The picture, permanent or not; 40007 if there is none. */
    public MediaFile requireAnyPicture(String id) {
        return find(id).filter(MediaFile::isPicture).orElseThrow(() -> unknown(id, "a picture"));
    }

    private Refusal unknown(String id, String expected) {
        var known = files.get(id);
        var sent =
                known == null
                        ? "an unknown id: " + id
                        : "%s %s of %s"
                                .formatted(
                                        known.lifetime().name().toLowerCase(java.util.Locale.ROOT),
                                        known.kind().word(),
                                        known.createdAt());
        return Refusal.of(40007, "the media_id belongs to " + expected, sent, expected);
    }

    /** Whether the platform has not let this video pass. */
    boolean isUnderReview(String id) {
        return underReview.contains(id);
    }

    /** The platform reviews a video, or lets it pass. */
    public void review(String id, boolean isUnderReview) {
        require(id, MediaKind.VIDEO);
        if (isUnderReview) {
            underReview.add(id);
        } else {
            underReview.remove(id);
        }
    }

    /** Deletes a permanent file. */
    public void delete(String id) {
        forget(requirePermanent(id));
    }

    /** How many permanent files of this kind there are. */
    public int count(MediaKind kind) {
        return (int) files.values().stream().filter(file -> isListed(file, kind)).count();
    }

    /** Permanent files of a kind, newest first; thumbs are listed with the images. */
    public List<MediaFile> newestFirst(MediaKind kind) {
        var list =
                new ArrayList<>(
                        files.values().stream()
                                .filter(
                                        file ->
                                                isListed(file, kind)
                                                        || (kind == MediaKind.IMAGE
                                                                && isListed(file, MediaKind.THUMB)))
                                .toList());
        Collections.reverse(list);
        return list;
    }

    private static boolean isListed(MediaFile file, MediaKind kind) {
        return file.isPermanent() && file.kind() == kind;
    }

    private String nextId(int length) {
        return Randomness.letters(Randomness.mix(key, issued++), length);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(issued);
        Snapshot.writeList(out, files.values(), file -> file.write(out));
        Snapshot.writeList(out, pictures.keySet(), out::writeUTF);
        Snapshot.writeList(out, pictures.values(), picture -> picture.write(out));
        Snapshot.writeList(out, underReview, out::writeUTF);
    }

    void read(DataInput in) throws IOException {
        issued = in.readLong();
        Snapshot.readList(in, () -> MediaFile.read(in)).forEach(file -> files.put(file.id(), file));
        var paths = Snapshot.readList(in, in::readUTF);
        var contents = Snapshot.readList(in, () -> FileContent.read(in));
        for (int i = 0; i < paths.size(); i++) {
            pictures.put(paths.get(i), contents.get(i));
        }
        underReview.addAll(Snapshot.readList(in, in::readUTF));
        storedBytes = files.values().stream().mapToLong(file -> file.content().size()).sum();
    }
}
