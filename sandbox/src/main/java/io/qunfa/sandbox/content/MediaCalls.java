package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.ContentSwitch;
import io.qunfa.sandbox.world.FileContent;
import io.qunfa.sandbox.world.MediaFile;
import io.qunfa.sandbox.world.MediaKind;
import io.qunfa.sandbox.world.MediaLibrary;
import io.qunfa.sandbox.world.Refusal;
import tools.jackson.databind.node.ObjectNode;

/** Temporary media, and the pictures inside articles. */
final class MediaCalls {

    /** {@code POST /cgi-bin/media/upload}: a file for three days. */
    ObjectNode upload(Call call) {
        var kind = kind(call);
        var file = call.account().content().media().addTemporary(kind, file(call));
        boolean asMediaId =
                call.account().switches().content().isOn(ContentSwitch.THUMB_AS_MEDIA_ID);
        var key = kind == MediaKind.THUMB && !asMediaId ? "thumb_media_id" : "media_id";
        return Json.object()
                .put("type", kind.word())
                .put(key, file.id())
                .put("created_at", file.createdAt().getEpochSecond());
    }

    /** {@code GET /cgi-bin/media/get}: the bytes; of a video the address. */
    ObjectNode get(Call call) {
        var file = call.account().content().media().requireTemporary(call.parameter("media_id"));
        if (file.kind() == MediaKind.VIDEO) {
            return Json.object().put("video_url", downloadAddress(call, file));
        }
        attach(call, file);
        return Json.object();
    }

    /** {@code POST /cgi-bin/media/uploadimg}: a picture for the text of an article. */
    ObjectNode uploadImage(Call call) {
        return Json.object()
                .put("url", call.account().content().media().addArticleImage(file(call)));
    }

    /** {@code POST /cgi-bin/media/uploadvideo}: a video becomes one that can be mass sent. */
    ObjectNode uploadVideo(Call call) {
        var body = call.body();
        var caption =
                new MediaLibrary.Caption(
                        body.path("title").asString(""), body.path("description").asString(""));
        var video =
                call.account()
                        .content()
                        .media()
                        .prepareVideo(body.path("media_id").asString(""), caption);
        return Json.object()
                .put("type", "video")
                .put("media_id", video.id())
                .put("created_at", video.createdAt().getEpochSecond());
    }

    static MediaKind kind(Call call) {
        var word = call.parameter("type");
        return MediaKind.find(word)
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        40004,
                                        "type is a kind of media",
                                        "type=" + word,
                                        "image, voice, video or thumb"));
    }

    static FileContent file(Call call) {
        var part = call.form().requireFile("media");
        return new FileContent(part.fileName(), part.content().bytes());
    }

    static void attach(Call call, MediaFile file) {
        call.attach(file.format().contentType(), file.fileName(), file.content().bytes());
    }

    /** The sandbox itself serves what the platform's file servers would. */
    static String downloadAddress(Call call, MediaFile file) {
        return "http://" + call.host() + MediaHost.VIDEOS + file.id();
    }
}
