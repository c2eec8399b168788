package io.qunfa.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * QR codes with parameters: scanning one follows the account, or opens its chat, and the callback
 * tells the parameter.
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/qrcode/qrcodes/api_createqrcode.html">生成带参数二维码,
 *     state of November 2026</a>
 */
public final class QrCodes {

    private static final Duration MAX_LIFE = Duration.ofDays(30);
    private static final int MAX_PERMANENT = 100_000;
    private static final int MAX_SCENE_LENGTH = 64;

    private final Api api;
    private final URI pages;

    QrCodes(Api api, URI pages) {
        this.api = api;
        this.pages = pages;
    }

    /**
     * A code that expires.
     *
     * @param scene not 0
     * @param life up to 30 days
     */
    public QrCode temporary(int scene, Duration life) {
        if (scene == 0) {
            throw new IllegalArgumentException("a scene is not 0");
        }
        return create(expiring("QR_SCENE", life), Json.object().put("scene_id", scene));
    }

    /**
     * A code that expires.
     *
     * @param scene 1 to 64 characters
     * @param life up to 30 days
     */
    public QrCode temporary(String scene, Duration life) {
        return create(expiring("QR_STR_SCENE", life), text(scene));
    }

    /**
     * A code that does not expire. An account can have 100,000 of them.
     *
     * @param scene 1 to 100,000
     */
    public QrCode permanent(int scene) {
        if (scene < 1 || scene > MAX_PERMANENT) {
            throw new IllegalArgumentException("a permanent scene is 1 to 100000: " + scene);
        }
        var body = Json.object().put("action_name", "QR_LIMIT_SCENE");
        return create(body, Json.object().put("scene_id", scene));
    }

    /**
     * A code that does not expire. An account can have 100,000 of them.
     *
     * @param scene 1 to 64 characters
     */
    public QrCode permanent(String scene) {
        var body = Json.object().put("action_name", "QR_LIMIT_STR_SCENE");
        return create(body, text(scene));
    }

    /** Where everybody can get the picture of a code. */
    public URI picture(QrCode code) {
        var query = Query.of("ticket", code.ticket);
        return URI.create(pages + "/cgi-bin/showqrcode" + query.encoded());
    }

    /**
     * Downloads the picture of a code, a JPEG.
     *
     * @param target created or replaced; not there if the download fails
     */
    public void download(QrCode code, Path target) {
        api.fetch(picture(code), target);
    }

    private static ObjectNode expiring(String action, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("a code lives up to 30 days: " + life);
        }
        return Json.object().put("expire_seconds", life.toSeconds()).put("action_name", action);
    }

    private static ObjectNode text(String scene) {
        if (scene.isEmpty() || scene.length() > MAX_SCENE_LENGTH) {
            throw new IllegalArgumentException("a scene has 1 to 64 characters: " + scene);
        }
        return Json.object().put("scene_str", scene);
    }

    private QrCode create(ObjectNode body, ObjectNode scene) {
        body.putObject("action_info").set("scene", scene);
        return api.post("/cgi-bin/qrcode/create", body, Created.class).toCode();
    }

    /**
     * A code.
     *
     * @param ticket what its picture is fetched by
     * @param url what the picture encodes
     * @param life empty for permanent ones
     */
    public record QrCode(String ticket, String url, Optional<Duration> life) {}

    record Created(String ticket, String url, long expireSeconds) {

        Created {
            Objects.requireNonNull(ticket, "ticket");
        }

        QrCode toCode() {
            var life = expireSeconds > 0 ? Duration.ofSeconds(expireSeconds) : null;
            return new QrCode(ticket, url, Optional.ofNullable(life));
        }
    }
}
