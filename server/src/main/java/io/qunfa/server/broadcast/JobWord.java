package io.qunfa.server.broadcast;

import io.qunfa.server.http.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The platform's word for how a send task is doing, from its event or from {@code mass/get}.
 *
 * @param code the name of its text, in {@code status.<code>}
 */
record JobWord(String code, String raw) {

    private static final Pattern STOPPED = Pattern.compile("err\\((\\d+)\\)");
    private static final Set<String> KNOWN =
            Set.of(
                    "send-success",
                    "send-fail",
                    "sending",
                    "delete",
                    "10001",
                    "20001",
                    "20002",
                    "20004",
                    "20006",
                    "20008",
                    "20013",
                    "21000",
                    "22000",
                    "30001",
                    "30002",
                    "30003",
                    "40001",
                    "40002");

    static JobWord of(String raw) {
        var word = raw.toLowerCase(Locale.ROOT).strip();
        var stopped = STOPPED.matcher(word);
        var code =
                stopped.matches()
                        ? stopped.group(1)
                        : switch (word.replaceAll("[ _]", "")) {
                            case "sendsuccess" -> "send-success";
                            case "sendfail" -> "send-fail";
                            default -> word;
                        };
        return new JobWord(KNOWN.contains(code) ? code : "other", raw);
    }

    String text(Texts texts, Locale language) {
        return texts.text("status." + code, Map.of("raw", raw), language);
    }
}
