package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.PublishedArticle;
import io.qunfa.sandbox.Readers;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import io.qunfa.sandbox.world.AccountKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import me.chanjar.weixin.common.api.WxConsts;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassNews;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.draft.WxMpAddDraft;
import me.chanjar.weixin.mp.bean.draft.WxMpDraftArticles;
import me.chanjar.weixin.mp.bean.draft.WxMpUpdateDraft;
import me.chanjar.weixin.mp.bean.kefu.WxMpKefuMessage;
import me.chanjar.weixin.mp.bean.kefu.request.WxMpKfAccountRequest;
import me.chanjar.weixin.mp.bean.material.WxMpMaterial;
import me.chanjar.weixin.mp.bean.material.WxMpNewsArticle;
import me.chanjar.weixin.mp.bean.subscribe.WxMpSubscribeMessage;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateIndustry;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateIndustryEnum;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The families that WxJava has calls for, beside those of the everyday broadcast. */
@SandboxTest(followers = 10, startAt = "2026-11-24T04:00:00Z", clockRate = 0)
class WxJavaFamiliesTest {

    private static final String AGENT = "test1@gh-alias";
    private static final String JPEG =
            "ffd8ffe000040000ffc0000b0800c8012c0000000000000000000000000000000000";

    @TempDir private Path folder;
    private Sandbox sandbox;
    private SandboxAccount account;
    private WxMpService wxJava;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) {
        this.sandbox = sandbox;
        this.account = account;
        this.wxJava = WxJava.connect(sandbox, account);
    }

    @Test
    void keeps_agents_and_invites_people_to_be_one(Phone person) throws Exception {
        var kefu = wxJava.getKefuService();
        var agent = WxMpKfAccountRequest.builder().kfAccount(AGENT);

        assertThat(kefu.kfAccountAdd(agent.nickName("客服1").build())).isTrue();
        assertThat(kefu.kfAccountUpdate(agent.nickName("客服2").build())).isTrue();
        var jpeg = Files.write(folder.resolve("a.jpg"), HexFormat.of().parseHex(JPEG));
        assertThat(kefu.kfAccountUploadHeadImg(AGENT, jpeg.toFile())).isTrue();
        var invitation =
                WxMpKfAccountRequest.builder().kfAccount(AGENT).inviteWx(person.weChatId()).build();
        assertThat(kefu.kfAccountInviteWorker(invitation)).isTrue();

        var listed = kefu.kfList().getKfList().get(0);
        assertThat(listed.getAccount()).isEqualTo(AGENT);
        assertThat(listed.getNick()).isEqualTo("客服2");
        assertThat(listed.getInviteStatus()).isEqualTo("waiting");
        account.control("PATCH", "/agents/" + AGENT, "{\"accepted\":true,\"online\":true}");
        assertThat(kefu.kfList().getKfList().get(0).getWxAccount()).isEqualTo(person.weChatId());
        assertThat(kefu.kfOnlineList().getKfOnlineList()).hasSize(1);
        assertThat(kefu.kfAccountDel(AGENT)).isTrue();
        assertThat(kefu.kfList().getKfList()).isEmpty();
    }

    @Test
    void types_writes_and_reads_what_was_said(Phone phone) throws Exception {
        phone.say("hello");
        var kefu = wxJava.getKefuService();

        assertThat(kefu.sendKfTypingState(phone.openId(), "Typing")).isTrue();
        var message = WxMpKefuMessage.TEXT().toUser(phone.openId()).content("你好").build();
        assertThat(kefu.sendKefuMessage(message)).isTrue();
        assertThat(kefu.sendKefuMessageWithResponse(message)).contains("\"errcode\":0");

        var begin = Date.from(sandbox.clock().instant().minus(Duration.ofHours(1)));
        var end = Date.from(sandbox.clock().instant().plusSeconds(60));
        assertThat(kefu.kfMsgList(begin, end, 1L, 100).getRecords())
                .extracting("text")
                .containsExactly("hello", "你好", "你好");
        assertThat(kefu.kfMsgList(begin, end).getNumber()).isEqualTo(3);
    }

    @Test
    void sends_every_kind_of_message_to_one(Phone phone) throws Exception {
        phone.say("hello");
        var kefu = wxJava.getKefuService();
        var media = wxJava.getMaterialService();
        var image = media.mediaUpload("image", WxJava.png(folder).toFile()).getMediaId();
        var thumb = WxJava.cover(wxJava, folder);
        var article = new WxMpKefuMessage.WxArticle();
        article.setTitle("文");
        article.setUrl("https://example.com/");

        var to = phone.openId();
        kefu.sendKefuMessage(WxMpKefuMessage.IMAGE().toUser(to).mediaId(image).build());
        kefu.sendKefuMessage(WxMpKefuMessage.NEWS().toUser(to).addArticle(article).build());
        kefu.sendKefuMessage(WxMpKefuMessage.MPNEWS().toUser(to).mediaId(draft("草稿")).build());
        kefu.sendKefuMessage(
                WxMpKefuMessage.MUSIC()
                        .toUser(to)
                        .musicUrl("https://example.com/a.mp3")
                        .hqMusicUrl("https://example.com/b.mp3")
                        .thumbMediaId(thumb)
                        .title("曲")
                        .build());

        assertThat(phone.received())
                .extracting(ReceivedMessage::type)
                .containsExactly("image", "news", "mpnews", "music");
    }

    @Test
    void asks_for_consent_and_sends_notices(Phone phone) throws Exception {
        var notices = wxJava.getSubscribeMsgService();
        assertThat(notices.getCategory()).isNotEmpty();
        var titles = notices.getPubTemplateTitleList(new String[] {"616"}, 0, 10);
        var tid = String.valueOf(titles.getData().get(0).getTid());
        var keywords = notices.getPubTemplateKeyWordsById(tid);
        var template =
                notices.addTemplate(
                        tid, List.of(keywords.get(0).getKid(), keywords.get(1).getKid()), "活动提醒");
        assertThat(notices.getTemplateList()).hasSize(1);

        var message =
                WxMpSubscribeMessage.builder()
                        .toUser(phone.openId())
                        .templateId(template)
                        .dataMap(Map.of("thing1", "山间书单", "time2", "2026年12月1日 10:00"))
                        .build();
        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> notices.send(message))
                .matches(e -> e.getError().getErrorCode() == 43101);
        phone.answerPopup(template, true);
        assertThat(Long.parseLong(notices.send(message))).isPositive();
        sandbox.clock().advance(Duration.ofSeconds(5));

        assertThat(phone.received()).singleElement().matches(it -> it.content().contains("书单"));
        assertThat(notices.delTemplate(template)).isTrue();
    }

    @Test
    void asks_on_a_page_for_one_message_and_sends_it(Phone phone) throws Exception {
        account.jsDomains("shop.example");
        ((WxMpDefaultConfigImpl) wxJava.getWxMpConfigStorage()).setTemplateId("t");
        var notices = wxJava.getSubscribeMsgService();
        var address = notices.subscribeMsgAuthorizationUrl("https://shop.example/x", 7, "reserved");

        assertThat(address).startsWith(sandbox.address().toString()).contains("scene=7");
        agree(phone, address);
        var message =
                WxMpSubscribeMessage.builder()
                        .toUser(phone.openId())
                        .templateId("t")
                        .url("https://shop.example/y")
                        .scene("7")
                        .title("一次")
                        .contentValue("到货了")
                        .build();
        assertThat(notices.sendOnce(message)).isTrue();
        assertThat(phone.received()).hasSize(1);
    }

    /** The person behind the phone agrees on the page. */
    private static void agree(Phone phone, String address) throws Exception {
        var page = URI.create(address.replaceFirst("#.*", ""));
        var form = page.getRawQuery() + "&openid=" + phone.openId();
        var request =
                HttpRequest.newBuilder(page.resolve(page.getRawPath()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("location").orElse(answer.body()))
                    .startsWith("https://shop.example/x?")
                    .contains("action=confirm");
        }
    }

    @Test
    void keeps_templates_and_its_industry() throws Exception {
        var templates = wxJava.getTemplateMsgService();

        assertThat(
                        templates.setIndustry(
                                new WxMpTemplateIndustry(
                                        WxMpTemplateIndustryEnum.E_COMMERCE,
                                        WxMpTemplateIndustryEnum.BANK)))
                .isTrue();
        assertThat(templates.getIndustry()).isNotNull();
        templates.addTemplate("TM00015", List.of("支付金额"));
        assertThat(templates.getAllPrivateTemplate()).hasSize(1);
    }

    @Test
    void knows_the_menu_in_use() throws Exception {
        wxJava.getMenuService()
                .menuCreate("{\"button\":[{\"type\":\"click\",\"name\":\"News\",\"key\":\"n\"}]}");

        var info = wxJava.getMenuService().getSelfMenuInfo();

        assertThat(info.getIsMenuOpen()).isEqualTo(1);
        assertThat(info.getSelfMenuInfo().getButtons()).hasSize(1);
    }

    @Test
    void makes_codes_for_ever_and_for_a_while() throws Exception {
        var codes = wxJava.getQrcodeService();

        assertThat(codes.qrCodeCreateLastTicket("stand").getTicket()).isNotEmpty();
        assertThat(codes.qrCodeCreateLastTicket(7).getUrl()).contains("/q/");
        var ticket = codes.qrCodeCreateTmpTicket(8, 600).getTicket();
        assertThat(codes.qrCodePictureUrl(ticket)).startsWith(sandbox.address().toString());
        assertThat(account.scan(ticket).openId()).isNotEmpty();
    }

    @Test
    void still_has_its_followers_in_groups() throws Exception {
        var made = post("/cgi-bin/groups/create", "{\"group\":{\"name\":\"读者\"}}");
        int id = made.getAsJsonObject("group").get("id").getAsInt();
        var openId = account.followers(1).get(0);

        post(
                "/cgi-bin/groups/members/update",
                "{\"openid\":\"%s\",\"to_groupid\":%d}".formatted(openId, id));

        var of = post("/cgi-bin/groups/getid", "{\"openid\":\"%s\"}".formatted(openId));
        assertThat(of.get("groupid").getAsInt()).isEqualTo(id);
        assertThat(wxJava.getUserService().userInfo(openId).getGroupId()).isEqualTo(id);
        post("/cgi-bin/groups/update", "{\"group\":{\"id\":%d,\"name\":\"老读者\"}}".formatted(id));
        assertThat(wxJava.get(sandbox.address() + "/cgi-bin/groups/get", null)).contains("老读者");
        post("/cgi-bin/groups/delete", "{\"group\":{\"id\":%d}}".formatted(id));
    }

    @Test
    void brings_followers_along_from_another_account() throws Exception {
        var old = sandbox.addAccount(AccountKind.SERVICE);
        var openIds = old.follow(2).stream().map(Phone::openId).toList();

        var moved = wxJava.getUserService().changeOpenid(old.appId(), openIds);

        assertThat(moved).hasSize(2);
    }

    @Test
    void changes_a_draft_lists_it_and_deletes_it() throws Exception {
        var drafts = wxJava.getDraftService();
        var id = drafts.addDraft("旧", "<p>x</p>", WxJava.cover(wxJava, folder));
        var article =
                WxMpDraftArticles.builder()
                        .title("新")
                        .content("<p>y</p>")
                        .thumbMediaId(WxJava.cover(wxJava, folder))
                        .build();

        assertThat(
                        drafts.updateDraft(
                                new WxMpUpdateDraft()
                                        .setMediaId(id)
                                        .setIndex(0)
                                        .setArticles(article)))
                .isTrue();

        assertThat(drafts.listDraft(0, 20).getItemCount()).isEqualTo(1);
        assertThat(drafts.listDraft(0, 20, 1).getTotalCount()).isEqualTo(1);
        assertThat(drafts.getDraft(id).getNewsItem().get(0).getTitle()).isEqualTo("新");
        assertThat(drafts.delDraft(id)).isTrue();
        assertThat(drafts.countDraft()).isZero();
    }

    @Test
    void reads_and_deletes_single_articles_of_a_publication() throws Exception {
        var publishing = wxJava.getFreePublishService();
        publishing.submit(draft("一"));
        sandbox.clock().advance(Duration.ofSeconds(10));
        var id = publishing.getPublicationRecords(0, 20, 1).getItems().get(0).getArticleId();

        assertThat(publishing.getArticleFromId(id).getNewsItem().get(0).getTitle()).isEqualTo("一");
        assertThat(publishing.deletePush(id, 1)).isTrue();
        assertThat(publishing.getPublicationRecords(0, 20).getTotalCount()).isZero();
    }

    @Test
    void opens_and_closes_comments_and_takes_choices_back(Phone reader) throws Exception {
        wxJava.getFreePublishService().submit(draft("评"));
        sandbox.clock().advance(Duration.ofSeconds(10));
        var article = account.articles().get(0);
        var id = String.valueOf(article.msgDataId());
        var comments = wxJava.getCommentService();

        comments.open(id, 0);
        long comment = reader.comment(article, "好");
        comments.markElect(id, 0, comment);
        comments.unmarkElect(id, 0, comment);
        comments.replyAdd(id, 0, comment, "谢谢");
        comments.replyDelete(id, 0, comment);
        comments.close(id, 0);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> reader.comment(article, "太晚"));
    }

    @Test
    void keeps_a_video_with_its_caption() throws Exception {
        var file = Files.writeString(folder.resolve("v.mp4"), "\0\0\0\30ftypmp42");
        var materials = wxJava.getMaterialService();

        var id =
                materials
                        .materialFileUpload(
                                WxConsts.MediaFileType.VIDEO,
                                new WxMpMaterial("v.mp4", file.toFile(), "片", "短"))
                        .getMediaId();

        var video = materials.materialVideoInfo(id);
        assertThat(video.getTitle()).isEqualTo("片");
        assertThat(video.getDescription()).isEqualTo("短");
        assertThat(video.getDownUrl()).startsWith(sandbox.address().toString());
        try (var in = Files.newInputStream(WxJava.png(folder))) {
            assertThat(materials.mediaUpload("image", "png", in).getMediaId()).isNotEmpty();
        }
        assertThat(materials.materialNewsBatchGet(0, 20).getTotalCount()).isZero();
    }

    @Test
    void prepares_articles_in_the_old_way_and_takes_them_back(Phone phone) throws Exception {
        var mass = wxJava.getMassMessageService();
        var article = new WxMpNewsArticle();
        article.setTitle("旧式");
        article.setContent("<p>x</p>");
        article.setThumbMediaId(WxJava.cover(wxJava, folder));
        var news = new WxMpMassNews();
        news.addArticle(article);
        var id = mass.massNewsUpload(news).getMediaId();

        var sent = send(id);
        sandbox.clock().advance(Duration.ofMinutes(1));
        assertThat(phone.received()).extracting(ReceivedMessage::content).contains("旧式");
        mass.delete(Long.parseLong(sent), 0);

        assertThat(account.articles()).allMatch(PublishedArticle::isDeleted);
    }

    @Test
    void asks_for_the_current_statistics_of_what_was_read() throws Exception {
        account.switchOn("onlyRealReaders");
        send(draft("讲座"));
        sandbox.clock().advance(Duration.ofMinutes(1));
        account.articles().get(0).read(new Readers(40, 5, 0, 3, 0, 0));
        sandbox.clock().advance(Duration.ofDays(1));
        var day = "{\"begin_date\":\"2026-11-24\",\"end_date\":\"2026-11-24\"}";

        var read = post("/datacube/getarticleread", day).getAsJsonArray("list").get(0);
        var shared = post("/datacube/getarticleshare", day).getAsJsonArray("list").get(0);
        var sum = post("/datacube/getbizsummary", day).getAsJsonArray("list").get(0);
        var all = post("/datacube/getarticletotaldetail", day).getAsJsonArray("list").get(0);

        assertThat(detail(read).get("read_user").getAsInt()).isEqualTo(40);
        assertThat(detail(shared).get("share_user").getAsInt()).isEqualTo(5);
        assertThat(detail(sum).get("like_user").getAsInt()).isEqualTo(3);
        assertThat(all.getAsJsonObject().get("title").getAsString()).isEqualTo("讲座");
    }

    @Test
    void asks_for_the_old_statistics_where_they_still_answer() throws Exception {
        account.switchOn("oldStatistics");
        account.follow(300);
        send(draft("讲座"));
        sandbox.clock().advance(Duration.ofDays(1));
        var statistics = wxJava.getDataCubeService();
        var day = Date.from(Instant.parse("2026-11-24T04:00:00Z"));

        assertThat(statistics.getArticleSummary(day, day)).isNotEmpty();
        assertThat(statistics.getArticleTotal(day, day)).isNotEmpty();
        assertThat(statistics.getUserRead(day, day)).isNotEmpty();
        assertThat(statistics.getUserReadHour(day, day)).isNotEmpty();
        assertThat(statistics.getUserShare(day, day)).isNotNull();
        assertThat(statistics.getUserShareHour(day, day)).isNotNull();
    }

    private static JsonObject detail(JsonElement row) {
        return row.getAsJsonObject().getAsJsonObject("detail");
    }

    private JsonObject post(String path, String body) throws WxErrorException {
        return JsonParser.parseString(wxJava.post(sandbox.address() + path, body))
                .getAsJsonObject();
    }

    private String send(String mediaId) throws WxErrorException {
        var message = new WxMpMassTagMessage();
        message.setMsgType(WxConsts.MassMsgType.MPNEWS);
        message.setMediaId(mediaId);
        message.setSendAll(true);
        return wxJava.getMassMessageService().massGroupMessageSend(message).getMsgId();
    }

    private String draft(String title) throws Exception {
        var article =
                WxMpDraftArticles.builder()
                        .title(title)
                        .content("<p>x</p>")
                        .thumbMediaId(WxJava.cover(wxJava, folder))
                        .build();
        return wxJava.getDraftService().addDraft(new WxMpAddDraft(List.of(article)));
    }
}
