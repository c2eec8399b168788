package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.nio.file.Files;
import java.util.List;
import me.chanjar.weixin.common.bean.menu.WxMenu;
import me.chanjar.weixin.common.bean.menu.WxMenuButton;
import me.chanjar.weixin.common.bean.menu.WxMenuRule;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.result.WxMpUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a team that uses WxJava knows its followers, and how followers find it. */
@SandboxTest(followers = 10)
class WxJavaPeopleTest {

    private SandboxAccount account;
    private WxMpService wxJava;
    private List<String> openIds;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        this.account = account;
        this.wxJava = WxJava.connect(sandbox, account);
        this.openIds = account.followers(10);
    }

    @Test
    void reads_its_followers_one_by_one_and_together() throws WxErrorException {
        var users = wxJava.getUserService();

        assertThat(users.userList().getOpenids()).containsExactlyElementsOf(openIds);
        assertThat(users.userList(openIds.get(7)).getOpenids()).hasSize(2);
        assertThat(users.userInfo(openIds.get(0)).getSubscribe()).isTrue();
        assertThat(users.userInfoList(openIds))
                .extracting(WxMpUser::getOpenId)
                .containsExactlyElementsOf(openIds);
    }

    @Test
    void writes_a_remark_about_a_follower() throws WxErrorException {
        wxJava.getUserService().userUpdateRemark(openIds.get(0), "常客");

        assertThat(wxJava.getUserService().userInfo(openIds.get(0)).getRemark()).isEqualTo("常客");
    }

    @Test
    void tags_and_untags_followers() throws WxErrorException {
        var tags = wxJava.getUserTagService();
        long tag = tags.tagCreate("读者").getId();
        var three = openIds.subList(0, 3);

        assertThat(tags.batchTagging(tag, three.toArray(String[]::new))).isTrue();
        assertThat(tags.tagListUser(tag, "").getData().getOpenidList())
                .containsExactlyInAnyOrderElementsOf(three);
        assertThat(tags.userTagList(three.get(0))).containsExactly(tag);
        assertThat(tags.batchUntagging(tag, three.toArray(String[]::new))).isTrue();
        assertThat(tags.tagUpdate(tag, "老读者")).isTrue();
        assertThat(tags.tagDelete(tag)).isTrue();
        assertThat(tags.tagGet()).noneMatch(each -> each.getId() == tag);
    }

    @Test
    void blocks_a_follower_and_forgives() throws WxErrorException {
        var blocked = wxJava.getBlackListService();

        blocked.pushToBlacklist(openIds.subList(0, 1));
        assertThat(blocked.getBlacklist("").getOpenidList()).containsExactly(openIds.get(0));

        blocked.pullFromBlacklist(openIds.subList(0, 1));
        assertThat(blocked.getBlacklist("").getTotal()).isZero();
    }

    @Test
    void makes_a_qr_code_that_is_a_picture() throws Exception {
        var codes = wxJava.getQrcodeService();
        var ticket = codes.qrCodeCreateTmpTicket("stand-7", 600);

        assertThat(ticket.getExpireSeconds()).isEqualTo(600);
        assertThat(Files.size(codes.qrCodePicture(ticket).toPath())).isGreaterThan(1000);
    }

    @Test
    void shows_each_follower_the_menu_that_fits() throws WxErrorException {
        var menus = wxJava.getMenuService();
        long tag = account.createTag("readers", openIds.subList(0, 1));
        menus.menuCreate(menu("Everybody"));
        var special = menu("Readers");
        var rule = new WxMenuRule();
        rule.setTagId(Long.toString(tag));
        special.setMatchRule(rule);
        var menuId = menus.menuCreate(special);

        assertThat(menuOf(openIds.get(0))).contains("Readers");
        assertThat(menuOf(openIds.get(1))).contains("Everybody");
        assertThat(menus.menuGet().getConditionalMenu()).hasSize(1);

        menus.menuDelete(menuId);
        assertThat(menuOf(openIds.get(0))).contains("Everybody");
        menus.menuDelete();
        assertThat(menus.menuTryMatch(openIds.get(0))).isNull();
    }

    private static WxMenu menu(String name) {
        var button = new WxMenuButton();
        button.setType("click");
        button.setName(name);
        button.setKey("key");
        var menu = new WxMenu();
        menu.setButtons(List.of(button));
        return menu;
    }

    private String menuOf(String openId) throws WxErrorException {
        return wxJava.getMenuService().menuTryMatch(openId).toJson();
    }
}
