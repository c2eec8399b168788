package io.qunfa.sandbox.content;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Envelope;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.MediaFile;
import io.qunfa.sandbox.world.MediaKind;
import io.qunfa.sandbox.world.MediaLibrary;
import io.qunfa.sandbox.world.MediaLibrary.Caption;
import io.qunfa.sandbox.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Permanent material. */
final class MaterialCalls {

    /** {@code POST /cgi-bin/material/add_material}. */
    ObjectNode add(Call call) {
        var kind = MediaCalls.kind(call);
        var caption = kind == MediaKind.VIDEO ? caption(call) : Caption.NONE;
        var file = media(call).addPermanent(kind, MediaCalls.file(call), caption);
        var answer = Json.object().put("media_id", file.id());
        return kind == MediaKind.IMAGE ? answer.put("url", file.url()) : answer;
    }

    private static Caption caption(Call call) {
        var text = call.form().find("description").map(p -> p.content().text()).orElse("");
        try {
            var json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            if (json.path("title").isString()) {
                return new Caption(
                        json.path("title").asString(), json.path("introduction").asString(""));
            }
        } catch (JacksonException e) {
            throw withoutCaption("a description that is not JSON: " + e.getOriginalMessage());
        }
        throw withoutCaption("\"" + text + "\"");
    }

    private static Refusal withoutCaption(String sent) {
        return Refusal.of(
                        41011,
                        "a video comes with a form field description",
                        sent,
                        "description={\"title\":\"…\",\"introduction\":\"…\"}")
                .assumed();
    }

    /** {@code POST /cgi-bin/material/get_material}: the bytes; of a video its texts. */
    ObjectNode get(Call call) {
        var file = media(call).requirePermanent(id(call));
        if (file.kind() == MediaKind.VIDEO) {
            return Json.object()
                    .put("title", file.title())
                    .put("description", file.description())
                    .put("down_url", MediaCalls.downloadAddress(call, file));
        }
        MediaCalls.attach(call, file);
        return Json.object();
    }

    /** {@code POST /cgi-bin/material/del_material}. */
    ObjectNode delete(Call call) {
        requireUnused(call);
        media(call).delete(id(call));
        return Envelope.ok();
    }

    private static void requireUnused(Call call) {
        if (call.account().relations().menus().uses(id(call))) {
            throw Refusal.of(48005, "no menu uses the material", id(call), "change the menu first");
        }
    }

    /** {@code GET /cgi-bin/material/get_materialcount}. */
    ObjectNode count(Call call) {
        var media = media(call);
        return Json.object()
                .put("voice_count", media.count(MediaKind.VOICE))
                .put("video_count", media.count(MediaKind.VIDEO))
                .put("image_count", media.newestFirst(MediaKind.IMAGE).size())
                .put("news_count", 0);
    }

    /** {@code POST /cgi-bin/material/batchget_material}: newest first. */
    ObjectNode list(Call call) {
        var page = Page.of(call.body());
        var word = call.body().path("type").asString("");
        if (word.equals("news")) {
            return page.write(List.<MediaFile>of(), MaterialCalls::write);
        }
        var kind =
                MediaKind.find(word)
                        .filter(found -> found != MediaKind.THUMB)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                40004,
                                                "type is a kind of material",
                                                word,
                                                "image, voice, video or news"));
        return page.write(media(call).newestFirst(kind), MaterialCalls::write);
    }

    private static ObjectNode write(MediaFile file) {
        return Json.object()
                .put("media_id", file.id())
                .put("name", file.title().isEmpty() ? file.content().name() : file.title())
                .put("update_time", file.createdAt().getEpochSecond())
                .put("url", file.url());
    }

    /** {@code POST /cgi-bin/material/add_news} and {@code update_news}: closed. */
    static CallHandler closed() {
        return call -> {
            throw Refusal.of(
                            45103,
                            "the call is still offered",
                            "permanent articles, which ended on 2022-02-28",
                            "/cgi-bin/draft/add")
                    .observed();
        };
    }

    private static MediaLibrary media(Call call) {
        return call.account().content().media();
    }

    private static String id(Call call) {
        return call.body().path("media_id").asString("");
    }
}
