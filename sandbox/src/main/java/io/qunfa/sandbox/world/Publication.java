package io.qunfa.sandbox.world;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Articles that have public pages, because they were mass sent or published. */
public final class Publication {

    /** What the platform decided about its pages. */
    public enum Flag {
        /** Found to be a rumour or copied (洗稿): it cannot be deleted, 40204. */
        RUMOUR,
        /** Restricted for safety: no comments, 88002. */
        LIMITED,
        /** Banned by the system: publish_status 6. */
        BANNED
    }

    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final long msgDataId;
    private final String articleId;
    private final String mediaId;
    private final List<ArticlePage> pages;
    private final Instant at;
    private final boolean notified;
    private int reach;

    /**
     * @param articleId of a publication without notification, else empty
     * @param mediaId the material it came from
     */
    Publication(
            long msgDataId,
            String articleId,
            String mediaId,
            List<ArticlePage> pages,
            Instant at,
            boolean notified) {
        this.msgDataId = msgDataId;
        this.articleId = articleId;
        this.mediaId = mediaId;
        this.pages = List.copyOf(pages);
        this.at = at;
        this.notified = notified;
    }

    public long msgDataId() {
        return msgDataId;
    }

    public String articleId() {
        return articleId;
    }

    String mediaId() {
        return mediaId;
    }

    public List<ArticlePage> pages() {
        return pages;
    }

    public Instant at() {
        return at;
    }

    /** Whether it was pushed to followers; a publication (发布) is not. */
    public boolean isNotified() {
        return notified;
    }

    /** How many followers it was delivered to. */
    public int reach() {
        return reach;
    }

    void reached(int followers) {
        reach = followers;
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    public void flag(Flag flag, boolean isSet) {
        if (isSet) {
            flags.add(flag);
        } else {
            flags.remove(flag);
        }
    }

    /** This code if it is flagged. */
    public void requireNot(Flag flag, int code) {
        if (has(flag)) {
            throw Refusal.of(
                    code,
                    "the article is not flagged",
                    flag.name().toLowerCase(Locale.ROOT),
                    "another article");
        }
    }

    public boolean isDeleted() {
        return pages.stream().allMatch(ArticlePage::isDeleted);
    }

    /** Deletes one page, or all with 0. */
    void delete(int idx) {
        pages.stream().filter(page -> idx == 0 || page.idx() == idx).forEach(ArticlePage::delete);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(msgDataId);
        out.writeUTF(articleId);
        out.writeUTF(mediaId);
        Snapshot.writeList(out, pages, page -> page.write(out));
        Snapshot.writeInstant(out, at);
        out.writeBoolean(notified);
        out.writeInt(reach);
        Snapshot.writeList(out, flags, flag -> Snapshot.writeEnum(out, flag));
    }

    static Publication read(DataInput in) throws IOException {
        var publication =
                new Publication(
                        in.readLong(),
                        in.readUTF(),
                        in.readUTF(),
                        Snapshot.readList(in, () -> ArticlePage.read(in)),
                        Snapshot.readInstant(in),
                        in.readBoolean());
        publication.reach = in.readInt();
        publication.flags.addAll(Snapshot.readList(in, () -> Snapshot.readEnum(in, Flag.class)));
        return publication;
    }
}
