package io.qunfa.sandbox.menu;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.Followers;
import io.qunfa.sandbox.world.MatchRule;
import io.qunfa.sandbox.world.Menu;
import io.qunfa.sandbox.world.OfficialAccount;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Website;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Menus made through the interface, and what the website has of its own. */
public final class MenuCalls {

    private static final Set<String> CONDITIONS =
            Set.of(
                    "tag_id",
                    "group_id",
                    "sex",
                    "country",
                    "province",
                    "city",
                    "client_platform_type",
                    "language");

    private static final Set<String> PERSONAL =
            Set.of("sex", "country", "province", "city", "language");

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/menu/create", this::create,
                "/cgi-bin/menu/get", this::get,
                "/cgi-bin/menu/delete", this::delete,
                "/cgi-bin/menu/addconditional", this::addConditional,
                "/cgi-bin/menu/delconditional", this::deleteConditional,
                "/cgi-bin/menu/trymatch", this::tryMatch,
                "/cgi-bin/get_current_selfmenu_info", this::current,
                "/cgi-bin/get_current_autoreply_info", this::currentReplies);
    }

    /** {@code POST /cgi-bin/menu/create}: replaces the menu for everybody. */
    ObjectNode create(Call call) {
        call.account().relations().menus().create(buttons(call));
        return Envelope.ok();
    }

    private static List<Menu.Button> buttons(Call call) {
        var buttons = MenuJson.read(call.body().path("button"));
        MenuRules.require(buttons, call.account().content());
        return buttons;
    }

    /** {@code GET /cgi-bin/menu/get}: menus made through the interface only. */
    ObjectNode get(Call call) {
        var menus = call.account().relations().menus();
        var common = menus.common().orElseThrow(MenuCalls::noMenu);
        var answer = Json.object();
        var menu = answer.putObject("menu");
        menu.set("button", MenuJson.write(common.buttons()));
        if (!menus.conditional().isEmpty()) {
            menu.put("menuid", common.id());
            var list = answer.putArray("conditionalmenu");
            menus.conditional()
                    .forEach(
                            candidate -> {
                                var row = list.addObject();
                                row.set("button", MenuJson.write(candidate.menu().buttons()));
                                candidate
                                        .rule()
                                        .conditions()
                                        .forEach(row.putObject("matchrule")::put);
                                row.put("menuid", candidate.menu().id());
                            });
        }
        return answer;
    }

    private static Refusal noMenu() {
        return Refusal.of(46003, "a menu was created", "none", "menu/create comes first");
    }

    /** {@code GET /cgi-bin/menu/delete}: conditional menus go with it. */
    ObjectNode delete(Call call) {
        call.account().relations().menus().delete();
        return Envelope.ok();
    }

    /** {@code POST /cgi-bin/menu/addconditional}. */
    ObjectNode addConditional(Call call) {
        var buttons = buttons(call);
        var rule = rule(call.body().path("matchrule"));
        if (!call.account().switches().content().isOn(ContentSwitch.PERSONAL_MATCH_RULES)) {
            requireNothingPersonal(rule);
        }
        long id = call.account().relations().menus().addConditional(buttons, rule);
        return Json.object().put("menuid", String.valueOf(id));
    }

    private static MatchRule rule(JsonNode json) {
        var conditions = new LinkedHashMap<String, String>();
        for (var condition : json.properties()) {
            var value = condition.getValue().asString("");
            if (CONDITIONS.contains(condition.getKey()) && !value.isEmpty()) {
                conditions.put(condition.getKey(), value);
            }
        }
        requireRegion(conditions);
        if (conditions.isEmpty()) {
            throw Refusal.of(
                    65304, "matchrule has a condition", json.toString(), "{\"tag_id\":\"2\"}");
        }
        return new MatchRule(conditions);
    }

    /** What a person is or where it lives decides about a menu no more. */
    private static void requireNothingPersonal(MatchRule rule) {
        var personal = rule.conditions().keySet().stream().filter(PERSONAL::contains).toList();
        if (!personal.isEmpty()) {
            throw Refusal.of(
                    65320,
                    "matchrule names nothing personal",
                    String.join(", ", personal),
                    "\"tag_id\" or \"client_platform_type\"");
        }
    }

    /** A place is named from the largest to the smallest. */
    private static void requireRegion(Map<String, String> conditions) {
        if (conditions.containsKey("city") && !conditions.containsKey("province")) {
            throw Refusal.of(65311, "a city has a province", "no province", "\"province\":\"…\"");
        }
        if (conditions.containsKey("province") && !conditions.containsKey("country")) {
            throw Refusal.of(65310, "a province has a country", "no country", "\"country\":\"…\"");
        }
    }

    /** {@code POST /cgi-bin/menu/delconditional}. */
    ObjectNode deleteConditional(Call call) {
        long id =
                Json.integer(call.body().path("menuid"))
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                65301,
                                                "menuid is a number",
                                                call.body().path("menuid").toString(),
                                                "the menuid of addconditional"));
        call.account().relations().menus().deleteConditional(id);
        return Envelope.ok();
    }

    /**
     * {@code POST /cgi-bin/menu/trymatch}: what somebody sees, by OpenID or WeChat id. WxJava,
     * Senparc and fastweixin read the buttons inside {@code menu}, against the page.
     */
    ObjectNode tryMatch(Call call) {
        var account = call.account();
        var userId = call.body().path("user_id").asString("");
        int number = person(account.followers(), userId);
        var menu = account.relations().menus().seenBy(number).orElseThrow(MenuCalls::noMenu);
        var buttons = MenuJson.write(menu.buttons());
        var answer = Json.object();
        if (account.switches().content().isOn(ContentSwitch.BARE_MATCHED_MENU)) {
            answer.set("button", buttons);
        } else {
            answer.putObject("menu").set("button", buttons);
        }
        return answer;
    }

    private static int person(Followers followers, String userId) {
        var number = followers.numberOf(userId);
        return (number.isPresent() ? number : followers.numberOfWxName(userId))
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        65302,
                                        "user_id is an OpenID or a WeChat id",
                                        userId,
                                        "a follower"));
    }

    /** {@code GET /cgi-bin/get_current_selfmenu_info}: the menu in use, wherever it was made. */
    ObjectNode current(Call call) {
        var relations = call.account().relations();
        boolean enabled = call.account().callback().isPresent();
        var menu =
                enabled || relations.menus().common().isPresent()
                        ? relations.menus().common()
                        : relations.website().menu();
        var answer = Json.object().put("is_menu_open", menu.isPresent() ? 1 : 0);
        var info = answer.putObject("selfmenu_info");
        info.set("button", MenuJson.writeCurrent(menu.map(Menu::buttons).orElseGet(List::of)));
        return answer;
    }

    /** {@code GET /cgi-bin/get_current_autoreply_info}: the website's automatic replies. */
    ObjectNode currentReplies(Call call) {
        var setup = call.account().relations().website().setup();
        boolean active = isActive(call.account());
        var answer =
                Json.object()
                        .put(
                                "is_add_friend_reply_open",
                                active && !setup.followReply().isEmpty() ? 1 : 0)
                        .put("is_autoreply_open", active && isAutomatic(setup) ? 1 : 0);
        put(answer, "add_friend_autoreply_info", setup.followReply());
        put(answer, "message_default_autoreply_info", setup.defaultReply());
        if (!setup.keywords().isEmpty()) {
            putKeywords(answer, setup);
        }
        return answer;
    }

    /** An enabled interface switches the website's own replies off. */
    private static boolean isActive(OfficialAccount account) {
        return account.callback().isEmpty();
    }

    private static boolean isAutomatic(Website.Setup setup) {
        return !setup.defaultReply().isEmpty() || !setup.keywords().isEmpty();
    }

    private static void put(ObjectNode answer, String name, String text) {
        if (!text.isEmpty()) {
            answer.putObject(name).put("type", "text").put("content", text);
        }
    }

    private static void putKeywords(ObjectNode answer, Website.Setup setup) {
        var list = answer.putObject("keyword_autoreply_info").putArray("list");
        for (var keyword : setup.keywords()) {
            var row =
                    list.addObject()
                            .put("rule_name", keyword.rule())
                            .put("create_time", 1_421_028_166)
                            .put("reply_mode", "random_one");
            row.putArray("keyword_list_info")
                    .addObject()
                    .put("type", "text")
                    .put("match_mode", keyword.exact() ? "equal" : "contain")
                    .put("content", keyword.keyword());
            row.putArray("reply_list_info")
                    .addObject()
                    .put("type", "text")
                    .put("content", keyword.reply());
        }
    }
}
