package io.qunfa.sandbox.world;

import java.util.List;

/**
 * What a caller wants to send, before anybody looked for its material.
 *
 * @param type the {@code msgtype}
 * @param text of a text
 * @param title of a video, or the caption of pictures
 * @param description of a video
 */
public record MassOrder(
        String type, String text, String title, String description, List<String> mediaIds) {

    private static final int BUSY = 268488001;

    public MassOrder {
        mediaIds = List.copyOf(mediaIds);
    }

    /** Asks for a text. */
    public static MassOrder text(String text) {
        return new MassOrder("text", text, "", "", List.of());
    }

    private String mediaId() {
        return mediaIds.get(0);
    }

    /** The digest of its content, also if its draft was consumed by an earlier send. */
    String digest(OfficialAccount account) {
        if (!type.equals("mpnews")) {
            return plainContent().digest();
        }
        var drafts = account.content().drafts();
        return drafts.find(mediaId())
                .map(draft -> MassContent.articles(type, draft).digest())
                .or(() -> drafts.consumedDigest(mediaId()))
                .orElse(mediaId());
    }

    private MassContent plainContent() {
        return type.equals("text")
                ? MassContent.text(text)
                : MassContent.media(type, title, description, mediaIds);
    }

    /** Finds the material; 40007 or a more exact code if it cannot be sent. */
    public MassContent resolve(OfficialAccount account) {
        switch (type) {
            case "mpnews" -> {
                return MassContent.articles(type, requireDraft(account));
            }
            case "voice", "music" -> requireMedia(account, MediaKind.VOICE);
            case "image" -> requireMedia(account, MediaKind.IMAGE);
            case "mpvideo", "video" -> {
                return video(account);
            }
            default -> {
                // A text has no material.
            }
        }
        return plainContent();
    }

    private Draft requireDraft(OfficialAccount account) {
        var drafts = account.content().drafts();
        var draft =
                drafts.find(mediaId())
                        .orElseThrow(() -> mismatch(account, drafts.unknown(mediaId())));
        if (draft.has(Draft.Mark.AD_ORDER)) {
            throw Refusal.of(
                            45062,
                            "the article has no accepted ad order",
                            "an article with one",
                            "send it on the website")
                    .observed();
        }
        if (draft.has(Draft.Mark.AUTOSAVED)) {
            throw Refusal.of(
                    48021,
                    "a person saved the newest version of the draft",
                    "a version that the editor saved on its own",
                    "save it by hand on the website");
        }
        return draft;
    }

    private void requireMedia(OfficialAccount account, MediaKind kind) {
        for (var id : mediaIds) {
            try {
                account.content().media().require(id, kind);
            } catch (Refusal refusal) {
                throw mismatch(account, refusal);
            }
        }
    }

    private MassContent video(OfficialAccount account) {
        if (account.switches().content().isOn(ContentSwitch.API_VIDEO_CLOSED)) {
            throw Refusal.of(
                    48022,
                    "videos uploaded by API may be sent by API",
                    type,
                    "the switch apiVideoClosed off");
        }
        var video = account.content().media().require(mediaId(), MediaKind.VIDEO);
        if (video.lifetime() != MediaFile.Lifetime.FOR_MASS_SENDING) {
            throw Refusal.of(
                            48013,
                            "the video was prepared for mass sending",
                            "a plain video",
                            "the media_id that media/uploadvideo answers")
                    .observed();
        }
        if (account.content().media().isUnderReview(video.id())) {
            throw Refusal.of(
                            48014,
                            "the video passed its review",
                            "one that did not, or not yet",
                            "wait, or another video")
                    .observed();
        }
        return MassContent.media(
                type,
                title.isEmpty() ? video.title() : title,
                description.isEmpty() ? video.description() : description,
                mediaIds);
    }

    /** Old notes say that material of another kind is answered as if the platform were busy. */
    private Refusal mismatch(OfficialAccount account, Refusal refusal) {
        boolean isOtherKind =
                account.content().media().find(mediaId()).isPresent()
                        || account.content().drafts().find(mediaId()).isPresent();
        return isOtherKind && account.switches().content().isOn(ContentSwitch.MISMATCH_IS_BUSY)
                ? Refusal.of(BUSY, "the material is of this type", type, "another type").observed()
                : refusal;
    }
}
