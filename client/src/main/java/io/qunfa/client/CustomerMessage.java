package io.qunfa.client;

import java.util.List;

/**
 * What is sent to one person within the time their last action opened.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/customer/message/api_sendcustommessage.html">发送客服消息,
 *     state of November 2026</a>
 */
public sealed interface CustomerMessage {

    /** The {@code msgtype} on the wire. */
    String type();

    /**
     * Text; links and mini program links work.
     *
     * @param content up to 2048 bytes
     */
    record Text(String content) implements CustomerMessage {
        @Override
        public String type() {
            return "text";
        }
    }

    record Image(MediaId media) implements CustomerMessage {
        @Override
        public String type() {
            return "image";
        }
    }

    record Voice(MediaId media) implements CustomerMessage {
        @Override
        public String type() {
            return "voice";
        }
    }

    record Video(MediaId media, MediaId thumb, String title, String description)
            implements CustomerMessage {
        @Override
        public String type() {
            return "video";
        }
    }

    record Music(String title, String description, String url, String hqUrl, MediaId thumb)
            implements CustomerMessage {
        @Override
        public String type() {
            return "music";
        }
    }

    /** A card that opens an address. */
    record Link(String title, String description, String url, String pictureUrl)
            implements CustomerMessage {
        @Override
        public String type() {
            return "news";
        }
    }

    /**
     * The articles of a material; the platform is withdrawing it in favour of {@link Published}.
     */
    record Articles(MediaId media) implements CustomerMessage {
        @Override
        public String type() {
            return "mpnews";
        }
    }

    record Published(ArticleId article) implements CustomerMessage {
        @Override
        public String type() {
            return "mpnewsarticle";
        }
    }

    /**
     * A question with answers to tap. The tap arrives as a text that names the item.
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

    record MiniProgram(String title, String appId, String page, MediaId thumb)
            implements CustomerMessage {
        @Override
        public String type() {
            return "miniprogrampage";
        }
    }

    /** A coupon; the platform has closed that business. */
    record Card(String cardId) implements CustomerMessage {
        @Override
        public String type() {
            return "wxcard";
        }
    }

    /** An answer to tap. */
    record Item(String id, String content) {}
}
