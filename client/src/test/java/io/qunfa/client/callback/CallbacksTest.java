package io.qunfa.client.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Fixtures;
import io.qunfa.client.MsgDataId;
import io.qunfa.client.MsgId;
import io.qunfa.client.OpenId;
import io.qunfa.client.PublishId;
import io.qunfa.client.PublishState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbacksTest {

    private static final MessageId ID = new MessageId("24716923850275633");

    @Test
    void the_documented_text_is_a_text() {
        var text = (UserMessage.Text) parse("message-text-documented");

        assertThat(text.content()).isEqualTo("this is a test");
        assertThat(text.id()).isEqualTo(new MessageId("1234567890123456"));
        assertThat(text.envelope().account()).isEqualTo("gh_4d00ed8d6399");
        assertThat(text.envelope().follower())
                .isEqualTo(new OpenId("oV5CrjpxgaGXNHIQigzNlgLTnwic"));
        assertThat(text.envelope().createdAt()).isEqualTo(Instant.ofEpochSecond(1348831860));
        assertThat(text.menuItem()).isEmpty();
        assertThat(text.article()).isEmpty();
    }

    @Test
    void a_text_from_an_article_says_which() {
        var text = (UserMessage.Text) parse("message-text");

        assertThat(text.content()).isEqualTo("你好 <a href=\"x\">&</a> 😀");
        assertThat(text.menuItem()).contains("101");
        assertThat(text.article())
                .contains(new UserMessage.ArticlePosition(new MsgDataId(2247484106L), 2));
    }

    @Test
    void every_kind_of_message_is_itself() {
        assertThat(parse("message-image"))
                .isEqualTo(
                        new UserMessage.Image(
                                envelope("message-image"),
                                ID,
                                "http://mmbiz.qpic.cn/mmbiz_jpg/x/0",
                                "MEDIA-1"));
        assertThat(parse("message-voice"))
                .isEqualTo(
                        new UserMessage.Voice(
                                envelope("message-voice"),
                                ID,
                                "MEDIA-2",
                                "amr",
                                Optional.of("明天开会"),
                                Optional.of("MEDIA-16K")));
        assertThat(parse("message-video"))
                .isEqualTo(
                        new UserMessage.Video(envelope("message-video"), ID, "MEDIA-3", "THUMB-3"));
        assertThat(parse("message-shortvideo"))
                .isEqualTo(
                        new UserMessage.ShortVideo(
                                envelope("message-shortvideo"), ID, "MEDIA-4", "THUMB-4"));
        assertThat(parse("message-location"))
                .isEqualTo(
                        new UserMessage.Location(
                                envelope("message-location"),
                                ID,
                                23.134521,
                                113.358803,
                                20,
                                "广州市"));
        assertThat(parse("message-link"))
                .isEqualTo(
                        new UserMessage.Link(
                                envelope("message-link"),
                                ID,
                                "标题",
                                "描述",
                                "https://mp.weixin.qq.com/s/x"));
    }

    @Test
    void following_with_and_without_a_code() {
        assertThat(((Event.Subscribe) parse("event-subscribe")).code()).isEmpty();
        assertThat(((Event.Subscribe) parse("event-subscribe-qrcode")).code())
                .contains(new Event.SceneCode("123123", "TICKET"));
        assertThat(parse("event-unsubscribe")).isInstanceOf(Event.Unsubscribe.class);
        assertThat(((Event.Scan) parse("event-scan")).code())
                .isEqualTo(new Event.SceneCode("123123", "TICKET"));
    }

    @Test
    void what_happens_in_the_menu() {
        assertThat(((Event.MenuClick) parse("event-click")).key()).isEqualTo("V1001");
        assertThat(((Event.MenuLink) parse("event-view")).menuId()).contains("430000");
        assertThat(((Event.MenuMiniProgram) parse("event-view-miniprogram")).page())
                .isEqualTo("pages/index/index");
        assertThat(((Event.MenuScan) parse("event-scancode-push")).awaitsReply()).isFalse();
        assertThat(((Event.MenuScan) parse("event-scancode-waitmsg")).result()).isEqualTo("2");
        assertThat(((Event.MenuPictures) parse("event-pic-weixin")).md5s())
                .containsExactly("5a75aaca956d97be686719218f275c6b");
        assertThat(((Event.MenuLocation) parse("event-location-select")).placeName())
                .isEqualTo("塔");
    }

    @Test
    void the_event_location_is_not_the_message_location() {
        var report = (Event.LocationReport) parse("event-location");
        assertThat(report.precision()).isEqualTo(119.385040);
    }

    @Test
    void notices_and_template_messages_report_back() {
        var template = (Event.TemplateSendJobFinished) parse("event-templatesendjobfinish");
        assertThat(template.msgId()).isEqualTo(new MsgId(3557254367693750277L));
        assertThat(template.succeeded()).isFalse();

        var answered = (Event.SubscriptionAnswered) parse("event-subscribe-msg-popup");
        assertThat(answered.choices())
                .containsExactly(
                        new Event.SubscriptionChoice("T1", "accept", "2"),
                        new Event.SubscriptionChoice("T2", "reject", "1"));
        var changed = (Event.SubscriptionChanged) parse("event-subscribe-msg-change");
        assertThat(changed.choices()).hasSize(1);
        var sent = (Event.SubscriptionSent) parse("event-subscribe-msg-sent");
        assertThat(sent.results())
                .containsExactly(
                        new Event.SubscriptionResult("T1", "1864323726461255680", 0, "success"));
    }

    @Test
    void what_concerns_the_account_itself() {
        var revoked = (Event.AuthorizationRevoked) parse("event-user-authorization-revoke");
        assertThat(revoked.user().openId()).isEqualTo("oRevoked");
        assertThat(revoked.revoked()).isEqualTo("201");
        assertThat(((Event.Verification) parse("event-annual-renew")).expiresAt())
                .isEqualTo(1795100000);
        assertThat(((Event.VerificationFailed) parse("event-naming-verify-fail")).reason())
                .isEqualTo("by time");
        assertThat(((Event.AgentSessionHandedOver) parse("event-kf-switch-session")).toAgent())
                .isEqualTo("b@gh");
    }

    @Test
    void a_finished_send_of_articles_tells_counts_and_addresses() {
        var finished = finished("articles");

        assertThat(finished.msgId()).isEqualTo(new MsgId(1000000338));
        assertThat(finished.status()).isEqualTo(new JobStatus.Succeeded("send success"));
        assertThat(finished.counts()).isEqualTo(new MassSendJobFinished.Counts(296, 295, 295, 0));
        assertThat(finished.articles())
                .containsExactly(
                        new MassSendJobFinished.Article(
                                1,
                                "http://mp.weixin.qq.com/s?__biz=MzA&mid=2247484106&idx=1&sn=0f#rd"));
        assertThat(finished.copyright().articles()).isEmpty();
    }

    @Test
    void a_finished_send_of_text_has_empty_results() {
        var finished = finished("text");

        assertThat(finished.articles()).isEmpty();
        assertThat(finished.copyright())
                .isEqualTo(new MassSendJobFinished.CopyrightCheck(0, List.of()));
    }

    @Test
    void the_shape_of_2014_is_still_read() {
        var finished = finished("2014");

        assertThat(finished.status()).isInstanceOf(JobStatus.Succeeded.class);
        assertThat(finished.counts()).isEqualTo(new MassSendJobFinished.Counts(100, 80, 75, 5));
    }

    @Test
    void a_reprint_names_the_original() {
        var finished = finished("reprint");

        assertThat(finished.status()).isEqualTo(new JobStatus.Stopped("err(30003)", 30003));
        assertThat(finished.copyright().state()).isEqualTo(2);
        assertThat(finished.copyright().articles())
                .containsExactly(
                        new MassSendJobFinished.CheckedArticle(
                                1, 0, 2, "http://mp.weixin.qq.com/s/original", 1, true, true, true),
                        new MassSendJobFinished.CheckedArticle(
                                2, 0, 11, "", 0, false, false, false));
    }

    @Test
    void a_send_that_reached_nobody_has_a_result_too() {
        assertThat(finished("nobody-left").counts())
                .isEqualTo(new MassSendJobFinished.Counts(8, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "send success, Succeeded",
        "sendsuccess, Succeeded",
        "SEND SUCCESS, Succeeded",
        "send fail, Failed",
        "sendfail, Failed",
        "err(40001), Stopped",
        "ERR(99999), Stopped",
        "err(), Unknown",
        "paused, Unknown",
    })
    void a_status_is_read_whatever_its_spaces_and_case(String raw, String kind) {
        var status = JobReader.status(raw);
        assertThat(status.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(status.raw()).isEqualTo(raw);
    }

    @Test
    void publishing_reports_articles_or_what_failed() {
        var published = (PublishJobFinished) parse("event-publishjobfinish");
        assertThat(published.publishId()).isEqualTo(new PublishId(2247484777L));
        assertThat(published.articleId()).contains("kP3xZt0");
        assertThat(published.articles()).hasSize(1);

        var failed = (PublishJobFinished) parse("event-publishjobfinish-failed");
        assertThat(failed.status()).isEqualTo(PublishState.Known.NOT_ORIGINAL);
        assertThat(PublishState.of(9)).isEqualTo(new PublishState.Unknown(9));
        assertThat(failed.failed()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "SUBSCRIBE", "Subscribe"})
    void event_names_are_compared_without_case(String name) {
        var xml = Fixtures.text("callback/event-subscribe.xml").replace("subscribe", name);
        assertThat(Callbacks.parse(bytes(xml))).isInstanceOf(Event.Subscribe.class);
    }

    @Test
    void an_event_of_tomorrow_keeps_everything() {
        var unknown = (Push.Unknown) parse("event-of-tomorrow");

        assertThat(unknown.eventName()).isEqualTo("event_of_tomorrow");
        assertThat(unknown.fields().text("NewField")).isEqualTo("kept");
    }

    @Test
    void a_finished_send_without_an_id_is_kept_as_unknown() {
        var xml =
                Fixtures.text("callback/event-masssendjobfinish-text.xml")
                        .replaceAll("<MsgID>.*</MsgID>", "");
        assertThat(Callbacks.parse(bytes(xml))).isInstanceOf(Push.Unknown.class);
    }

    @Test
    void two_jobs_that_finish_in_one_second_are_two() {
        assertThat(parse("event-masssendjobfinish-articles").envelope().identity())
                .isNotEqualTo(parse("event-masssendjobfinish-text").envelope().identity());
    }

    @Test
    void a_message_is_identified_by_sender_and_id() {
        var once = Fixtures.text("callback/message-text.xml");
        var again = once.replace("<CreateTime>1795000000", "<CreateTime>1795000005");
        var byAnother = once.replace("oAbCdEf", "oXyZxYz");

        assertThat(identity(again)).isEqualTo(identity(once));
        assertThat(identity(byAnother)).isNotEqualTo(identity(once));
    }

    @Test
    void a_message_without_an_id_is_the_same_only_if_all_of_it_is() {
        var hello =
                "<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime>"
                        + "<MsgType>text</MsgType><Content>hello</Content></xml>";

        assertThat(identity(hello)).isEqualTo(identity(hello));
        assertThat(identity(hello.replace("hello", "world"))).isNotEqualTo(identity(hello));
    }

    @Test
    void withdrawals_of_two_people_in_one_second_are_two() {
        var one = Fixtures.text("callback/event-user-authorization-revoke.xml");
        assertThat(identity(one.replace("oRevoked", "oAnother"))).isNotEqualTo(identity(one));
    }

    @Test
    void two_notices_to_one_follower_in_one_second_are_two() {
        var one = Fixtures.text("callback/event-subscribe-msg-sent.xml");
        var another = one.replaceAll("(<MsgID>.*)\\d(\\D*</MsgID>)", "$1x$2");

        assertThat(another).isNotEqualTo(one);
        assertThat(identity(another)).isNotEqualTo(identity(one));
    }

    @Test
    void unknown_events_of_one_second_are_told_apart_by_all_they_say() {
        var one = Fixtures.text("callback/event-of-tomorrow.xml");

        assertThat(identity(one)).isEqualTo(identity(one));
        assertThat(identity(one.replace("kept", "other"))).isNotEqualTo(identity(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event-subscribe", "event-unsubscribe", "event-scan"})
    void without_a_sender_nobody_follows_leaves_or_scans(String name) {
        var xml =
                Fixtures.text("callback/" + name + ".xml")
                        .replaceAll("<FromUserName>.*</FromUserName>", "");
        assertThat(Callbacks.parse(bytes(xml))).isInstanceOf(Push.Unknown.class);
    }

    @Test
    void white_space_around_what_pushes_begin_with_does_not_count() {
        var once = Fixtures.text("callback/message-text.xml");
        var spaced = once.replace("]]></", "]]>\n</").replace("</MsgId>", "\n</MsgId>");

        assertThat(Callbacks.parse(bytes(spaced)).envelope())
                .isEqualTo(Callbacks.parse(bytes(once)).envelope());
    }

    @Test
    void the_cipher_text_is_found_in_an_encrypted_push() {
        var xml = "<xml><ToUserName><![CDATA[gh_1]]></ToUserName><Encrypt>BASE64</Encrypt></xml>";
        assertThat(Callbacks.encrypted(bytes(xml))).isEqualTo("BASE64");
    }

    private static String identity(String xml) {
        return Callbacks.parse(bytes(xml)).envelope().identity();
    }

    private static MassSendJobFinished finished(String name) {
        return (MassSendJobFinished) parse("event-masssendjobfinish-" + name);
    }

    private static Envelope envelope(String name) {
        return parse(name).envelope();
    }

    private static Push parse(String name) {
        return Callbacks.parse(Fixtures.bytes("callback/" + name + ".xml"));
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
