package io.qunfa.server.broadcast;

import io.qunfa.server.http.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a broadcast; what is left out is as by default.
 *
 * @param overQuota {@code leave-out} or {@code keep}
 */
record OptionsRequest(
        @Nullable String onceOnlyKey,
        @Nullable String overQuota,
        @Nullable Boolean severalDays,
        @Nullable Boolean separateArticles,
        @Nullable Boolean duringQuietHours) {

    Options options() {
        return new Options(
                key(),
                overQuotaWord(),
                Boolean.TRUE.equals(severalDays),
                Boolean.TRUE.equals(separateArticles),
                Boolean.TRUE.equals(duringQuietHours));
    }

    private Optional<String> key() {
        var given = Objects.requireNonNullElse(onceOnlyKey, "").strip();
        if (given.length() > Options.LONGEST_KEY) {
            throw Problem.invalid(
                    "options.onceOnlyKey",
                    "length",
                    Map.of("least", 1, "most", Options.LONGEST_KEY));
        }
        return Optional.of(given).filter(key -> !key.isEmpty());
    }

    private OverQuota overQuotaWord() {
        return switch (Objects.requireNonNullElse(overQuota, "leave-out")) {
            case "leave-out" -> OverQuota.LEAVE_OUT;
            case "keep" -> OverQuota.KEEP;
            case String other ->
                    throw Problem.invalid(
                            "options.overQuota", "unknown-value", Map.of("value", other));
        };
    }
}
