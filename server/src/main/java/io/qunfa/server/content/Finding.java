package io.qunfa.server.content;

import io.qunfa.server.http.Phrase;
import java.util.Map;

/**
 * Something worth saying before a message leaves.
 *
 * @param code stable, in kebab case; its title and remedy are in the message bundles
 * @param parameters what the texts fill in, by name
 */
public record Finding(String code, Severity severity, Map<String, Object> parameters) {

    /** How much a finding matters. */
    public enum Severity {
        /** The platform would refuse, or nobody would receive it: it is not sent. */
        ERROR,
        /** It may go wrong, or differently from what the operator expects. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    public Finding {
        parameters = Map.copyOf(parameters);
    }

    public static Finding error(String code, Map<String, Object> parameters) {
        return new Finding(code, Severity.ERROR, parameters);
    }

    public static Finding warning(String code, Map<String, Object> parameters) {
        return new Finding(code, Severity.WARNING, parameters);
    }

    public static Finding note(String code, Map<String, Object> parameters) {
        return new Finding(code, Severity.NOTE, parameters);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What is wrong and what to do, in whichever language. */
    public Phrase whole() {
        var title = new Phrase("finding." + code + ".title", parameters);
        var article = parameters.get("article");
        return new Phrase(
                "finding.whole",
                Map.of(
                        "title",
                        article == null
                                ? title
                                : new Phrase(
                                        "finding.of-article",
                                        Map.of("article", article, "title", title)),
                        "remedy",
                        new Phrase("finding." + code + ".remedy", parameters)));
    }
}
