package io.qunfa.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;

/** Texts for people, in the language they asked for, with named parameters: {@code {count}}. */
public final class Texts {

    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.CHINESE, Locale.JAPANESE);

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    public Optional<String> find(String key, Map<String, ?> parameters, Locale language) {
        return Optional.ofNullable(messages.getMessage(key, null, null, language))
                .map(text -> fill(text, parameters));
    }

    public String text(String key, Map<String, ?> parameters, Locale language) {
        return find(key, parameters, language)
                .orElseThrow(() -> new IllegalArgumentException("no text has the key " + key));
    }

    public String text(Phrase phrase, Locale language) {
        var parameters = new HashMap<String, Object>(phrase.parameters());
        parameters.replaceAll(
                (_, value) -> value instanceof Phrase inner ? text(inner, language) : value);
        return text(phrase.key(), parameters, language);
    }

    private static String fill(String text, Map<String, ?> parameters) {
        return PARAMETER
                .matcher(text)
                .replaceAll(
                        match -> {
                            var value = parameters.get(match.group(1));
                            var shown = value == null ? match.group() : value.toString();
                            return Matcher.quoteReplacement(shown);
                        });
    }
}
