package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest extends ScriptedCalls {

    private static final Instant THEN = Instant.ofEpochSecond(1795000000);
    private static final MediaId DRAFT = new MediaId("DRAFT");
    private static final Article.News PLAIN_ARTICLE =
            new Article.News("春季讲座", "<p>正文</p>", new MediaId("COVER"));
    private static final Comments.ArticleRef ARTICLE =
            new Comments.ArticleRef(new MsgDataId(2247484106L), 0);

    @Test
    void a_file_is_uploaded_as_the_part_named_media() {
        platform.plays("/cgi-bin/media/upload", "media-upload-image");
        var file = Upload.of("海报.png", bytes("not really a picture"));

        var media = wechat.media().upload(MediaKind.IMAGE, file);

        assertThat(media).isEqualTo(new Media.TemporaryMedia(new MediaId("TEMP-1"), "image", THEN));
        var request = platform.received("/cgi-bin/media/upload").get(0);
        assertThat(request.query()).startsWith("type=image&access_token=");
        assertThat(request.body())
                .contains("name=\"media\"; filename=\"海报.png\"")
                .contains("Content-Type: image/png")
                .contains("not really a picture");
    }

    @Test
    void an_upload_goes_out_again_with_a_renewed_token(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("a.jpg"), "jpeg");
        platform.on(
                "/cgi-bin/media/uploadimg",
                request ->
                        platform.received("/cgi-bin/media/uploadimg").size() == 1
                                ? "{\"errcode\":42001,\"errmsg\":\"access_token expired\"}"
                                : Fixtures.text("media-uploadimg/answer.json"));
        platform.on(
                "/cgi-bin/stable_token",
                request ->
                        ScriptedPlatform.tokenAnswer(
                                "t" + platform.received("/cgi-bin/stable_token").size()));

        var url = wechat.media().uploadArticlePicture(Upload.of(file));

        assertThat(url).isEqualTo("http://mmbiz.qpic.cn/mmbiz_png/x/0");
        assertThat(platform.received("/cgi-bin/media/uploadimg"))
                .hasSize(2)
                .allMatch(request -> request.body().contains("jpeg"));
    }

    @Test
    void a_thumbnails_id_has_its_own_name() {
        platform.plays("/cgi-bin/media/upload", "media-upload-thumb");
        var thumb = Upload.of("t.jpg", bytes("x"));
        assertThat(wechat.media().upload(MediaKind.THUMB, thumb).id())
                .isEqualTo(new MediaId("TEMP-2"));
    }

    @Test
    void a_file_is_downloaded_as_it_is(@TempDir Path folder) throws IOException {
        var target = folder.resolve("file");
        platform.on("/cgi-bin/media/get", "\u0001 not JSON {");

        wechat.media().download(new MediaId("M"), target);

        assertThat(Files.readString(target)).isEqualTo("\u0001 not JSON {");
    }

    @Test
    void a_large_file_is_not_taken_for_json(@TempDir Path folder) throws IOException {
        var target = folder.resolve("file");
        platform.on("/cgi-bin/media/get", "{" + "x".repeat(200_000));

        wechat.media().download(new MediaId("M"), target);

        assertThat(Files.size(target)).isEqualTo(200_001);
    }

    @Test
    void a_video_is_downloaded_from_where_the_platform_says(@TempDir Path folder)
            throws IOException {
        var target = folder.resolve("video");
        platform.on(
                "/cgi-bin/media/get",
                "{\"video_url\":\"" + platform.address() + "/video?key=secret-key\"}");
        platform.on("/video", "the video");

        wechat.media().download(new MediaId("M"), target);

        assertThat(Files.readString(target)).isEqualTo("the video");
        assertThat(platform.received("/video").get(0).query()).isEqualTo("key=secret-key");
    }

    @Test
    void an_unknown_file_leaves_nothing_behind(@TempDir Path folder) {
        var target = folder.resolve("file");
        platform.on("/cgi-bin/media/get", "{\"errcode\":40007,\"errmsg\":\"invalid media_id\"}");

        assertThatExceptionOfType(WeChatException.Refused.class)
                .isThrownBy(() -> wechat.media().download(new MediaId("M"), target));
        assertThat(target).doesNotExist();
    }

    @Test
    void a_download_that_breaks_off_leaves_nothing_behind(@TempDir Path folder) throws IOException {
        var target = folder.resolve("file");
        RawPlatform.Behaviour half =
                connection ->
                        connection
                                .getOutputStream()
                                .write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"));
        try (var broken = new RawPlatform(half);
                var client =
                        WeChat.builder(ScriptedPlatform.CREDENTIALS)
                                .endpoints(Endpoints.of(broken.address()))
                                .tokens(new FixedToken())
                                .build()) {
            assertThatExceptionOfType(WeChatException.Unanswered.class)
                    .isThrownBy(() -> client.media().download(new MediaId("M"), target));
        }
        assertThat(target).doesNotExist();
    }

    @Test
    void articles_and_videos_can_be_prepared_the_old_way() {
        platform.plays("/cgi-bin/media/uploadnews", "media-uploadnews");
        platform.plays("/cgi-bin/media/uploadvideo", "media-uploadvideo");

        assertThat(wechat.media().uploadArticles(List.of(PLAIN_ARTICLE)).id())
                .isEqualTo(new MediaId("NEWS"));
        assertThat(wechat.media().uploadVideo(new MediaId("VIDEO"), "标题", "描述").id())
                .isEqualTo(new MediaId("SENDABLE"));

        platform.assertAsked("/cgi-bin/media/uploadnews", "media-uploadnews");
        platform.assertAsked("/cgi-bin/media/uploadvideo", "media-uploadvideo");
    }

    @Test
    void materials_are_kept_and_counted() {
        platform.plays("/cgi-bin/material/add_material", "material-add");
        platform.plays("/cgi-bin/material/get_materialcount", "material-count");

        var image = wechat.materials().add(MediaKind.IMAGE, Upload.of("a.png", bytes("x")));

        assertThat(image.mediaId()).isEqualTo(new MediaId("PERM-1"));
        assertThat(image.url()).contains("http://mmbiz.qpic.cn/mmbiz_png/x/0");
        assertThat(wechat.materials().counts()).isEqualTo(new Materials.MaterialCounts(1, 2, 3, 4));
    }

    @Test
    void a_kept_video_carries_its_description() {
        platform.on("/cgi-bin/material/add_material", "{\"media_id\":\"PERM-V\"}");

        var video = Upload.of("v.mp4", bytes("x"));
        assertThat(wechat.materials().addVideo(video, "标题", "说明").url()).isEmpty();

        assertThat(platform.received("/cgi-bin/material/add_material").get(0).body())
                .contains("name=\"description\"")
                .contains("{\"title\":\"标题\",\"introduction\":\"说明\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.materials().add(MediaKind.VIDEO, video));
    }

    @Test
    void materials_are_listed_by_kind() {
        platform.plays("/cgi-bin/material/batchget_material", "material-batchget-image");
        var images = wechat.materials().page(MediaKind.IMAGE, 0, 20);
        platform.assertAsked("/cgi-bin/material/batchget_material", "material-batchget-image");
        assertThat(images.totalCount()).isEqualTo(21);
        assertThat(images.item())
                .containsExactly(
                        new Materials.MaterialItem(
                                new MediaId("PERM-1"),
                                "海报.png",
                                THEN,
                                Optional.of("http://mmbiz.qpic.cn/x/0")));

        platform.plays("/cgi-bin/material/batchget_material", "material-batchget-news");
        var articles = wechat.materials().articlePage(0, 1);
        platform.assertAsked("/cgi-bin/material/batchget_material", "material-batchget-news");
        assertThat(articles.entries().get(0).articles().get(0).title()).isEqualTo("标题");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> wechat.materials().page(MediaKind.IMAGE, 0, 21));
    }

    @Test
    void a_material_is_read_as_what_it_is() {
        var path = "/cgi-bin/material/get_material";
        platform.plays(path, "material-get-video");
        assertThat(wechat.materials().video(new MediaId("PERM-V")).title()).isEqualTo("标题");
        platform.assertAsked(path, "material-get-video");

        platform.plays(path, "material-get-news");
        assertThat(wechat.materials().articles(new MediaId("PERM-N")))
                .extracting(StoredArticle::author)
                .containsExactly("作者");
        platform.assertAsked(path, "material-get-news");
    }

    @Test
    void a_draft_of_an_article_has_every_field() {
        platform.plays("/cgi-bin/draft/add", "draft-add");
        var article =
                new Article.News(
                        "春季讲座",
                        "李雷",
                        "摘要",
                        "<p>正文 <img src=\"http://mmbiz.qpic.cn/x/0\"></p>",
                        "https://www.example.com/a?b=1",
                        new MediaId("COVER"),
                        CommentRule.FOLLOWERS,
                        "0_0_1_0.9",
                        "0.1_0_0.9_1");

        assertThat(wechat.drafts().add(List.of(article))).isEqualTo(DRAFT);

        platform.assertAsked("/cgi-bin/draft/add", "draft-add");
        assertThat(platform.received("/cgi-bin/draft/add").get(0).body())
                .contains("<p>正文 <img src=\\\"http://mmbiz.qpic.cn/x/0\\\"></p>");
    }

    @Test
    void a_draft_of_pictures_has_no_cover_but_its_first_picture() {
        platform.plays("/cgi-bin/draft/add", "draft-add-pictures");
        var post =
                new Article.Pictures(
                        "春天",
                        "照片",
                        List.of(new MediaId("P1"), new MediaId("P2")),
                        CommentRule.NOBODY,
                        List.of(new Article.Crop("1_1", "0.1", "0", "1", "0.9")),
                        "PRODUCT");

        assertThat(wechat.drafts().add(List.of(post))).isEqualTo(new MediaId("DRAFT-P"));

        platform.assertAsked("/cgi-bin/draft/add", "draft-add-pictures");
    }

    @Test
    void a_draft_has_one_to_eight_articles() {
        assertThatIllegalArgumentException().isThrownBy(() -> wechat.drafts().add(List.of()));
        var nine = Collections.nCopies(9, PLAIN_ARTICLE);
        assertThatIllegalArgumentException().isThrownBy(() -> wechat.drafts().add(nine));
    }

    @Test
    void a_draft_is_read_back() {
        platform.plays("/cgi-bin/draft/get", "draft-get");

        var articles = wechat.drafts().get(DRAFT);

        platform.assertAsked("/cgi-bin/draft/get", "draft-get");
        assertThat(articles.get(0).content()).contains("data-src");
        assertThat(articles.get(0).comments()).isEqualTo(CommentRule.FOLLOWERS);
        assertThat(articles.get(1).articleType()).isEqualTo("newspic");
        assertThat(articles.get(1).pictures()).containsExactly(new MediaId("P1"));
        assertThat(articles.get(1).thumbMediaId()).isEmpty();
    }

    @Test
    void drafts_are_changed_counted_listed_and_deleted() {
        platform.plays("/cgi-bin/draft/update", "draft-update");
        platform.plays("/cgi-bin/draft/count", "draft-count");
        platform.plays("/cgi-bin/draft/batchget", "draft-batchget");
        platform.plays("/cgi-bin/draft/delete", "draft-delete");
        var changed = new Article.News("新标题", "<p>正文</p>", new MediaId("COVER"));

        wechat.drafts().update(DRAFT, 0, changed);
        assertThat(wechat.drafts().count()).isEqualTo(7);
        var page = wechat.drafts().pageWithoutContent(0, 20);
        wechat.drafts().delete(DRAFT);

        platform.assertAsked("/cgi-bin/draft/update", "draft-update");
        platform.assertAsked("/cgi-bin/draft/batchget", "draft-batchget");
        platform.assertAsked("/cgi-bin/draft/delete", "draft-delete");
        assertThat(page.total()).isEqualTo(1);
        assertThat(page.entries().get(0).id()).contains(DRAFT);
        assertThat(page.entries().get(0).updatedAt()).isEqualTo(THEN);
        assertThat(page.entries().get(0).articles().get(0).content()).isEmpty();
    }

    @Test
    void a_publication_is_submitted_and_followed() {
        platform.plays("/cgi-bin/freepublish/submit", "freepublish-submit");
        platform.plays("/cgi-bin/freepublish/get", "freepublish-get");

        var submitted = wechat.publications().submit(DRAFT);
        var status = wechat.publications().status(submitted.publishId());

        platform.assertAsked("/cgi-bin/freepublish/submit", "freepublish-submit");
        platform.assertAsked("/cgi-bin/freepublish/get", "freepublish-get");
        assertThat(submitted.msgDataId()).contains(new MsgDataId(2247483950L));
        assertThat(status.state()).isEqualTo(PublishState.Known.PUBLISHED);
        assertThat(status.articleId()).contains(new ArticleId("ART-1"));
        assertThat(status.articles())
                .containsExactly(
                        new Publications.PublishedArticle(1, "http://mp.weixin.qq.com/s/x"));
    }

    @Test
    void a_failed_publication_says_which_articles() {
        platform.plays("/cgi-bin/freepublish/get", "freepublish-get-failed");
        var status = wechat.publications().status(new PublishId(2247483949L));
        assertThat(status.state()).isEqualTo(PublishState.Known.NOT_ORIGINAL);
        assertThat(status.failed()).containsExactly(1, 2);
        assertThat(status.articleId()).isEmpty();
    }

    @Test
    void publications_are_listed_read_and_deleted() {
        platform.plays("/cgi-bin/freepublish/batchget", "freepublish-batchget");
        platform.plays("/cgi-bin/freepublish/getarticle", "freepublish-getarticle");
        platform.plays("/cgi-bin/freepublish/delete", "freepublish-delete");
        var id = new ArticleId("ART-1");

        assertThat(wechat.publications().page(0, 20).entries().get(0).articleId()).contains(id);
        assertThat(wechat.publications().get(id).get(0).isDeleted()).isTrue();
        wechat.publications().delete(id, 1);

        platform.assertAsked("/cgi-bin/freepublish/batchget", "freepublish-batchget");
        platform.assertAsked("/cgi-bin/freepublish/getarticle", "freepublish-getarticle");
        platform.assertAsked("/cgi-bin/freepublish/delete", "freepublish-delete");
    }

    @Test
    void comments_are_read_whatever_shape_their_reply_has() {
        platform.plays("/cgi-bin/comment/list", "comment-list");

        var page = wechat.comments().page(ARTICLE, Comments.Filter.FEATURED, 0, 49);

        platform.assertAsked("/cgi-bin/comment/list", "comment-list");
        assertThat(page.total()).isEqualTo(3);
        var first = page.comments().get(0);
        assertThat(first.author()).contains(new OpenId("oReader"));
        assertThat(first.featured()).isTrue();
        assertThat(first.reply().orElseThrow().content()).isEqualTo("谢谢");
        assertThat(page.comments().get(1).author()).isEmpty();
        assertThat(page.comments().get(1).reply()).isEmpty();
        assertThat(page.comments().get(2).reply().orElseThrow().content()).isEqualTo("列表");
    }

    @Test
    void comments_are_opened_featured_and_answered() {
        platform.plays("/cgi-bin/comment/open", "comment-open");
        platform.plays("/cgi-bin/comment/markelect", "comment-markelect");
        platform.plays("/cgi-bin/comment/reply/add", "comment-reply-add");

        wechat.comments().open(ARTICLE);
        wechat.comments().feature(ARTICLE, 1);
        wechat.comments().reply(ARTICLE, 1, "谢谢");

        platform.assertAsked("/cgi-bin/comment/open", "comment-open");
        platform.assertAsked("/cgi-bin/comment/markelect", "comment-markelect");
        platform.assertAsked("/cgi-bin/comment/reply/add", "comment-reply-add");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
