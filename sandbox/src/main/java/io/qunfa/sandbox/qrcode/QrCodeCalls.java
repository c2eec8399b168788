package io.qunfa.sandbox.qrcode;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.QrCode;
import io.qunfa.sandbox.world.QrCodes;
import io.qunfa.sandbox.world.Refusal;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code qrcode/create}. */
public final class QrCodeCalls {

    private static final long DEFAULT_LIFE_SECONDS = 60;
    private static final long MAX_TEMPORARY_SCENE = 0xffff_ffffL;
    private static final long MAX_PERMANENT_SCENE = 100_000;
    private static final int MAX_SCENE_CHARACTERS = 64;

    public Map<String, CallHandler> handlers() {
        return Map.of("/cgi-bin/qrcode/create", this::create);
    }

    ObjectNode create(Call call) {
        var body = call.body();
        var scene = body.path("action_info").path("scene");
        var codes = call.account().relations().qrCodes();
        var life = Duration.ofSeconds(life(body));
        var code =
                switch (body.path("action_name").asString("")) {
                    case "QR_SCENE" ->
                            codes.createTemporary(number(scene, MAX_TEMPORARY_SCENE), "", life);
                    case "QR_STR_SCENE" -> codes.createTemporary(0, text(scene), life);
                    case "QR_LIMIT_SCENE" ->
                            codes.createPermanent(number(scene, MAX_PERMANENT_SCENE), "");
                    case "QR_LIMIT_STR_SCENE" -> codes.createPermanent(0, text(scene));
                    default ->
                            throw Refusal.of(
                                    40052,
                                    "action_name is known",
                                    body.path("action_name").toString(),
                                    "QR_SCENE, QR_STR_SCENE, QR_LIMIT_SCENE or QR_LIMIT_STR_SCENE");
                };
        return answer(code, life, call.hostAddress());
    }

    private static ObjectNode answer(QrCode code, Duration life, String host) {
        var answer = Json.object().put("ticket", code.ticket());
        if (!code.isPermanent()) {
            answer.put("expire_seconds", life.toSeconds());
        }
        return answer.put("url", QrCodePages.addressOf(code, host));
    }

    /** More than 30 days are 30 days, none are 60 seconds (assumed). */
    private static long life(JsonNode body) {
        long asked = Json.integer(body.path("expire_seconds")).orElse(DEFAULT_LIFE_SECONDS);
        return asked < 1 ? DEFAULT_LIFE_SECONDS : Math.min(asked, QrCodes.LONGEST_LIFE.toSeconds());
    }

    private static long number(JsonNode scene, long most) {
        long number = Json.integer(scene.path("scene_id")).orElse(0);
        if (number < 1 || number > most) {
            throw Refusal.of(
                    40053,
                    "action_info.scene.scene_id is 1 to " + most,
                    scene.toString(),
                    "{\"scene_id\":123}");
        }
        return number;
    }

    private static String text(JsonNode scene) {
        var text = scene.path("scene_str").asString("");
        if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_SCENE_CHARACTERS) {
            throw Refusal.of(
                    40053,
                    "action_info.scene.scene_str has 1 to 64 characters",
                    scene.toString(),
                    "{\"scene_str\":\"test\"}");
        }
        return text;
    }
}
