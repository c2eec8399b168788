package io.qunfa.client;

import java.util.List;

/**
 * What is sent to many followers at once, and shown to a few before. {@link CustomerMessage} is
 * what one person gets; what both can be is one record for both. Which kinds an account may send,
 * and soft limits of length, are left to the platform and to whoever plans the send.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/notify/message/api_sendall.html">根据标签群发消息,
 *     state of November 2026</a>
 */
public sealed interface Message {

    /** The {@code msgtype} on the wire. */
    String type();

    /**
     * Plain text.
     *
     * @param content newlines and emoji as they are; the platform refuses empty text, more than
     *     2048 bytes of UTF-8, and in a mass send, since 2020, links to other sites
     */
    record Text(String content) implements Message, CustomerMessage {
        @Override
        public String type() {
            return "text";
        }
    }

    /**
     * The articles of a draft. A successful send uses the draft up.
     *
     * @param draft from {@link Drafts#add}, or a permanent one of old
     * @param reprint what to do if an article is judged a reprint
     */
    record Articles(MediaId draft, Reprint reprint) implements Message {

        /** Articles that are not sent if one of them is judged a reprint. */
        public Articles(MediaId draft) {
            this(draft, Reprint.STOP);
        }

        @Override
        public String type() {
            return "mpnews";
        }
    }

    /**
     * A recording.
     *
     * @param media a voice, temporary or permanent
     */
    record Voice(MediaId media) implements Message, CustomerMessage {
        @Override
        public String type() {
            return "voice";
        }
    }

    /** Named by the platform's list of kinds, but never shown in an example; expect a refusal. */
    record Music(MediaId media) implements Message {
        @Override
        public String type() {
            return "music";
        }
    }

    /**
     * One or more pictures. A preview shows the first one only.
     *
     * @param media images, temporary or permanent; the platform takes up to 20
     * @param title newer pages of the platform have one; may be empty
     * @param caption empty for the platform's own
     */
    record Images(List<MediaId> media, String title, String caption, CommentRule comments)
            implements Message {

        public Images {
            media = List.copyOf(media);
            if (media.isEmpty()) {
                throw new IllegalArgumentException("a picture message has at least one picture");
            }
        }

        /** Pictures without a title. */
        public Images(List<MediaId> media, String caption, CommentRule comments) {
            this(media, "", caption, comments);
        }

        /** One picture without a word, and without comments. */
        public Images(MediaId picture) {
            this(List.of(picture), "", CommentRule.NOBODY);
        }

        @Override
        public String type() {
            return "image";
        }
    }

    /**
     * A video.
     *
     * @param media from {@link Media#uploadVideo}; videos uploaded by the API are mostly refused
     *     today
     * @param title may be empty
     * @param description may be empty
     */
    record Video(MediaId media, String title, String description) implements Message {
        @Override
        public String type() {
            return "mpvideo";
        }
    }

    /**
     * A coupon. The platform has answered 45113 to mass sends since August 2024.
     *
     * @param ext JSON with {@code code}, {@code openid}, {@code timestamp} and {@code signature},
     *     as text; for previews only, may be empty
     */
    record Card(String cardId, String ext) implements Message, CustomerMessage {

        /** A coupon as it is sent. */
        public Card(String cardId) {
            this(cardId, "");
        }

        @Override
        public String type() {
            return "wxcard";
        }
    }

    /** What happens to a send whose article is judged a reprint of somebody's original. */
    enum Reprint {
        /** Nothing is sent; the finishing event says {@code err(30003)}. */
        STOP,
        /** It is sent as a marked reprint, if the original's author allows reprints. */
        SEND_MARKED
    }
}
