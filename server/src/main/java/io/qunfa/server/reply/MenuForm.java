package io.qunfa.server.reply;

import io.qunfa.client.ArticleId;
import io.qunfa.client.MediaId;
import io.qunfa.client.MenuButton;
import io.qunfa.server.http.Problem;
import io.qunfa.server.http.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Menus as JSON, in requests, in answers and in the database, and what is wrong with them. */
final class MenuForm {

    static final int MAX_BUTTONS = 3;
    static final int MAX_SUB_BUTTONS = 5;
    static final int MAX_NAME_BYTES = 16;
    static final int MAX_SUB_NAME_BYTES = 60;
    static final int MAX_KEY_BYTES = 128;
    static final int MAX_URL_BYTES = 1024;

    private static final Set<String> ASKING =
            Set.of(
                    "scancode_push",
                    "scancode_waitmsg",
                    "pic_sysphoto",
                    "pic_photo_or_album",
                    "pic_weixin",
                    "location_select");

    private MenuForm() {}

    /**
     * A button, with null for what its kind does not have.
     *
     * @param kind group, click, view, miniprogram, scancode_push, scancode_waitmsg, pic_sysphoto,
     *     pic_photo_or_album, pic_weixin, location_select, media_id, article_id,
     *     article_view_limited, or another one of the platform in a menu that was read
     * @param key of click and of those that ask for something
     * @param url of view, and of miniprogram for phones that cannot
     * @param buttons of group
     */
    record ButtonForm(
            @Nullable String name,
            @Nullable String kind,
            @Nullable String key,
            @Nullable String url,
            @Nullable String appId,
            @Nullable String page,
            @Nullable String mediaId,
            @Nullable String articleId,
            @Nullable List<ButtonForm> buttons) {

        static ButtonForm of(MenuButton button) {
            var name = button.name();
            return switch (button) {
                case MenuButton.Group(_, var buttons) ->
                        new ButtonForm(
                                name, "group", null, null, null, null, null, null, forms(buttons));
                case MenuButton.Click(_, var key) -> keyed(name, "click", key);
                case MenuButton.Ask(_, var type, var key) -> keyed(name, type, key);
                case MenuButton.Link(_, var url) ->
                        new ButtonForm(name, "view", null, url, null, null, null, null, null);
                case MenuButton.MiniProgram(_, var url, var appId, var page) ->
                        new ButtonForm(
                                name, "miniprogram", null, url, appId, page, null, null, null);
                case MenuButton.Send(_, var media) ->
                        new ButtonForm(
                                name,
                                "media_id",
                                null,
                                null,
                                null,
                                null,
                                media.value(),
                                null,
                                null);
                case MenuButton.Show(_, var article, var asCard) ->
                        new ButtonForm(
                                name,
                                asCard ? "article_id" : "article_view_limited",
                                null,
                                null,
                                null,
                                null,
                                null,
                                article.value(),
                                null);
                case MenuButton.Unknown(_, var type, var value) -> keyed(name, type, value);
            };
        }

        private static ButtonForm keyed(String name, String kind, String key) {
            return new ButtonForm(name, kind, key, null, null, null, null, null, null);
        }
    }

    static List<ButtonForm> forms(List<MenuButton> buttons) {
        return buttons.stream().map(ButtonForm::of).toList();
    }

    /**
     * The menu meant.
     *
     * @throws Problem that names everything that is wrong
     */
    static List<MenuButton> menu(@Nullable List<ButtonForm> buttons) {
        var reader = new Reader();
        var menu = reader.menu(Objects.requireNonNullElse(buttons, List.of()));
        if (!reader.errors.isEmpty()) {
            throw Problem.invalid(reader.errors);
        }
        return menu;
    }

    private static final class Reader {

        private final List<FieldError> errors = new ArrayList<>();

        List<MenuButton> menu(List<ButtonForm> buttons) {
            requireCount("buttons", buttons.size(), MAX_BUTTONS);
            return buttons(buttons, "buttons", MAX_NAME_BYTES);
        }

        private List<MenuButton> buttons(List<ButtonForm> forms, String field, int nameBytes) {
            var buttons = new ArrayList<MenuButton>();
            for (int i = 0; i < forms.size(); i++) {
                var at = "%s[%d]".formatted(field, i);
                var name = sized(at + ".name", forms.get(i).name(), nameBytes);
                buttons.add(button(forms.get(i), at, name));
            }
            return buttons;
        }

        private MenuButton button(ButtonForm form, String at, String name) {
            var kind = Objects.requireNonNullElse(form.kind(), "");
            return switch (kind) {
                case "group" -> group(form, at, name);
                case "click" ->
                        new MenuButton.Click(name, sized(at + ".key", form.key(), MAX_KEY_BYTES));
                case "view" -> new MenuButton.Link(name, address(at + ".url", form.url()));
                case "miniprogram" ->
                        new MenuButton.MiniProgram(
                                name,
                                address(at + ".url", form.url()),
                                sized(at + ".appId", form.appId(), MAX_KEY_BYTES),
                                sized(at + ".page", form.page(), MAX_URL_BYTES));
                case "media_id" ->
                        new MenuButton.Send(
                                name, new MediaId(opaque(at + ".mediaId", form.mediaId())));
                case "article_id", "article_view_limited" ->
                        new MenuButton.Show(
                                name,
                                new ArticleId(opaque(at + ".articleId", form.articleId())),
                                kind.equals("article_id"));
                default -> asking(form, at, name, kind);
            };
        }

        private MenuButton asking(ButtonForm form, String at, String name, String kind) {
            if (!ASKING.contains(kind)) {
                reject(at + ".kind", "unknown-value", Map.of("value", kind));
            }
            return new MenuButton.Ask(name, kind, sized(at + ".key", form.key(), MAX_KEY_BYTES));
        }

        private MenuButton group(ButtonForm form, String at, String name) {
            var below = Objects.requireNonNullElse(form.buttons(), List.<ButtonForm>of());
            if (at.indexOf('[') != at.lastIndexOf('[')) {
                reject(at + ".kind", "menu-too-deep", Map.of());
                return new MenuButton.Group(name, List.of());
            }
            requireCount(at + ".buttons", below.size(), MAX_SUB_BUTTONS);
            var buttons = buttons(below, at + ".buttons", MAX_SUB_NAME_BYTES);
            return new MenuButton.Group(
                    name, buttons.subList(0, Math.min(buttons.size(), MAX_SUB_BUTTONS)));
        }

        private void requireCount(String field, int count, int most) {
            if (count < 1 || count > most) {
                reject(field, "count", Map.of("least", 1, "most", most));
            }
        }

        private String address(String field, @Nullable String value) {
            var address = sized(field, value, MAX_URL_BYTES);
            if (!address.isEmpty()
                    && !address.toLowerCase(Locale.ROOT).matches("https?://[^\\s]+")) {
                reject(field, "not-an-address", Map.of("value", address));
            }
            return address;
        }

        /** An id is never empty, not even one that was rejected. */
        private String opaque(String field, @Nullable String value) {
            var id = sized(field, value, MAX_KEY_BYTES);
            return id.isEmpty() ? "-" : id;
        }

        private String sized(String field, @Nullable String value, int most) {
            var text = Objects.requireNonNullElse(value, "").strip();
            var bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes == 0) {
                reject(field, "required", Map.of());
            } else if (bytes > most) {
                reject(field, "too-many-bytes", Map.of("bytes", bytes, "limitBytes", most));
            }
            return text;
        }

        private void reject(String field, String code, Map<String, ?> parameters) {
            errors.add(new FieldError(field, code, parameters));
        }
    }
}
