package io.qunfa.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Temporary media, permanent material and the pictures inside articles. */
@SandboxTest(followers = 5, startAt = "2026-11-25T04:00:00Z")
class MediaIT {

    private static final String UPLOAD = "/cgi-bin/media/upload?type=";
    private static final String UPLOADIMG = "/cgi-bin/media/uploadimg";
    private static final String ADD = "/cgi-bin/material/add_material?type=";

    private Sandbox sandbox;
    private Caller caller;
    private Uploads uploads;

    @BeforeEach
    void callTheSandbox(Sandbox injected) throws Exception {
        sandbox = injected;
        caller = new Caller(sandbox).withToken();
        uploads = new Uploads(sandbox, caller);
    }

    @Test
    void an_uploaded_image_comes_back_byte_by_byte() throws Exception {
        var image = SampleFiles.png(5_000);

        var answer = uploads.file(UPLOAD + "image", "图.png", image);
        var file = uploads.download("/cgi-bin/media/get?media_id=" + id(answer));

        assertThat(answer.propertyNames()).containsExactly("type", "media_id", "created_at");
        assertThat(file.body()).isEqualTo(image);
        assertThat(file.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"")
                .endsWith(".png\"");
    }

    @Test
    void a_thumb_has_a_key_of_its_own() throws Exception {
        var answer = uploads.file(UPLOAD + "thumb", "t.jpg", SampleFiles.jpeg(2_000));

        assertThat(answer.propertyNames()).containsExactly("type", "thumb_media_id", "created_at");
    }

    @Test
    void a_video_is_fetched_from_the_address_that_media_get_says() throws Exception {
        var answer = uploads.file(UPLOAD + "video", "v.mp4", SampleFiles.mp4());

        var url = caller.read("/cgi-bin/media/get?media_id=" + id(answer)).path("video_url");

        var path = URI.create(url.asString()).getPath();
        assertThat(uploads.download(path).body()).isEqualTo(SampleFiles.mp4());
    }

    @Test
    void a_page_of_the_sandbox_shows_what_a_media_id_stands_for() throws Exception {
        var shown = "/_sandbox/accounts/" + sandbox.account().appId() + "/media/";
        var image = SampleFiles.png(5_000);
        var thumb = SampleFiles.jpeg(2_000);
        var imageId = id(uploads.file(UPLOAD + "image", "x.html", image));
        var thumbId =
                uploads.file(UPLOAD + "thumb", "t.jpg", thumb).path("thumb_media_id").asString();
        var videoId = id(uploads.file(UPLOAD + "video", "v.mp4", SampleFiles.mp4()));

        var answer = uploads.download(shown + imageId);

        assertThat(answer.body()).isEqualTo(image);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; sandbox");
        assertThat(uploads.download(shown + thumbId).body()).isEqualTo(thumb);
        assertThat(uploads.download(shown + videoId).headers().firstValue("Content-Type"))
                .contains("video/mp4");
        assertThat(uploads.download(shown + "nothing").statusCode()).isEqualTo(404);
        sandbox.clock().advance(Duration.ofDays(3));
        assertThat(uploads.download(shown + imageId).statusCode()).isEqualTo(404);
    }

    @Test
    void temporary_media_end_after_three_days() throws Exception {
        var id = id(uploads.file(UPLOAD + "image", "a.png", SampleFiles.png(100)));

        sandbox.clock().advance(Duration.ofDays(3).minusSeconds(5));
        caller.withToken();
        assertThat(uploads.download("/cgi-bin/media/get?media_id=" + id).body()).hasSize(100);
        sandbox.clock().advance(Duration.ofSeconds(5));

        assertThat(code(caller.read("/cgi-bin/media/get?media_id=" + id))).isEqualTo(40007);
    }

    @Test
    void the_content_decides_about_the_format_not_the_name() throws Exception {
        assertThat(code(uploads.file(UPLOAD + "image", "a.png", SampleFiles.amr(1))))
                .isEqualTo(40005);
        assertThat(code(uploads.file(UPLOAD + "image", "a.txt", SampleFiles.gif()))).isZero();
        assertThat(code(uploads.file(UPLOAD + "image", "a.bmp", SampleFiles.bmp())))
                .isEqualTo(40005);
        assertThat(code(uploads.file(UPLOAD + "thumb", "a.jpg", SampleFiles.png(100))))
                .isEqualTo(40005);
    }

    @Test
    void a_picture_without_pixels_is_refused() throws Exception {
        assertThat(code(uploads.file(UPLOAD + "image", "a.png", SampleFiles.pngWithoutPixels())))
                .isEqualTo(40137);
    }

    @Test
    void a_voice_plays_at_most_a_minute() throws Exception {
        assertThat(code(uploads.file(UPLOAD + "voice", "v.amr", SampleFiles.amr(60)))).isZero();
        assertThat(code(uploads.file(UPLOAD + "voice", "v.amr", SampleFiles.amr(61))))
                .isEqualTo(45007);
        assertThat(code(uploads.file(UPLOAD + "voice", "v.mp3", SampleFiles.mp3(59)))).isZero();
        assertThat(code(uploads.file(UPLOAD + "voice", "v.mp3", SampleFiles.mp3(62))))
                .isEqualTo(45007);
        assertThat(code(uploads.file(ADD + "voice", "v.wav", SampleFiles.wav(62))))
                .isEqualTo(45007);
    }

    @Test
    void each_kind_has_its_limit_and_its_code() throws Exception {
        int mega = 1024 * 1024;
        assertThat(code(uploads.file(UPLOAD + "image", "a.png", SampleFiles.png(10 * mega + 1))))
                .isEqualTo(40009);
        assertThat(code(uploads.file(UPLOAD + "thumb", "a.jpg", SampleFiles.jpeg(65_537))))
                .isEqualTo(40012);
        assertThat(code(uploads.file(UPLOAD + "image", "a.png", SampleFiles.png(3 * mega))))
                .isZero();
        assertThat(code(uploads.file(UPLOAD + "voice", "a.amr", SampleFiles.amr(1_400))))
                .isEqualTo(40010);
    }

    @Test
    void an_upload_needs_a_kind_a_part_named_media_a_filename_and_bytes() throws Exception {
        var png = SampleFiles.png(100);
        assertThat(code(uploads.file(UPLOAD + "news", "a.png", png))).isEqualTo(40004);
        assertThat(code(uploads.form(UPLOAD + "image", Uploads.part("file", "a.png", png))))
                .isEqualTo(41005);
        assertThat(code(uploads.form(UPLOAD + "image", Uploads.part("media", "", png))))
                .isEqualTo(41005);
        assertThat(code(uploads.file(UPLOAD + "image", "a.png", new byte[0]))).isEqualTo(44001);
        assertThat(code(caller.post("/cgi-bin/media/uploadimg", "{}"))).isEqualTo(41005);
    }

    @Test
    void old_sdks_put_token_and_type_beside_the_file() throws Exception {
        var token = caller.token();
        caller.withToken("");
        var answer =
                new Uploads(sandbox, caller)
                        .formWithoutQuery(
                                "/cgi-bin/media/upload",
                                Uploads.part("access_token", "", token.getBytes(UTF_8)),
                                Uploads.part("type", "", "image".getBytes(UTF_8)),
                                Uploads.part("media", "a.png", SampleFiles.png(100)));

        assertThat(answer.path("type").asString()).isEqualTo("image");
    }

    @Test
    void the_event_log_shows_that_a_file_came_and_not_the_file() throws Exception {
        var id = id(uploads.file(UPLOAD + "image", "a.png", SampleFiles.png(5_000)));
        uploads.download("/cgi-bin/media/get?media_id=" + id);

        var requests = caller.control("GET", "/requests?limit=10000", "").path("requests");

        var last = requests.get(requests.size() - 1);
        assertThat(last.path("answer").asString()).isEqualTo("5000 bytes of image/png");
        assertThat(requests.get(requests.size() - 2).path("body").asString())
                .contains("bytes of multipart/form-data");
    }

    @Test
    void pictures_of_articles_are_png_or_jpeg_under_one_megabyte() throws Exception {
        var answer = uploads.file(UPLOADIMG, "a.png", SampleFiles.png(500));

        assertThat(answer.path("url").asString())
                .matches("http://mmbiz\\.qpic\\.cn/mmbiz_png/[A-Za-z0-9_-]+/0");
        assertThat(code(uploads.file(UPLOADIMG, "a.gif", SampleFiles.gif()))).isEqualTo(40005);
        assertThat(code(uploads.file(UPLOADIMG, "a.png", SampleFiles.png(1_100_000))))
                .isEqualTo(40009);
    }

    @Test
    void the_picture_of_an_article_is_served_under_its_path() throws Exception {
        var url = uploads.file(UPLOADIMG, "a.jpg", SampleFiles.jpeg(500)).path("url").asString();

        var picture = uploads.download(URI.create(url).getPath());

        assertThat(picture.body()).isEqualTo(SampleFiles.jpeg(500));
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
    }

    @Test
    void permanent_material_stays_until_it_is_deleted() throws Exception {
        var answer = uploads.file(ADD + "image", "a.bmp", SampleFiles.bmp());
        sandbox.clock().advance(Duration.ofDays(30));
        caller.withToken();

        var body = "{\"media_id\":\"" + id(answer) + "\"}";
        var got = uploads.downloadByPost("/cgi-bin/material/get_material", body);
        var deleted = caller.post("/cgi-bin/material/del_material", body);

        assertThat(answer.path("url").asString()).startsWith("http://mmbiz.qpic.cn/");
        assertThat(got.body()).isEqualTo(SampleFiles.bmp());
        assertThat(deleted.path("errmsg").asString()).isEqualTo("ok");
        assertThat(code(caller.post("/cgi-bin/material/get_material", body))).isEqualTo(40007);
    }

    @Test
    void a_permanent_video_has_a_title() throws Exception {
        var description = "{\"title\":\"讲座\",\"introduction\":\"第一讲\"}";
        var id = id(uploads.video(ADD + "video", description));

        var video = caller.post("/cgi-bin/material/get_material", "{\"media_id\":\"" + id + "\"}");

        assertThat(video.path("title").asString()).isEqualTo("讲座");
        assertThat(video.path("description").asString()).isEqualTo("第一讲");
        assertThat(video.path("down_url").asString()).contains(id);
        assertThat(code(uploads.file(ADD + "video", "v.mp4", SampleFiles.mp4()))).isEqualTo(41011);
    }

    @Test
    void materials_are_counted_and_listed_newest_first() throws Exception {
        var first = id(uploads.file(ADD + "image", "first.png", SampleFiles.png(100)));
        var second = id(uploads.file(ADD + "image", "second.png", SampleFiles.png(100)));
        uploads.file(UPLOAD + "image", "temporary.png", SampleFiles.png(100));

        var count = caller.read("/cgi-bin/material/get_materialcount");
        var list =
                caller.post(
                        "/cgi-bin/material/batchget_material",
                        "{\"type\":\"image\",\"offset\":0,\"count\":20}");

        assertThat(count.toString())
                .isEqualTo(
                        "{\"voice_count\":0,\"video_count\":0,\"image_count\":2,\"news_count\":0}");
        assertThat(list.path("item").valueStream().map(MediaIT::id)).containsExactly(second, first);
        assertThat(list.path("item").path(1).path("name").asString()).isEqualTo("first.png");
        assertThat(
                        code(
                                caller.post(
                                        "/cgi-bin/material/batchget_material",
                                        "{\"type\":\"image\",\"offset\":0,\"count\":21}")))
                .isEqualTo(40097);
    }

    @Test
    void permanent_articles_are_closed() throws Exception {
        assertThat(code(caller.post("/cgi-bin/material/add_news", "{\"articles\":[]}")))
                .isEqualTo(45103);
        assertThat(code(caller.post("/cgi-bin/material/update_news", "{}"))).isEqualTo(45103);
    }

    @Test
    void a_video_for_mass_sending_is_made_from_a_video_only() throws Exception {
        var video = id(uploads.file(UPLOAD + "video", "v.mp4", SampleFiles.mp4()));
        var image = id(uploads.file(UPLOAD + "image", "a.png", SampleFiles.png(100)));

        var answer = caller.post("/cgi-bin/media/uploadvideo", video(video));

        assertThat(answer.path("type").asString()).isEqualTo("video");
        assertThat(id(answer)).isNotEqualTo(video);
        assertThat(code(caller.post("/cgi-bin/media/uploadvideo", video(image)))).isEqualTo(40007);
    }

    private static String video(String id) {
        return "{\"media_id\":\"" + id + "\",\"title\":\"t\",\"description\":\"d\"}";
    }

    private static String id(JsonNode answer) {
        return answer.path("media_id").asString("");
    }

    private static int code(JsonNode answer) {
        return answer.path("errcode").asInt(0);
    }
}
