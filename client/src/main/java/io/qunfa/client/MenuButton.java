package io.qunfa.client;

import java.util.List;

/**
 * One button of the menu below the chat.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html">创建自定义菜单,
 *     state of November 2026</a>
 */
public sealed interface MenuButton {

    /** What is written on it. */
    String name();

    /** A button that opens up to five others. */
    record Group(String name, List<MenuButton> buttons) implements MenuButton {

        private static final int MAX = 5;

        public Group {
            buttons = List.copyOf(buttons);
            if (buttons.size() > MAX) {
                throw new IllegalArgumentException(
                        "a menu button opens up to 5 others: " + buttons.size());
            }
        }
    }

    /** Tells the account its key. */
    record Click(String name, String key) implements MenuButton {}

    /** Opens a page. */
    record Link(String name, String url) implements MenuButton {}

    /**
     * Opens a mini program.
     *
     * @param url for phones that cannot
     */
    record MiniProgram(String name, String url, String appId, String page) implements MenuButton {}

    /**
     * Asks for something and tells the account.
     *
     * @param type {@code scancode_push}, {@code scancode_waitmsg}, {@code pic_sysphoto}, {@code
     *     pic_photo_or_album}, {@code pic_weixin} or {@code location_select}
     */
    record Ask(String name, String type, String key) implements MenuButton {}

    /** Sends a permanent picture, voice message or video. */
    record Send(String name, MediaId media) implements MenuButton {}

    /**
     * Shows a published article.
     *
     * @param asCard whether it appears as a card in the chat, or opens
     */
    record Show(String name, ArticleId article, boolean asCard) implements MenuButton {}

    /**
     * A kind this client does not know, in a menu that was read.
     *
     * @param value its key, address or media, whichever there is
     */
    record Unknown(String name, String type, String value) implements MenuButton {}
}
