package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import io.qunfa.sandbox.world.AccountKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call of the client does something in the sandbox that can be seen there. At the end the
 * paths that were answered are compared with those that the client's source names.
 */
@SandboxTest(followers = 200, startAt = "2026-11-24T04:00:00Z", clockRate = 0)
class EveryCallIT {

    private static final Path SOURCES =
            Path.of(System.getProperty("basedir", "."), "src/main/java/io/qunfa/client");
    private static final Pattern PATH =
            Pattern.compile("\"(/(?:cgi-bin|datacube|customservice|wxaapi|wxa|sns)/[\\w/]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&#]+)");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final Set<String> ANSWERED = new ConcurrentSkipListSet<>();

    private Sandbox sandbox;
    private SandboxAccount account;
    private WeChat wechat;
    private List<OpenId> followers;
    @TempDir private Path folder;

    @BeforeEach
    void connect(Sandbox sandbox, SandboxAccount account) throws Exception {
        this.sandbox = sandbox;
        this.account = account;
        followers = account.followers(5).stream().map(OpenId::new).toList();
        wechat =
                WeChat.builder(Credentials.of(account.appId(), account.appSecret()))
                        .endpoints(Endpoints.of(sandbox.address()))
                        .clock(sandbox.clock())
                        .listener(EveryCallIT::note)
                        .build();
    }

    @AfterEach
    void close() {
        wechat.close();
    }

    @AfterAll
    static void no_call_is_left_out() throws IOException {
        var named = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                PATH.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .filter(path -> !path.endsWith("/"))
                        .forEach(named::add);
            }
        }
        named.remove("/cgi-bin/showqrcode");
        assertThat(ANSWERED).containsAll(named);
    }

    @Test
    void tokens_are_fetched_both_ways() {
        var tokens = wechat.tokens();
        assertThat(tokens.fetch().value()).isNotEqualTo(tokens.fetchStable().value());
        assertThat(tokens.forceStable().value()).isNotEqualTo(tokens.fetch().value());
    }

    @Test
    void followers_are_listed_described_noted_and_found_again() {
        var all = wechat.followers().page();
        assertThat(all.total()).isEqualTo(200);
        assertThat(wechat.followers().pageAfter(all.openIds().get(198)).openIds()).hasSize(1);
        wechat.followers().remark(followers.get(0), "老读者");
        var info = wechat.followers().info(followers.get(0), Language.SIMPLIFIED_CHINESE);
        assertThat(info.remark()).isEqualTo("老读者");
        assertThat(info.group()).contains(new TagId(0));
        assertThat(wechat.followers().infos(followers, Language.ENGLISH)).hasSize(5);
        var old = sandbox.addAccount(AccountKind.SUBSCRIPTION);
        var before = new OpenId(old.follow(2).get(1).openId());
        var migrated = wechat.followers().migrated(new AppId(old.appId()), List.of(before));
        assertThat(migrated.get(0).now()).isPresent();
    }

    @Test
    void tags_and_groups_sort_followers() {
        var tags = wechat.tags();
        var tag = tags.create("春");
        tags.add(tag, followers);
        assertThat(tags.of(followers.get(0))).contains(tag);
        assertThat(tags.followers(tag).openIds()).hasSize(5);
        assertThat(tags.followersAfter(tag, followers.get(4)).openIds()).isEmpty();
        tags.remove(tag, followers.subList(0, 1));
        tags.rename(tag, "夏");
        assertThat(tags.list()).contains(new Tag(tag, "夏", 4));
        tags.delete(tag);
        assertThat(tags.list()).extracting(Tag::id).doesNotContain(tag);

        var groups = wechat.groups();
        var group = groups.create("华东");
        groups.move(followers.get(0), group);
        groups.move(followers.subList(1, 3), group);
        assertThat(groups.of(followers.get(2))).isEqualTo(group);
        groups.rename(group, "华南");
        assertThat(groups.list()).contains(new Tag(group, "华南", 3));
        groups.delete(group);
        assertThat(groups.of(followers.get(0))).isEqualTo(new TagId(0));
    }

    @Test
    void people_are_blocked_and_let_in_again() {
        var blocked = wechat.blockedFollowers();
        blocked.block(followers);
        assertThat(blocked.page().openIds()).containsExactlyInAnyOrderElementsOf(followers);
        assertThat(blocked.pageAfter(blocked.page().openIds().get(4)).openIds()).isEmpty();
        blocked.unblock(followers);
        assertThat(blocked.page().openIds()).isEmpty();
    }

    @Test
    void temporary_media_come_back_as_they_went() throws IOException {
        var media = wechat.media();
        var target = folder.resolve("back");
        media.download(media.upload(MediaKind.IMAGE, png()).id(), target);
        assertThat(target).hasBinaryContent(pngBytes());
        assertThat(media.upload(MediaKind.THUMB, jpeg()).type()).isEqualTo("thumb");
        assertThat(media.uploadArticlePicture(png())).startsWith("http");
        var cover = media.upload(MediaKind.THUMB, jpeg()).id();
        assertThat(media.uploadArticles(List.of(article(cover))).type()).isEqualTo("news");
        var video = media.upload(MediaKind.VIDEO, mp4()).id();
        assertThat(media.uploadVideo(video, "标题", "描述").type()).isEqualTo("video");
    }

    @Test
    void permanent_media_are_kept_counted_and_deleted() throws IOException {
        var materials = wechat.materials();
        var picture = materials.add(MediaKind.IMAGE, png());
        assertThat(picture.url()).isPresent();
        var video = materials.addVideo(mp4(), "标题", "介绍").mediaId();
        assertThat(materials.video(video).title()).isEqualTo("标题");
        var target = folder.resolve("kept");
        materials.download(video, target);
        assertThat(target).hasBinaryContent(mp4Bytes());
        assertThat(materials.counts().imageCount()).isEqualTo(1);
        assertThat(materials.page(MediaKind.IMAGE, 0, 20).item())
                .extracting(Materials.MaterialItem::mediaId)
                .containsExactly(picture.mediaId());
        assertThat(materials.articlePage(0, 20).total()).isZero();
        materials.delete(picture.mediaId());
        assertThat(materials.counts().imageCount()).isZero();
    }

    @Test
    void a_draft_is_written_read_and_changed() {
        var drafts = wechat.drafts();
        var cover = wechat.materials().add(MediaKind.IMAGE, png()).mediaId();
        var draft = drafts.add(List.of(article(cover), article(cover)));
        drafts.update(draft, 1, new Article.News("第二篇", "<p>改</p>", cover));
        assertThat(drafts.get(draft)).extracting(StoredArticle::title).containsExactly("讲座", "第二篇");
        assertThat(drafts.count()).isEqualTo(1);
        assertThat(drafts.page(0, 20).entries().get(0).articles()).hasSize(2);
        var without = drafts.pageWithoutContent(0, 20).entries().get(0);
        assertThat(without.articles()).allMatch(each -> each.content().isEmpty());
        assertThat(drafts.isOpen()).isTrue();
        drafts.open();
        var crop = new Article.Crop("1_1", "0.1", "0", "1", "0.9");
        var post =
                new Article.Pictures("春天", "照片", List.of(cover), CommentRule.NOBODY, List.of(crop));
        assertThat(drafts.get(drafts.add(List.of(post))).get(0).pictures()).containsExactly(cover);
        drafts.delete(draft);
        assertThat(drafts.count()).isEqualTo(1);
    }

    @Test
    void a_draft_is_published_and_taken_back() {
        var publications = wechat.publications();
        var cover = wechat.materials().add(MediaKind.IMAGE, png()).mediaId();
        var submitted = publications.submit(wechat.drafts().add(List.of(article(cover))));
        assertThat(publications.status(submitted.publishId()).state())
                .isEqualTo(PublishState.Known.IN_PROGRESS);
        sandbox.clock().advance(Duration.ofMinutes(5));

        var status = publications.status(submitted.publishId());
        assertThat(status.state()).isEqualTo(PublishState.Known.PUBLISHED);
        var id = status.articleId().orElseThrow();
        assertThat(publications.get(id).get(0).title()).isEqualTo("讲座");
        assertThat(publications.page(0, 20).entries().get(0).articleId()).contains(id);
        assertThat(publications.pageWithoutContent(0, 20).total()).isEqualTo(1);
        publications.delete(id, 1);
        publications.delete(id);
        assertThat(publications.status(submitted.publishId()).state())
                .isEqualTo(PublishState.Known.DELETED);
    }

    @Test
    void a_send_is_previewed_sent_followed_counted_and_deleted() throws Exception {
        var cover = wechat.materials().add(MediaKind.IMAGE, png()).mediaId();
        var draft = wechat.drafts().add(List.of(article(cover)));
        var message = new Message.Articles(draft);
        var sends = wechat.massSends();
        assertThat(wechat.previews().to(followers.get(0), message)).isPresent();
        sends.setSpeed(1);
        assertThat(sends.speed()).isEqualTo(new SendSpeed(1, 60));
        var receipt = sends.toAll(message, new ClientMsgId("every-call-1"));
        sends.toList(followers, new Message.Text("你好"), new ClientMsgId("every-call-2"));
        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(sends.status(receipt.msgId())).isEqualTo(MassSendStatus.Known.SENT);

        commented(receipt.msgDataId().orElseThrow());
        sandbox.clock().advance(Duration.ofDays(2));
        counted();
        sends.delete(receipt.msgId(), 1);
        assertThat(sends.status(receipt.msgId())).isEqualTo(MassSendStatus.Known.DELETED);
    }

    private void commented(MsgDataId articles) throws Exception {
        var article = new Comments.ArticleRef(articles, 0);
        var comments = wechat.comments();
        comments.open(article);
        control(
                "POST",
                "/followers/" + followers.get(0) + "/comments",
                "{\"msgDataId\":%s,\"index\":1,\"content\":\"好\"}".formatted(articles));
        var comment = comments.page(article, Comments.Filter.ALL, 0, 10).comments().get(0);
        comments.feature(article, comment.id());
        assertThat(comments.page(article, Comments.Filter.FEATURED, 0, 10).total()).isEqualTo(1);
        comments.unfeature(article, comment.id());
        comments.reply(article, comment.id(), "谢谢");
        var replied = comments.page(article, Comments.Filter.ORDINARY, 0, 10).comments().get(0);
        assertThat(replied.reply().orElseThrow().content()).isEqualTo("谢谢");
        comments.deleteReply(article, comment.id());
        comments.delete(article, comment.id());
        assertThat(comments.page(article, Comments.Filter.ALL, 0, 10).comments()).isEmpty();
        comments.close(article);
    }

    private void counted() throws Exception {
        var day = LocalDate.ofInstant(sandbox.clock().instant(), CHINA).minusDays(2);
        var statistics = wechat.statistics();
        assertThat(statistics.reads(day).rows()).hasSize(1);
        assertThat(statistics.shares(day).rows()).hasSize(1);
        assertThat(statistics.account(day, day.plusDays(1)).rows()).hasSize(2);
        assertThat(statistics.histories(day).rows().get(0).detailList()).isNotEmpty();

        control("PATCH", "", "{\"switches\":{\"oldStatistics\":true}}");
        assertThat(statistics.oldArticlesReadOn(day)).hasSize(1);
        var first = statistics.oldArticlesSentOn(day).get(0).details().get(0);
        assertThat(first.readsFrom())
                .extracting(Statistics.OldPart::place)
                .contains("session", "friends");
        assertThat(first.sharesFrom()).isNotEmpty();
        assertThat(statistics.oldReads(day, day)).isNotEmpty();
        assertThat(statistics.oldReadsByHour(day)).isNotEmpty();
        assertThat(statistics.oldShares(day, day)).isNotEmpty();
        assertThat(statistics.oldSharesByHour(day)).isNotEmpty();
    }

    @Test
    void codes_and_keys_are_made(Phone phone) throws IOException {
        var codes = wechat.qrCodes();
        var target = folder.resolve("code.jpg");
        codes.download(codes.temporary("春", Duration.ofDays(1)), target);
        assertThat(Files.size(target)).isPositive();
        assertThat(codes.permanent(7).life()).isEmpty();
        var nobodys = new QrCodes.QrCode("no-such-ticket", "", Optional.empty());
        var missing = folder.resolve("missing.jpg");
        assertThatExceptionOfType(WeChatException.Unanswered.class)
                .isThrownBy(() -> codes.download(nobodys, missing));
        assertThat(missing).doesNotExist();

        var key = wechat.shortKeys().keep("很长的文字", Duration.ofHours(1));
        assertThat(wechat.shortKeys().fetch(key).text()).isEqualTo("很长的文字");
    }

    @Test
    void one_person_is_talked_to(Phone phone) {
        var person = new OpenId(phone.openId());
        var service = wechat.customerService();
        phone.say("在吗");
        service.showTyping(person);
        service.stopTyping(person);
        service.send(person, new Message.Text("在"));
        service.sendAs("a@" + account.originalId(), person, new Message.Text("我是小王"));
        assertThat(phone.received()).hasSize(2);
        var now = sandbox.clock().instant();
        sandbox.clock().advance(Duration.ofSeconds(1));
        var chat = service.chats(now.minusSeconds(60), now.plusSeconds(60), 1, 100);
        assertThat(chat.lines()).anyMatch(CustomerService.ChatLine::byAgent);
        assertThat(chat.lines()).anyMatch(CustomerService.ChatLine::byPerson);
    }

    @Test
    void agents_are_added_named_invited_and_removed(Phone phone) {
        var service = wechat.customerService();
        var name = "a@" + account.originalId();
        service.addAgent(name, "小李");
        service.renameAgent(name, "小王");
        service.showPicture(name, jpeg());
        service.inviteAgent(name, phone.weChatId());
        var agent = service.agents().get(0);
        assertThat(agent.kfNick()).isEqualTo("小王");
        assertThat(agent.inviteWx()).isEqualTo(phone.weChatId());
        assertThat(agent.kfHeadimgurl()).startsWith("http");
        assertThat(service.onlineAgents()).isEmpty();
        service.deleteAgent(name);
        assertThat(service.agents()).isEmpty();
    }

    @Test
    void notices_of_templates_are_sent(Phone phone) {
        var templates = wechat.templateMessages();
        templates.setIndustries(1, 2);
        assertThat(templates.industries().primaryIndustry().firstClass()).isNotEmpty();
        var id = templates.add("TM00015", List.of());
        assertThat(templates.list()).extracting("templateId").contains(id);
        var values = Map.of("amount1", "¥12.00", "thing2", "书", "time3", "2026-11-25 12:00");
        var sent =
                templates.send(
                        new TemplateMessages.TemplateMessage(
                                new OpenId(phone.openId()), id, values));
        assertThat(sent.value()).isGreaterThan(1L << 53);
        assertThat(templates.blocked(id, 0, 10)).isEmpty();
        templates.delete(id);
        assertThat(templates.list()).extracting("templateId").doesNotContain(id);
    }

    @Test
    void notices_that_were_agreed_to_are_sent(Phone phone) throws Exception {
        var notices = wechat.subscriptionNotices();
        var category = notices.categories().get(0).id();
        var title = notices.titles(List.of(category), 0, 1).data().get(0).tid();
        var keywords = notices.keywords(title).stream().limit(2).toList();
        var kids = keywords.stream().map(SubscriptionNotices.Keyword::kid).toList();
        var id = notices.addTemplate(title, kids, "活动");
        assertThat(notices.templates()).extracting("priTmplId").contains(id);
        var person = new OpenId(phone.openId());
        control(
                "POST",
                "/followers/" + person + "/messages",
                "{\"type\":\"subscription\",\"templateId\":\"%s\",\"accept\":true}".formatted(id));
        notices.send(
                new SubscriptionNotices.Notice(
                        person,
                        id,
                        "",
                        Optional.empty(),
                        Map.of("thing1", "讲座", "time2", "12:00", "thing3", "礼堂")));
        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(phone.received()).hasSize(1);
        notices.deleteTemplate(id);
    }

    @Test
    void one_message_that_was_agreed_to_is_sent(Phone phone) throws Exception {
        control("PATCH", "", "{\"domains\":{\"js\":[\"example.com\"]}}");
        var notices = wechat.subscriptionNotices();
        var page = notices.askOnce(7, "ONE", URI.create("http://www.example.com/"), "abc");
        assertThat(agreed(page, phone.openId())).contains("action=confirm", "reserved=abc");

        notices.sendOnce(
                new SubscriptionNotices.OneTimeNotice(
                        new OpenId(phone.openId()),
                        "ONE",
                        7,
                        "标题",
                        "内容",
                        "#173177",
                        "",
                        Optional.empty()));

        sandbox.clock().advance(Duration.ofSeconds(5));
        assertThat(phone.received()).extracting("content").containsExactly("标题\n内容");
    }

    @Test
    void menus_are_set_tried_and_deleted() {
        var menus = wechat.menus();
        List<MenuButton> buttons = List.of(new MenuButton.Click("今日", "TODAY"));
        menus.set(buttons);
        var tag = wechat.tags().create("会员");
        wechat.tags().add(tag, followers.subList(0, 1));
        List<MenuButton> others = List.of(new MenuButton.Link("网站", "https://a.example/"));
        var conditional = menus.addConditional(others, tag);
        assertThat(menus.seenBy(followers.get(0))).isEqualTo(others);
        assertThat(menus.get().conditional()).hasSize(1);
        menus.deleteConditional(conditional);
        assertThat(menus.current().buttons()).isEqualTo(buttons);
        menus.delete();
        assertThat(wechat.websiteReplies().current().rules()).isEmpty();
    }

    @Test
    void a_visitor_signs_in() throws Exception {
        control("PATCH", "", "{\"domains\":{\"oauth\":\"www.example.com\"}}");
        control("PUT", "/visitor", "{\"openid\":\"%s\"}".formatted(followers.get(0)));
        var oauth = wechat.oauth();
        var page =
                oauth.authorizeAddress(
                        URI.create("http://www.example.com/"), OAuth.Scope.PROFILE, "s");
        var back = get(page).headers().firstValue("Location").orElseThrow();
        var code = CODE.matcher(back);
        assertThat(code.find()).isTrue();

        var visit = oauth.exchange(code.group(1));
        assertThat(visit.openId()).isEqualTo(followers.get(0));
        assertThat(oauth.isValid(visit)).isTrue();
        assertThat(oauth.refresh(visit.refreshToken()).openId()).isEqualTo(visit.openId());
        assertThat(oauth.profile(visit, Language.ENGLISH).nickname()).isNotEmpty();
        assertThat(wechat.tickets().jsApi().value()).isNotEqualTo(wechat.tickets().card().value());
    }

    @Test
    void quotas_and_requests_are_looked_up() {
        var quotas = wechat.quotas();
        var path = "/cgi-bin/tags/get";
        wechat.tags().list();
        assertThat(quotas.of(path).daily().used()).isEqualTo(1);
        quotas.clear(path);
        assertThat(quotas.of(path).daily().used()).isZero();
        quotas.clearAll();
        quotas.clearAllWithoutToken();
        assertThat(quotas.apiAddresses()).isNotEmpty();
        assertThat(quotas.callbackAddresses()).isNotEmpty();
        assertThatExceptionOfType(WeChatException.Refused.class)
                .isThrownBy(quotas::checkCallback)
                .matches(refused -> refused.code() == 40201);
        ANSWERED.add("/cgi-bin/callback/check");
        assertThatExceptionOfType(WeChatException.class)
                .isThrownBy(() -> wechat.tags().delete(new TagId(1)))
                .satisfies(refused -> traced(quotas, refused));
    }

    private static void traced(Quotas quotas, WeChatException refused) {
        assertThat(quotas.trace(refused.rid().orElseThrow()).responseBody())
                .contains(String.valueOf(refused.code()));
    }

    private static void note(CompletedCall call) {
        if (call.answered() && call.code() == 0) {
            ANSWERED.add(call.path());
        }
    }

    private void control(String method, String path, String body) throws Exception {
        SandboxFaults.control(
                sandbox, method, "/_sandbox/accounts/" + account.appId() + path, body);
    }

    private static HttpResponse<Void> get(URI address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(address).build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    /** Where the page leads somebody who agrees. */
    private static String agreed(URI page, String openId) throws Exception {
        var form = page.getRawQuery() + "&openid=" + openId;
        var request =
                HttpRequest.newBuilder(page.resolve(page.getRawPath()))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }

    private static Article.News article(MediaId cover) {
        return new Article.News("讲座", "<p>正文</p>", cover);
    }

    private static Upload png() {
        return Upload.of("a.png", pngBytes());
    }

    private static byte[] pngBytes() {
        var file = ByteBuffer.allocate(100);
        file.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.putInt(13).put(ascii("IHDR")).putInt(900).putInt(383);
        return file.array();
    }

    private static Upload jpeg() {
        var file = ByteBuffer.allocate(100).putShort((short) 0xffd8);
        file.putShort((short) 0xffe0).putShort((short) 4).putShort((short) 0);
        file.putShort((short) 0xffc0).putShort((short) 11).put((byte) 8);
        file.putShort((short) 200).putShort((short) 300);
        return Upload.of("a.jpg", file.array());
    }

    private static Upload mp4() {
        return Upload.of("a.mp4", mp4Bytes());
    }

    private static byte[] mp4Bytes() {
        return Arrays.copyOf(ascii("\0\0\0\30ftypmp42"), 64);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
