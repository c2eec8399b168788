package io.qunfa.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Short keys for long texts, kept by the platform. They took the place of short links in 2021,
 * which cannot be made any more ({@code shorturl}, 45103).
 *
 * @see <a
 *     href="https://developers.weixin.qq.com/doc/service/api/qrcode/shorten/api_genshortkey.html">短key托管,
 *     state of November 2026</a>
 */
public final class ShortKeys {

    private static final Duration MAX_LIFE = Duration.ofDays(30);

    private final Api api;

    ShortKeys(Api api) {
        this.api = api;
    }

    /**
     * Keeps a text.
     *
     * @param text up to 4 KB, else 9410010
     * @param life up to 30 days
     * @return 15 letters and digits
     */
    public String keep(String text, Duration life) {
        if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("a short key lives up to 30 days: " + life);
        }
        var body = Json.object().put("long_data", text).put("expire_seconds", life.toSeconds());
        return api.post("/cgi-bin/shorten/gen", body, Kept.class).shortKey;
    }

    /** The text behind a key; 9410012 if there is none any more. */
    public LongText fetch(String key) {
        var body = Json.object().put("short_key", key);
        return api.post("/cgi-bin/shorten/fetch", body, Fetched.class).toText();
    }

    /**
     * A kept text.
     *
     * @param life how much longer it is kept
     */
    public record LongText(String text, Instant createdAt, Duration life) {}

    record Kept(String shortKey) {
        Kept {
            Objects.requireNonNull(shortKey, "short_key");
        }
    }

    private record Fetched(String longData, @Nullable Instant createTime, long expireSeconds) {

        LongText toText() {
            var createdAt = createTime == null ? Instant.EPOCH : createTime;
            return new LongText(longData, createdAt, Duration.ofSeconds(expireSeconds));
        }
    }
}
