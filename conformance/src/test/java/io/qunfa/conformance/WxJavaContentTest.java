package io.qunfa.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import me.chanjar.weixin.common.api.WxConsts;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.bean.WxMpMassTagMessage;
import me.chanjar.weixin.mp.bean.WxMpMassVideo;
import me.chanjar.weixin.mp.bean.draft.WxMpAddDraft;
import me.chanjar.weixin.mp.bean.draft.WxMpDraftArticles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a team that uses WxJava does before and after it sends an article. */
@SandboxTest(followers = 10)
class WxJavaContentTest {

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
    void uploads_a_picture_and_fetches_it_back() throws Exception {
        var uploaded =
                wxJava.getMaterialService()
                        .mediaUpload(WxConsts.MediaFileType.IMAGE, png().toFile());

        var downloaded = wxJava.getMaterialService().mediaDownload(uploaded.getMediaId());

        assertThat(downloaded).hasSameBinaryContentAs(png().toFile());
    }

    @Test
    void keeps_a_permanent_picture_and_deletes_it() throws Exception {
        var materials = wxJava.getMaterialService();
        var kept = cover();

        assertThat(materials.materialCount().getImageCount()).isEqualTo(1);
        assertThat(materials.materialImageOrVoiceDownload(kept).readAllBytes())
                .isEqualTo(Files.readAllBytes(png()));
        assertThat(materials.materialFileBatchGet("image", 0, 20).getTotalCount()).isEqualTo(1);
        assertThat(materials.materialDelete(kept)).isTrue();
        assertThat(materials.materialCount().getImageCount()).isZero();
    }

    @Test
    void takes_a_picture_for_the_text_of_an_article() throws Exception {
        assertThat(wxJava.getMaterialService().mediaImgUpload(png().toFile()).getUrl())
                .startsWith("http://mmbiz.qpic.cn/");
    }

    @Test
    void sends_a_draft_and_follows_it_to_the_phone() throws Exception {
        var draft = draft("本周讲座");
        assertThat(wxJava.getDraftService().getDraft(draft).getNewsItem().get(0).getTitle())
                .isEqualTo("本周讲座");

        var sent = send(WxConsts.MassMsgType.MPNEWS, draft);
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(Long.parseLong(sent)).isGreaterThan(2_147_483_648L);
        assertThat(sandbox.phones(1).get(0).received())
                .extracting(ReceivedMessage::type, ReceivedMessage::content)
                .containsExactly(tuple("mpnews", "本周讲座"));
        assertThat(wxJava.getDraftService().countDraft()).isZero();
    }

    @Test
    void sends_a_video_that_was_prepared() throws Exception {
        var file =
                Files.write(
                        folder.resolve("v.mp4"),
                        "\0\0\0\30ftypmp42".getBytes(StandardCharsets.US_ASCII));
        var media =
                wxJava.getMaterialService()
                        .mediaUpload(WxConsts.MediaFileType.VIDEO, file.toFile());
        var video = new WxMpMassVideo();
        video.setMediaId(media.getMediaId());
        video.setTitle("片");
        video.setDescription("短");
        var prepared = wxJava.getMassMessageService().massVideoUpload(video).getMediaId();

        send(WxConsts.MassMsgType.MPVIDEO, prepared);
        sandbox.clock().advance(Duration.ofMinutes(1));

        assertThat(sandbox.phones(1).get(0).received())
                .extracting(ReceivedMessage::type)
                .containsExactly("mpvideo");
    }

    @Test
    void publishes_a_draft_and_reads_what_became_of_it() throws Exception {
        var publishing = wxJava.getFreePublishService();
        var id = publishing.submit(draft("发布"));
        sandbox.clock().advance(Duration.ofSeconds(10));

        var status = publishing.getPushStatus(id);

        assertThat(status.getPublish_status()).isZero();
        assertThat(status.getArticle_detail().getCount()).isEqualTo(1);
        assertThat(publishing.getPublicationRecords(0, 20).getTotalCount()).isEqualTo(1);
        assertThat(publishing.deletePushAllArticle(status.getArticle_id())).isTrue();
    }

    @Test
    void reads_and_tends_what_readers_comment() throws Exception {
        var publishing = wxJava.getFreePublishService();
        var article =
                WxMpDraftArticles.builder()
                        .title("讨论")
                        .content("<p>x</p>")
                        .thumbMediaId(cover())
                        .needOpenComment(1)
                        .build();
        publishing.submit(wxJava.getDraftService().addDraft(new WxMpAddDraft(List.of(article))));
        sandbox.clock().advance(Duration.ofSeconds(10));
        var listed = Control.account(sandbox, account, "GET", "/publications", "");
        var msgDataId = listed.replaceFirst("(?s).*\"msgDataId\":(\\d+).*", "$1");
        Control.account(
                sandbox,
                account,
                "POST",
                "/followers/" + account.followers(1).get(0) + "/comments",
                "{\"msgDataId\":%s,\"index\":1,\"content\":\"好文\"}".formatted(msgDataId));

        var comments = wxJava.getCommentService();
        var comment = comments.list(msgDataId, 0, 0, 49, 0).getComment().get(0);
        assertThat(comment.getContent()).isEqualTo("好文");
        long id = comment.getUserCommentId();
        comments.markElect(msgDataId, 0, id);
        comments.replyAdd(msgDataId, 0, id, "谢谢");
        comments.delete(msgDataId, 0, id);
        assertThat(comments.list(msgDataId, 0, 0, 49, 0).getTotal()).isZero();
    }

    @Test
    void asks_for_statistics_that_the_platform_took_offline() {
        var yesterday = Date.from(sandbox.clock().instant().minus(Duration.ofDays(1)));

        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(
                        () -> wxJava.getDataCubeService().getArticleSummary(yesterday, yesterday))
                .satisfies(e -> assertThat(e.getError().getErrorCode()).isEqualTo(47009));
    }

    @Test
    void sets_the_speed() throws Exception {
        var mass = wxJava.getMassMessageService();

        mass.messageMassSpeedSet(3);

        assertThat(mass.messageMassSpeedGet().getRealspeed()).isEqualTo(30);
        assertThatExceptionOfType(WxErrorException.class)
                .isThrownBy(() -> mass.messageMassSpeedSet(5))
                .satisfies(e -> assertThat(e.getError().getErrorCode()).isEqualTo(45083));
    }

    private String send(String type, String mediaId) throws WxErrorException {
        var message = new WxMpMassTagMessage();
        message.setMsgType(type);
        message.setMediaId(mediaId);
        message.setSendAll(false);
        message.setTagId(account.createTag("readers", account.followers(3)));
        return wxJava.getMassMessageService().massGroupMessageSend(message).getMsgId();
    }

    private String draft(String title) throws Exception {
        var article =
                WxMpDraftArticles.builder()
                        .title(title)
                        .content("<p>" + title + "</p>")
                        .thumbMediaId(cover())
                        .build();
        return wxJava.getDraftService().addDraft(new WxMpAddDraft(List.of(article)));
    }

    private String cover() throws Exception {
        return WxJava.cover(wxJava, folder);
    }

    private Path png() throws IOException {
        return WxJava.png(folder);
    }
}
