package io.qunfa.server.http;

import java.util.Map;

/**
 * Words that are chosen when the reader's language is known.
 *
 * @param key of a text
 * @param parameters what it fills in; one of them may be a phrase itself
 */
public record Phrase(String key, Map<String, ?> parameters) {

    public Phrase {
        parameters = Map.copyOf(parameters);
    }
}
