package io.qunfa.client;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files that live for three days, and the pictures inside articles.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/material/temporary/api_uploadtempmedia.html">新增临时素材,
 *     state of November 2026</a>
 */
public final class Media {

    private static final int MAX_ARTICLES = 8;

    private final Api api;

    Media(Api api) {
        this.api = api;
    }

    /**
     * Uploads a file for three days. It can be used any number of times.
     *
     * @throws WeChatException.Refused 40005 or 40006 for a format or size that {@link MediaKind}
     *     does not allow, 45007 for a recording of more than 60 seconds
     */
    public TemporaryMedia upload(MediaKind kind, Upload file) {
        var query = Query.of("type", kind.wire());
        var body = file.form().build();
        return api.post("/cgi-bin/media/upload", query, body, UploadAnswer.class).toMedia();
    }

    /**
     * Downloads a file, or a video from where the platform keeps it.
     *
     * @param target created or replaced; not there if the download fails
     */
    public void download(MediaId media, Path target) {
        var query = Query.of("media_id", media.value());
        var request = Request.get(api.base(), "/cgi-bin/media/get", query);
        var answer = api.download(request, target);
        answer.ifPresent(json -> api.follow(request, json.path("video_url").asString(""), target));
    }

    /**
     * Uploads a picture for the inside of an article: JPEG or PNG below 1 MB.
     *
     * @return the address to put into {@code <img src>}; pictures from elsewhere are filtered out
     */
    public String uploadArticlePicture(Upload picture) {
        var body = picture.form().build();
        return api.post("/cgi-bin/media/uploadimg", Query.NONE, body, Address.class).url();
    }

    /**
     * Uploads articles to be sent. The way before there were drafts; ten times a day. {@code
     * show_cover_pic}, which today's pages ignore, is not among the parts of an article.
     *
     * @param articles 1 to 8, whose covers are temporary thumbnails
     */
    public TemporaryMedia uploadArticles(List<Article.News> articles) {
        Batch.require("article", articles, MAX_ARTICLES);
        var body = Json.object();
        var list = body.putArray("articles");
        articles.forEach(article -> list.add(ArticleJson.write(article)));
        return api.post("/cgi-bin/media/uploadnews", body, UploadAnswer.class).toMedia();
    }

    /**
     * Turns an uploaded video into one that can be mass sent, where the platform still does that:
     * it mostly refuses the send with 48013, 48014 or 48022.
     *
     * @param video temporary or permanent
     */
    public TemporaryMedia uploadVideo(MediaId video, String title, String description) {
        var body =
                Json.object()
                        .put("media_id", video.value())
                        .put("title", title)
                        .put("description", description);
        return api.post("/cgi-bin/media/uploadvideo", body, UploadAnswer.class).toMedia();
    }

    /**
     * A file that lives for three days.
     *
     * @param type as the platform names it
     */
    public record TemporaryMedia(MediaId id, String type, Instant createdAt) {}

    record Address(String url) {

        Address {
            Identifiers.require("url", url, Integer.MAX_VALUE);
        }
    }

    /** Thumbnails have a name of their own for the id. */
    record UploadAnswer(
            String type,
            @Nullable MediaId mediaId,
            @Nullable MediaId thumbMediaId,
            @Nullable Instant createdAt) {

        UploadAnswer {
            if (mediaId == null) {
                Objects.requireNonNull(thumbMediaId, "media_id");
            }
        }

        TemporaryMedia toMedia() {
            var id = mediaId == null ? Objects.requireNonNull(thumbMediaId) : mediaId;
            return new TemporaryMedia(id, type, createdAt == null ? Instant.EPOCH : createdAt);
        }
    }
}
