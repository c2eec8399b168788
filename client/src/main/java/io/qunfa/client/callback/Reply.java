package io.qunfa.client.callback;

import io.qunfa.client.MediaId;
import java.util.List;
import java.util.Optional;

/**
 * What is answered to a push, within five seconds, and shown in the chat. Only what a follower says
 * or does can be answered, not the results of jobs.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/guide/product/message/Passive_user_reply_message.html">被动回复用户消息,
 *     state of November 2026</a>
 */
public sealed interface Reply {

    /** The body of an answer that shows nothing and stops the platform from asking again. */
    String NOTHING = "success";

    /**
     * Text.
     *
     * @param content not blank, which phones show as a failure of the account
     */
    record Text(String content) implements Reply {
        public Text {
            if (content.isBlank()) {
                throw new IllegalArgumentException("a text that is answered must not be blank");
            }
        }
    }

    /**
     * A picture.
     *
     * @param media temporary or permanent
     */
    record Image(MediaId media) implements Reply {}

    /**
     * A recording.
     *
     * @param media temporary or permanent
     */
    record Voice(MediaId media) implements Reply {}

    /**
     * A video.
     *
     * @param title may be empty
     * @param description may be empty
     */
    record Video(MediaId media, String title, String description) implements Reply {}

    /**
     * Music from elsewhere.
     *
     * @param title may be empty
     * @param description may be empty
     * @param url may be empty
     * @param hqUrl for wireless networks; may be empty
     */
    record Music(String title, String description, String url, String hqUrl, MediaId thumb)
            implements Reply {}

    /**
     * Links with pictures.
     *
     * @param items 1 to 8, of which phones show only the first when a message is answered
     */
    record Links(List<Link> items) implements Reply {

        private static final int MAX = 8;

        public Links {
            items = List.copyOf(items);
            if (items.isEmpty() || items.size() > MAX) {
                throw new IllegalArgumentException("a reply has 1 to 8 links: " + items.size());
            }
        }
    }

    /**
     * Hands the chat over to people; the follower sees nothing.
     *
     * @param agent one of them, or whoever is free
     */
    record HandOver(Optional<String> agent) implements Reply {}

    /**
     * A link with a picture.
     *
     * @param pictureUrl 360 by 200 pixels, or 200 by 200
     */
    record Link(String title, String description, String pictureUrl, String url) {}
}
