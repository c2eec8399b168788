package io.qunfa.client;

import java.util.List;

/**
 * What is sent to one person within the time their last action opened.
 *
 * <p>Beside {@link Message}, because most kinds are only one or the other, and the compiler should
 * say so: a menu to tap cannot be mass sent, and an article that was sent can be mass sent but not
 * shown again. What is the same in both, a text, a recording and a coupon, is one record.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/customer/message/api_sendcustommessage.html">发送客服消息,
 *     state of November 2026</a>
 */
public sealed interface CustomerMessage
        permits Message.Text,
                Message.Voice,
                Message.Card,
                CustomerMessage.Image,
                CustomerMessage.Video,
                CustomerMessage.Music,
                CustomerMessage.Link,
                CustomerMessage.Articles,
                CustomerMessage.Published,
                CustomerMessage.Menu,
                CustomerMessage.MiniProgram {

    /** The {@code msgtype} on the wire. */
    String type();

    /**
     * A picture.
     *
     * @param media an image, temporary or permanent
     */
    record Image(MediaId media) implements CustomerMessage {
        @Override
        public String type() {
            return "image";
        }
    }

    /**
     * A video.
     *
     * @param media temporary or permanent
     * @param thumb its picture
     * @param title may be empty
     * @param description may be empty
     */
    record Video(MediaId media, MediaId thumb, String title, String description)
            implements CustomerMessage {
        @Override
        public String type() {
            return "video";
        }
    }

    /**
     * A card that plays music.
     *
     * @param title may be empty
     * @param description may be empty
     * @param url of the file
     * @param hqUrl of a better one, for phones on Wi-Fi
     * @param thumb its picture
     */
    record Music(String title, String description, String url, String hqUrl, MediaId thumb)
            implements CustomerMessage {
        @Override
        public String type() {
            return "music";
        }
    }

    /**
     * A card that opens an address. One of them; the platform took eight until 2018.
     *
     * @param pictureUrl of its picture
     */
    record Link(String title, String description, String url, String pictureUrl)
            implements CustomerMessage {
        @Override
        public String type() {
            return "news";
        }
    }

    /**
     * The articles of a material; the platform is withdrawing it in favour of {@link Published}.
     *
     * @param media a permanent material
     */
    record Articles(MediaId media) implements CustomerMessage {
        @Override
        public String type() {
            return "mpnews";
        }
    }

    /**
     * An article that was published.
     *
     * @param article as the publication was answered with
     */
    record Published(ArticleId article) implements CustomerMessage {
        @Override
        public String type() {
            return "mpnewsarticle";
        }
    }

    /**
     * A question with answers to tap. The tap arrives as a text that names the item. The platform
     * refuses too many items with 45098 and too long ones with 45099.
     *
     * @param head may be empty
     * @param tail may be empty
     */
    record Menu(String head, List<Item> items, String tail) implements CustomerMessage {

        public Menu {
            items = List.copyOf(items);
        }

        @Override
        public String type() {
            return "msgmenu";
        }
    }

    /**
     * A card that opens a mini program linked to the account.
     *
     * @param thumb its picture
     */
    record MiniProgram(String title, MiniProgramPage page, MediaId thumb)
            implements CustomerMessage {
        @Override
        public String type() {
            return "miniprogrampage";
        }
    }

    /**
     * An answer to tap.
     *
     * @param id what the tap is told by
     */
    record Item(String id, String content) {}
}
