package io.qunfa.sandbox.wire;

import io.qunfa.sandbox.http.Answer;
import io.qunfa.sandbox.world.Refusal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** The common shape of the platform's answers. */
public final class Envelope {

    private static final String PLAIN_TEXT = "text/plain";
    private static final String CONTENT_TYPE = "application/json; encoding=utf-8";

    private final AtomicLong refusals = new AtomicLong();

    /** {@code {"errcode":0,"errmsg":"ok"}}. */
    public static ObjectNode ok() {
        return ok("ok");
    }

    /** A success with this text. */
    public static ObjectNode ok(String text) {
        return Json.object().put("errcode", 0).put("errmsg", text);
    }

    Answer.Whole success(String path, ObjectNode body) {
        return json(path, body);
    }

    /** The same answer under the other name of its kind. */
    static Answer.Whole asPlainText(Answer.Whole answer) {
        return new Answer.Whole(answer.status(), Map.of("Content-Type", PLAIN_TEXT), answer.body());
    }

    /**
     * @param isOld whether the text ends like before 2020
     */
    Answer.Whole refusal(String path, String rid, Refusal refusal, boolean isOld) {
        var body = Json.object().put("errcode", refusal.code());
        body.put("errmsg", refusal.text() + (isOld ? hint(path, rid) : separator(path) + rid));
        refusal.extras().forEach(body::putPOJO);
        return json(path, body);
    }

    /** {@code /sns} puts a comma before the request id, everything else does not. */
    private static String separator(String path) {
        return path.startsWith("/sns/") ? ", rid: " : " rid: ";
    }

    private static String hint(String path, String rid) {
        var word = rid.substring(rid.lastIndexOf('-') + 1);
        return path.startsWith("/sns/")
                ? ", hints: [ req_id: " + word + " ]"
                : " hint: [" + word + "]";
    }

    /** Three groups of eight hexadecimal digits; the first is the Unix time. */
    String rid(Instant now) {
        long number = refusals.incrementAndGet() * 0x9e3779b97f4a7c15L;
        var hex = HexFormat.of();
        return "%s-%s-%s"
                .formatted(
                        hex.toHexDigits((int) now.getEpochSecond()),
                        hex.toHexDigits((int) (number >>> 32)),
                        hex.toHexDigits((int) number));
    }

    /** The web family answers JSON as plain text (observed). */
    private static Answer.Whole json(String path, ObjectNode body) {
        var type = path.startsWith("/sns/") ? PLAIN_TEXT : CONTENT_TYPE;
        return Answer.of(200, type, Json.bytes(body));
    }
}
