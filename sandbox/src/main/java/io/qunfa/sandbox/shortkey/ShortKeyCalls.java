package io.qunfa.sandbox.shortkey;

import io.qunfa.sandbox.wire.Call;
import io.qunfa.sandbox.wire.CallHandler;
import io.qunfa.sandbox.wire.Json;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.ShortKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** {@code shorten/gen} and {@code shorten/fetch}; {@code shorturl} ended in March 2021. */
public final class ShortKeyCalls {

    private static final int MAX_BYTES = 4 * 1024;

    public Map<String, CallHandler> handlers() {
        return Map.of(
                "/cgi-bin/shorturl", closed(),
                "/cgi-bin/shorten/gen", this::create,
                "/cgi-bin/shorten/fetch", this::fetch);
    }

    /** {@code POST /cgi-bin/shorturl}: no new links since 2021-03-15; the code is assumed. */
    private static CallHandler closed() {
        return call -> {
            throw Refusal.of(
                            45103,
                            "the call is still offered",
                            "a short link, which ended on 2021-03-15",
                            "/cgi-bin/shorten/gen")
                    .assumed();
        };
    }

    /** {@code POST /cgi-bin/shorten/gen}. */
    ObjectNode create(Call call) {
        var data = required(call, "long_data");
        int bytes = data.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw Refusal.of(9410010, "at most 4 KB of long_data", bytes + " bytes", "less");
        }
        var seconds = call.body().path("expire_seconds");
        long life = Json.integer(seconds).orElse(ShortKeys.LONGEST_LIFE.toSeconds());
        if (life < 1 || life > ShortKeys.LONGEST_LIFE.toSeconds()) {
            throw Refusal.of(
                    9410011,
                    "expire_seconds is at most 2592000",
                    seconds.toString(),
                    "1 to 2592000");
        }
        var keys = call.account().relations().shortKeys();
        return Json.object().put("short_key", keys.create(data, Duration.ofSeconds(life)));
    }

    /** {@code POST /cgi-bin/shorten/fetch}: the life that is left (assumed), not the whole. */
    ObjectNode fetch(Call call) {
        var found = call.account().relations().shortKeys().require(required(call, "short_key"));
        var now = call.account().clock().instant();
        return Json.object()
                .put("long_data", found.data())
                .put("create_time", found.createdAt().getEpochSecond())
                .put("expire_seconds", Duration.between(now, found.expiresAt()).toSeconds());
    }

    private static String required(Call call, String member) {
        var text = call.body().path(member).asString("");
        if (text.isEmpty()) {
            throw Refusal.of(
                            47003,
                            member + " is there",
                            call.body().path(member).toString(),
                            "\"" + member + "\":\"…\"")
                    .saying("argument invalid! data.%s is empty".formatted(member));
        }
        return text;
    }
}
