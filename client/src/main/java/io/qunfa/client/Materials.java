package io.qunfa.client;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/**
 * Files that stay until they are deleted: up to 100,000 images and articles, 1,000 of each other
 * kind. Permanent articles can be read and deleted but not made any more ({@code add_news} and
 * {@code update_news}, 45103); {@link Drafts} took their place.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/subscription/api/material/permanent/api_addmaterial.html">新增永久素材,
 *     state of November 2026</a>
 */
public final class Materials {

    /** The most items of one page. */
    public static final int MAX_PAGE = 20;

    private static final ContentType UTF8_TEXT = ContentType.TEXT_PLAIN.withCharset("UTF-8");

    private final Api api;

    Materials(Api api) {
        this.api = api;
    }

    /**
     * Keeps an image, a voice recording or a thumbnail.
     *
     * @throws IllegalArgumentException for a video
     */
    public AddedMaterial add(MediaKind kind, Upload file) {
        if (kind == MediaKind.VIDEO) {
            throw new IllegalArgumentException("a video has a title and an introduction: addVideo");
        }
        var query = Query.of("type", kind.wire());
        var body = file.form().build();
        return api.post("/cgi-bin/material/add_material", query, body, AddedMaterial.class);
    }

    /** Keeps a video. */
    public AddedMaterial addVideo(Upload file, String title, String introduction) {
        var description = Json.object().put("title", title).put("introduction", introduction);
        var body = file.form().addTextBody("description", description.toString(), UTF8_TEXT);
        var query = Query.of("type", MediaKind.VIDEO.wire());
        return api.post("/cgi-bin/material/add_material", query, body.build(), AddedMaterial.class);
    }

    /**
     * Downloads a file, or a video from where the platform keeps it.
     *
     * @param target created or replaced; not there if the download fails
     */
    public void download(MediaId material, Path target) {
        var body = Json.body(Json.object().put("media_id", material.value()));
        var path = "/cgi-bin/material/get_material";
        var request = Request.post(api.base(), path, Query.NONE, body);
        var answer = api.download(request, target);
        answer.ifPresent(json -> api.follow(request, json.path("down_url").asString(""), target));
    }

    /** What is known about a video. */
    public VideoMaterial video(MediaId material) {
        var body = Json.object().put("media_id", material.value());
        return api.post("/cgi-bin/material/get_material", body, VideoMaterial.class);
    }

    /** The articles of a permanent material of the time before there were drafts. */
    public List<StoredArticle> articles(MediaId material) {
        var body = Json.object().put("media_id", material.value());
        return api.post("/cgi-bin/material/get_material", body, StoredArticle.Items.class)
                .newsItem();
    }

    /** Deletes a material; 48005 if a menu or an automatic reply uses it. */
    public void delete(MediaId material) {
        api.post("/cgi-bin/material/del_material", Json.object().put("media_id", material.value()));
    }

    /** How many there are of each kind. */
    public MaterialCounts counts() {
        return api.get("/cgi-bin/material/get_materialcount", Query.NONE, MaterialCounts.class);
    }

    /**
     * Files of one kind, newest first.
     *
     * @param kind image, voice or video
     * @param count 1 to 20
     */
    public MaterialPage page(MediaKind kind, int offset, int count) {
        var body = Paging.of(offset, count).put("type", kind.wire());
        return api.post("/cgi-bin/material/batchget_material", body, MaterialPage.class);
    }

    /**
     * Permanent articles, newest first.
     *
     * @param count 1 to 20
     */
    public StoredArticle.Page articlePage(int offset, int count) {
        var body = Paging.of(offset, count).put("type", "news");
        return api.post("/cgi-bin/material/batchget_material", body, StoredArticle.Listed.class)
                .toPage();
    }

    /**
     * A kept file.
     *
     * @param url images only
     */
    public record AddedMaterial(MediaId mediaId, Optional<String> url) {
        public AddedMaterial {
            Objects.requireNonNull(mediaId, "media_id");
        }
    }

    /**
     * A kept video.
     *
     * @param downUrl where its file is, for a while
     */
    public record VideoMaterial(String title, String description, String downUrl) {}

    /** How many permanent ones there are; news are articles of old. */
    public record MaterialCounts(
            long voiceCount, long videoCount, long imageCount, long newsCount) {}

    /**
     * A page of files.
     *
     * @param totalCount in the whole list
     */
    public record MaterialPage(long totalCount, List<MaterialItem> item) {
        public MaterialPage {
            item = List.copyOf(item);
        }
    }

    /**
     * A file in the list.
     *
     * @param url images only
     */
    public record MaterialItem(
            MediaId mediaId, String name, @Nullable Instant updateTime, Optional<String> url) {
        public MaterialItem {
            Objects.requireNonNull(mediaId, "media_id");
        }
    }
}
