package io.qunfa.sandbox.menu;

import io.qunfa.sandbox.world.Content;
import io.qunfa.sandbox.world.Menu;
import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a menu may look like. The codes of buttons and of sub-buttons are two series. */
final class MenuRules {

    private static final int MAX_BUTTONS = 3;
    private static final int MAX_SUB_BUTTONS = 5;
    private static final int MAX_NAME_BYTES = 16;
    private static final int MAX_SUB_NAME_BYTES = 60;
    private static final int MAX_KEY_BYTES = 128;
    private static final int MAX_URL_BYTES = 1024;

    /** By type, the property that it cannot be without. */
    private static final Map<String, String> NEEDED =
            Map.ofEntries(
                    Map.entry("click", "key"),
                    Map.entry("view", "url"),
                    Map.entry("scancode_push", "key"),
                    Map.entry("scancode_waitmsg", "key"),
                    Map.entry("pic_sysphoto", "key"),
                    Map.entry("pic_photo_or_album", "key"),
                    Map.entry("pic_weixin", "key"),
                    Map.entry("location_select", "key"),
                    Map.entry("media_id", "media_id"),
                    Map.entry("view_limited", "media_id"),
                    Map.entry("article_id", "article_id"),
                    Map.entry("article_view_limited", "article_id"),
                    Map.entry("miniprogram", "url"));

    private MenuRules() {}

    static void require(List<Menu.Button> buttons, Content content) {
        if (buttons.isEmpty() || buttons.size() > MAX_BUTTONS) {
            throw Refusal.of(
                    40016, "a menu has 1 to 3 buttons", buttons.size() + " buttons", "1 to 3");
        }
        buttons.forEach(MenuRules::requireTop);
        buttons.forEach(button -> requireMaterial(button, content));
    }

    private static void requireTop(Menu.Button button) {
        requireName(button, MAX_NAME_BYTES, 40018);
        if (button.subButtons().isEmpty()) {
            requireAction(button, Codes.TOP);
            return;
        }
        if (button.subButtons().size() > MAX_SUB_BUTTONS) {
            throw Refusal.of(
                    40023,
                    "a submenu has 1 to 5 buttons",
                    button.subButtons().size() + " below " + button.name(),
                    "1 to 5");
        }
        button.subButtons().forEach(MenuRules::requireSub);
    }

    private static void requireSub(Menu.Button button) {
        if (!button.subButtons().isEmpty()) {
            throw Refusal.of(
                    40022, "menus have two levels", "a submenu below " + button.name(), "two");
        }
        requireName(button, MAX_SUB_NAME_BYTES, 40025);
        requireAction(button, Codes.SUB);
    }

    private static void requireName(Menu.Button button, int most, int code) {
        int bytes = bytes(button.name());
        if (bytes == 0 || bytes > most) {
            throw Refusal.of(
                    code,
                    "the name has 1 to %d bytes".formatted(most),
                    "%s: %d bytes".formatted(button.name(), bytes),
                    "a shorter name");
        }
    }

    /** The codes of one level. */
    private enum Codes {
        TOP(40017, 40019, 40020, 40055, 40117),
        SUB(40024, 40026, 40027, 40054, 40118);

        private final int type;
        private final int key;
        private final int urlSize;
        private final int urlDomain;
        private final int media;

        Codes(int type, int key, int urlSize, int urlDomain, int media) {
            this.type = type;
            this.key = key;
            this.urlSize = urlSize;
            this.urlDomain = urlDomain;
            this.media = media;
        }
    }

    private static void requireAction(Menu.Button button, Codes codes) {
        var needed = NEEDED.get(button.type());
        if (needed == null) {
            throw Refusal.of(
                    codes.type,
                    "the type is known",
                    "%s of %s".formatted(button.type(), button.name()),
                    "one of " + NEEDED.keySet().stream().sorted().toList());
        }
        var value = button.property(needed);
        switch (needed) {
            case "key" -> requireSize(button, value, MAX_KEY_BYTES, codes.key);
            case "url" -> requireUrl(button, value, codes);
            default -> requireSize(button, value, MAX_URL_BYTES, codes.media);
        }
    }

    /** What a button sends is usable when the menu is made. */
    private static void requireMaterial(Menu.Button button, Content content) {
        switch (button.type()) {
            case "media_id" -> content.media().require(button.property("media_id"));
            case "view_limited" -> requireNews(button.property("media_id"), content);
            case "article_id", "article_view_limited" ->
                    content.publications().requireArticle(button.property("article_id"));
            default -> {
                // The other types carry no material.
            }
        }
        button.subButtons().forEach(sub -> requireMaterial(sub, content));
    }

    /** 40121 for material that is no article, 40007 for none. */
    private static void requireNews(String mediaId, Content content) {
        if (content.media().find(mediaId).isPresent()) {
            throw Refusal.of(
                    40121, "view_limited opens articles", "a file: " + mediaId, "an article's id");
        }
        content.drafts().requireNews(mediaId);
    }

    private static void requireUrl(Menu.Button button, String url, Codes codes) {
        requireSize(button, url, MAX_URL_BYTES, codes.urlSize);
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            throw Refusal.of(
                    codes.urlDomain,
                    "the url is complete",
                    "%s of %s".formatted(url, button.name()),
                    "http://… or https://…");
        }
    }

    private static void requireSize(Menu.Button button, String value, int most, int code) {
        int bytes = bytes(value);
        if (bytes == 0 || bytes > most) {
            throw Refusal.of(
                    code,
                    "%s of a %s button has 1 to %d bytes"
                            .formatted(NEEDED.get(button.type()), button.type(), most),
                    "%d bytes in %s".formatted(bytes, button.name()),
                    "1 to " + most);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
