package io.qunfa.client;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An answer of the platform that is a JSON object. It is recognised by its content, because the
 * platform's content types cannot be relied on.
 */
record Answer(JsonNode json) {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_REDIRECT = 300;

    static Answer read(ClassicHttpResponse response) throws IOException {
        var status = response.getCode();
        if (status >= FIRST_SERVER_ERROR) {
            throw new Unintelligible("HTTP status " + status);
        }
        var json = parse(bytes(response));
        if (json == null || !json.isObject()) {
            throw new Unintelligible("HTTP status " + status + " with no JSON object");
        }
        if (status >= FIRST_REDIRECT && !json.has("errcode")) {
            throw new Unintelligible("HTTP status " + status + " with no errcode");
        }
        return new Answer(json);
    }

    /** The {@code errcode}; the platform leaves it out of many successful answers. */
    int code() {
        return json.path("errcode").asInt(0);
    }

    String text() {
        return json.path("errmsg").asString("");
    }

    CompletedCall completing(Request request, Instant startedAt, Duration took) {
        return new CompletedCall(
                request.path(), request.redacted(), startedAt, took, true, code(), Rid.in(text()));
    }

    static byte[] bytes(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        try (var content = entity.getContent()) {
            var bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Unintelligible("an answer of more than " + MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    static @Nullable JsonNode parse(byte[] bytes) {
        try {
            return Json.MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** There was an answer, but not one of the platform's. */
    static final class Unintelligible extends IOException {
        Unintelligible(String what) {
            super(what);
        }
    }
}
