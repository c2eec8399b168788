package io.qunfa.server.reply;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text can leave open: {@code {account}}, {@code {keyword}}, {@code {date}}, {@code {time}}
 * and {@code {daypart}}. There is none for the follower's name, which the platform tells nobody
 * since the end of 2021.
 */
final class Placeholders {

    static final Set<String> NAMES = Set.of("account", "keyword", "date", "time", "daypart");

    private static final ZoneId PLATFORM = ZoneId.of("Asia/Shanghai");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]{1,20})}");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<String, String> values;

    private Placeholders(Map<String, String> values) {
        this.values = values;
    }

    static Placeholders of(String accountName, String keyword, Instant now) {
        var there = now.atZone(PLATFORM);
        return new Placeholders(
                Map.of(
                        "account", accountName,
                        "keyword", keyword,
                        "date", "%d月%d日".formatted(there.getMonthValue(), there.getDayOfMonth()),
                        "time", TIME.format(there),
                        "daypart", daypart(there)));
    }

    /** The text with everything filled in, cut where the platform would refuse the rest. */
    String fill(String text) {
        var filled =
                PLACEHOLDER
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(value(found)));
        return filled.isBlank() ? text : cut(filled);
    }

    /** Those in an answer that nobody will fill in. */
    static List<String> unknown(Answer answer) {
        return answer instanceof Answer.Text(var content)
                ? List.copyOf(unknown(content))
                : List.of();
    }

    static Set<String> unknown(String text) {
        var unknown = new LinkedHashSet<String>();
        var matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (!NAMES.contains(matcher.group(1))) {
                unknown.add(matcher.group());
            }
        }
        return unknown;
    }

    private String value(MatchResult found) {
        return values.getOrDefault(found.group(1), found.group());
    }

    private static String daypart(ZonedDateTime time) {
        return switch (time.getHour()) {
            case 0, 1, 2, 3, 4 -> "凌晨";
            case 5, 6, 7, 8, 9, 10 -> "早上";
            case 11, 12 -> "中午";
            case 13, 14, 15, 16, 17 -> "下午";
            default -> "晚上";
        };
    }

    private static String cut(String text) {
        var end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length
                > Answer.MAX_TEXT_BYTES) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
