package io.qunfa.server.broadcast;

import io.qunfa.server.http.Texts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reasons as people read them. */
@Component
public final class ReasonWords {

    /** Errors of a plan by their codes, for programs. */
    static final String FINDINGS = "findings";

    /** The same with what their texts fill in. */
    static final String ERRORS = "errors";

    /** The zone in which people read its times. */
    private static final String ZONE = "zone";

    private static final List<String> TIMES = List.of("start", "first", "last");

    private final Texts texts;

    ReasonWords(Texts texts) {
        this.texts = texts;
    }

    public String title(Reason reason, Locale language) {
        return text(reason, ".title", language);
    }

    public String detail(Reason reason, Locale language) {
        return text(reason, ".detail", language);
    }

    private String text(Reason reason, String part, Locale language) {
        return texts.find("reason." + reason.code() + part, parameters(reason, language), language)
                .orElse(reason.code());
    }

    private Map<String, Object> parameters(Reason reason, Locale language) {
        var parameters = new HashMap<>(reason.parameters());
        if (parameters.get(ERRORS) instanceof List<?> errors) {
            var findings = errors.stream().map(error -> finding(error, language));
            parameters.put(FINDINGS, findings.collect(Collectors.joining(" / ")));
        }
        if (parameters.get(ZONE) instanceof String zone) {
            for (var time : TIMES) {
                parameters.computeIfPresent(time, (_, at) -> local(at.toString(), zone));
            }
        }
        return parameters;
    }

    private static String local(String at, String zone) {
        return Start.at(Instant.parse(at), ZoneId.of(zone)).shown();
    }

    private String finding(Object error, Locale language) {
        if (!(error instanceof Map<?, ?> named)) {
            return String.valueOf(error);
        }
        var known = new HashMap<String, Object>();
        if (named.get("parameters") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> known.put(String.valueOf(name), value));
        }
        var code = String.valueOf(named.get("code"));
        return texts.find("finding." + code + ".title", known, language).orElse(code);
    }
}
