package io.qunfa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Menus, taps on them, and the website's own menu and replies. */
@SandboxTest(followers = 4, startAt = "2026-11-25T04:00:00Z")
class MenuIT {

    private static final String MENU =
            """
            {"button":[
              {"type":"click","name":"今日歌曲","key":"V1001_TODAY_MUSIC"},
              {"name":"菜单","sub_button":[
                {"type":"view","name":"搜索","url":"http://www.example.com/"},
                {"type":"scancode_push","name":"扫码","key":"scan"},
                {"type":"pic_weixin","name":"相册","key":"pic"},
                {"type":"location_select","name":"位置","key":"where"},
                {"type":"miniprogram","name":"wxa","url":"http://mp.example.com","appid":"wx286b93c14bbf93aa","pagepath":"pages/lunar/index"}]}]}
            """;

    private final AccountServer server;
    private Sandbox sandbox;
    private SandboxAccount account;
    private Caller caller;

    MenuIT() throws IOException {
        server = new AccountServer();
    }

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws IOException, InterruptedException {
        sandbox = injected;
        sandbox.clock().rate(0);
        account = sandbox.account();
        caller = new Caller(sandbox).withToken();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void a_menu_is_created_read_and_deleted() throws Exception {
        assertThat(code(caller.read("/cgi-bin/menu/get"))).isEqualTo(46003);
        assertThat(post("/cgi-bin/menu/create", MENU)).isZero();

        var menu = caller.read("/cgi-bin/menu/get").path("menu");

        assertThat(menu.path("button").get(0).toString())
                .isEqualTo(
                        "{\"type\":\"click\",\"name\":\"今日歌曲\",\"key\":\"V1001_TODAY_MUSIC\",\"sub_button\":[]}");
        assertThat(menu.path("button").get(1).path("sub_button")).hasSize(5);
        assertThat(code(caller.read("/cgi-bin/menu/delete"))).isZero();
        assertThat(code(caller.read("/cgi-bin/menu/get"))).isEqualTo(46003);
    }

    @Test
    void each_limit_has_its_code() throws Exception {
        assertThat(post("/cgi-bin/menu/create", "{\"button\":[]}")).isEqualTo(40016);
        assertThat(create("{\"type\":\"click\",\"name\":\"a\"}")).isEqualTo(40019);
        assertThat(create("{\"type\":\"tap\",\"name\":\"a\",\"key\":\"k\"}")).isEqualTo(40017);
        assertThat(create("{\"type\":\"click\",\"name\":\"一二三四五六\",\"key\":\"k\"}"))
                .isEqualTo(40018);
        assertThat(create("{\"type\":\"view\",\"name\":\"a\",\"url\":\"www.example.com\"}"))
                .isEqualTo(40055);
        assertThat(create("{\"name\":\"a\",\"sub_button\":[{\"type\":\"click\",\"name\":\"b\"}]}"))
                .isEqualTo(40026);
    }

    @Test
    void a_button_sends_only_material_of_the_account() throws Exception {
        var picture = new Uploads(sandbox, caller).cover();
        assertThat(
                        create(
                                "{\"type\":\"media_id\",\"name\":\"a\",\"media_id\":\""
                                        + picture
                                        + "\"}"))
                .isZero();
        assertThat(create("{\"type\":\"media_id\",\"name\":\"a\",\"media_id\":\"m\"}"))
                .isEqualTo(40007);
        assertThat(
                        create(
                                "{\"name\":\"a\",\"sub_button\":[{\"type\":\"media_id\",\"name\":\"b\",\"media_id\":\"m\"}]}"))
                .isEqualTo(40007);
    }

    @Test
    void taps_push_the_event_of_their_button() throws Exception {
        enableInterface();
        post("/cgi-bin/menu/create", MENU);

        for (var button : new String[] {"今日歌曲", "菜单", "搜索", "扫码", "相册", "位置", "wxa"}) {
            tap(button);
        }

        var bodies = server.bodies();
        assertThat(bodies).hasSize(6);
        assertThat(bodies.get(0))
                .contains("<Event><![CDATA[CLICK]]></Event>")
                .contains("<EventKey><![CDATA[V1001_TODAY_MUSIC]]></EventKey>");
        assertThat(bodies.get(1))
                .contains("<Event><![CDATA[VIEW]]></Event>")
                .contains("<EventKey><![CDATA[http://www.example.com/]]></EventKey><MenuId>");
        assertThat(bodies.get(2))
                .contains("<ScanCodeInfo><ScanType><![CDATA[qrcode]]></ScanType><ScanResult>");
        assertThat(bodies.get(3))
                .contains("<SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>");
        assertThat(bodies.get(4)).contains("<SendLocationInfo><Location_X>");
        assertThat(bodies.get(5))
                .contains("<Event><![CDATA[view_miniprogram]]></Event>")
                .contains("<EventKey><![CDATA[pages/lunar/index]]></EventKey>");
    }

    @Test
    void a_conditional_menu_is_for_those_who_match() throws Exception {
        var followers = account.followers(2);
        long tag = account.createTag("vip", followers.subList(0, 1));
        var conditional =
                "{\"button\":[{\"type\":\"click\",\"name\":\"vip\",\"key\":\"v\"}],\"matchrule\":{\"tag_id\":\"%d\"}}"
                        .formatted(tag);
        assertThat(post("/cgi-bin/menu/addconditional", conditional)).isEqualTo(65303);
        post("/cgi-bin/menu/create", MENU);

        var id = caller.post("/cgi-bin/menu/addconditional", conditional).path("menuid");

        assertThat(id.isString()).isTrue();
        assertThat(firstButtonOf(followers.get(0))).isEqualTo("vip");
        assertThat(firstButtonOf(followers.get(1))).isEqualTo("今日歌曲");
        assertThat(caller.read("/cgi-bin/menu/get").path("conditionalmenu")).hasSize(1);
        assertThat(post("/cgi-bin/menu/delconditional", "{\"menuid\":\"" + id.asString() + "\"}"))
                .isZero();
        assertThat(firstButtonOf(followers.get(0))).isEqualTo("今日歌曲");
        assertThat(post("/cgi-bin/menu/delconditional", "{\"menuid\":\"1\"}")).isEqualTo(65301);
        assertThat(post("/cgi-bin/menu/trymatch", "{\"user_id\":\"nobody\"}")).isEqualTo(65302);
    }

    @Test
    void a_matched_menu_may_come_as_its_page_shows_it() throws Exception {
        post("/cgi-bin/menu/create", MENU);
        switchOn("bareMatchedMenu");

        var openId = account.followers(1).get(0);
        var matched = caller.post("/cgi-bin/menu/trymatch", "{\"user_id\":\"" + openId + "\"}");

        assertThat(matched.at("/button/0/name").asString()).isEqualTo("今日歌曲");
    }

    @Test
    void nothing_personal_decides_about_a_menu_any_more() throws Exception {
        post("/cgi-bin/menu/create", MENU);
        var personal =
                "{\"button\":[{\"type\":\"click\",\"name\":\"a\",\"key\":\"k\"}],\"matchrule\":{\"language\":\"zh_CN\"}}";

        assertThat(post("/cgi-bin/menu/addconditional", personal)).isEqualTo(65320);
        switchOn("personalMatchRules");
        assertThat(post("/cgi-bin/menu/addconditional", personal)).isZero();
    }

    private void switchOn(String behaviour) throws IOException, InterruptedException {
        caller.control(
                "PATCH",
                "/accounts/" + account.appId(),
                "{\"switches\":{\"" + behaviour + "\":true}}");
    }

    @Test
    void an_enabled_interface_switches_the_websites_menu_and_replies_off() throws Exception {
        caller.control(
                "PUT",
                "/accounts/" + account.appId() + "/website",
                "{\"menu\":{\"button\":[{\"type\":\"view\",\"name\":\"site\",\"url\":\"http://a.example\"}]},\"followReply\":\"欢迎\",\"defaultReply\":\"在的\",\"keywords\":[{\"keyword\":\"价格\",\"reply\":\"十元\"}]}");
        var phone = account.phone(account.followers(1).get(0));

        phone.say("价格表");
        phone.say("你好");

        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("十元", "在的");
        assertThat(currentMenu().path("is_menu_open").asInt()).isEqualTo(1);
        assertThat(replies().path("is_autoreply_open").asInt()).isEqualTo(1);
        enableInterface();
        phone.say("价格表");
        assertThat(phone.received()).hasSize(2);
        assertThat(currentMenu().path("is_menu_open").asInt()).isZero();
        assertThat(replies().path("is_autoreply_open").asInt()).isZero();
        assertThat(replies().path("is_add_friend_reply_open").asInt()).isZero();
    }

    private JsonNode currentMenu() throws IOException, InterruptedException {
        return caller.read("/cgi-bin/get_current_selfmenu_info");
    }

    private JsonNode replies() throws IOException, InterruptedException {
        return caller.read("/cgi-bin/get_current_autoreply_info");
    }

    private void enableInterface() {
        account.callback(server.address(), AccountServer.TOKEN);
    }

    private void tap(String button) throws IOException, InterruptedException {
        caller.control(
                "POST",
                "/accounts/%s/followers/%s/messages"
                        .formatted(account.appId(), account.followers(1).get(0)),
                "{\"type\":\"menu\",\"button\":\"" + button + "\"}");
    }

    private String firstButtonOf(String openId) throws IOException, InterruptedException {
        return caller.post("/cgi-bin/menu/trymatch", "{\"user_id\":\"" + openId + "\"}")
                .at("/menu/button/0/name")
                .asString();
    }

    private int create(String button) throws IOException, InterruptedException {
        return post("/cgi-bin/menu/create", "{\"button\":[" + button + "]}");
    }

    private int post(String path, String body) throws IOException, InterruptedException {
        return code(caller.post(path, body));
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
