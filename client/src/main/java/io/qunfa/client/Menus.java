package io.qunfa.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The menu below the chat: up to three buttons, each opening up to five others. Phones show a
 * change within a day.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/custommenu/api_createcustommenu.html">创建自定义菜单,
 *     state of November 2026</a>
 */
public final class Menus {

    private static final int MAX_BUTTONS = 3;

    private final Api api;

    Menus(Api api) {
        this.api = api;
    }

    /** Puts this menu in place of the one there is; 1,000 a day. */
    public void set(List<MenuButton> buttons) {
        api.post("/cgi-bin/menu/create", menu(buttons));
    }

    /** The menus made by the API; 46003 if there is none. */
    public MenuSet get() {
        return api.get("/cgi-bin/menu/get", Query.NONE, MenuAnswer.class).toSet();
    }

    /** Deletes every menu made by the API, the conditional ones included. */
    public void delete() {
        api.get("/cgi-bin/menu/delete", Query.NONE, JsonNode.class);
    }

    /**
     * A menu for those who carry a tag.
     *
     * @return its id
     */
    public String addConditional(List<MenuButton> buttons, TagId tag) {
        var body = menu(buttons);
        body.putObject("matchrule").put("tag_id", Long.toString(tag.value()));
        return api.post("/cgi-bin/menu/addconditional", body, AddedMenu.class).menuid;
    }

    /** Deletes one conditional menu. */
    public void deleteConditional(String menuId) {
        api.post("/cgi-bin/menu/delconditional", Json.object().put("menuid", menuId));
    }

    /** The menu that this follower sees; its page has no {@code menu} around it, other SDKs do. */
    public List<MenuButton> seenBy(OpenId follower) {
        var body = Json.object().put("user_id", follower.value());
        var answer = api.post("/cgi-bin/menu/trymatch", body, JsonNode.class);
        return MenuJson.read((answer.has("menu") ? answer.path("menu") : answer).path("button"));
    }

    /** The menu in use, whether made by the API or on the website. */
    public CurrentMenu current() {
        var path = "/cgi-bin/get_current_selfmenu_info";
        var answer = api.get(path, Query.NONE, JsonNode.class);
        return new CurrentMenu(
                answer.path("is_menu_open").asInt(0) == 1,
                MenuJson.read(answer.path("selfmenu_info").path("button")));
    }

    private static ObjectNode menu(List<MenuButton> buttons) {
        if (buttons.isEmpty() || buttons.size() > MAX_BUTTONS) {
            throw new IllegalArgumentException("a menu has 1 to 3 buttons: " + buttons.size());
        }
        var body = Json.object();
        MenuJson.write(buttons, body.putArray("button"));
        return body;
    }

    /**
     * The menus of the account.
     *
     * @param id of the default menu; empty for old ones
     */
    public record MenuSet(
            Optional<String> id, List<MenuButton> buttons, List<ConditionalMenu> conditional) {
        public MenuSet {
            buttons = List.copyOf(buttons);
            conditional = List.copyOf(conditional);
        }
    }

    /** A menu for some. */
    public record ConditionalMenu(String id, Optional<TagId> tag, List<MenuButton> buttons) {
        public ConditionalMenu {
            buttons = List.copyOf(buttons);
        }
    }

    /**
     * The menu in use.
     *
     * @param shown whether the menu is switched on
     */
    public record CurrentMenu(boolean shown, List<MenuButton> buttons) {
        public CurrentMenu {
            buttons = List.copyOf(buttons);
        }
    }

    private record AddedMenu(String menuid) {}

    private record MenuAnswer(@Nullable JsonMenu menu, List<JsonMenu> conditionalmenu) {

        MenuSet toSet() {
            var buttons = menu == null ? List.<MenuButton>of() : menu.buttons();
            var id = menu == null ? "" : menu.menuid;
            return new MenuSet(
                    Optional.of(id).filter(text -> !text.isEmpty()),
                    buttons,
                    conditionalmenu.stream().map(JsonMenu::toConditional).toList());
        }
    }

    private record JsonMenu(@Nullable JsonNode button, String menuid, @Nullable Rule matchrule) {

        List<MenuButton> buttons() {
            return button == null ? List.of() : MenuJson.read(button);
        }

        ConditionalMenu toConditional() {
            var tag = matchrule == null ? "" : matchrule.tagId + matchrule.groupId;
            return new ConditionalMenu(
                    menuid,
                    Optional.of(tag)
                            .filter(text -> text.matches("\\d{1,18}"))
                            .map(text -> new TagId(Long.parseLong(text))),
                    buttons());
        }
    }

    private record Rule(String tagId, String groupId) {}
}
