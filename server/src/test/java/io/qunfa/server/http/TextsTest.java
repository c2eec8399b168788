package io.qunfa.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class TextsTest {

    @SuppressWarnings("unused") // the source of a parameterized test
    static final java.util.List<String> BUNDLES = HttpConfiguration.BUNDLES;

    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");

    private final Texts texts = new Texts(new HttpConfiguration().messageSource());

    @ParameterizedTest
    @FieldSource("BUNDLES")
    void every_language_has_the_same_texts_with_the_same_parameters(String bundle)
            throws IOException {
        var english = parametersByKey(bundle, "en");

        assertThat(parametersByKey(bundle, "zh")).isEqualTo(english);
        assertThat(parametersByKey(bundle, "ja")).isEqualTo(english);
    }

    @Test
    void parameters_are_filled_in_by_name() {
        var text = texts.text("field.length", Map.of("least", 1, "most", 64), Locale.ENGLISH);

        assertThat(text).isEqualTo("This needs 1 to 64 characters.");
    }

    @Test
    void a_language_we_do_not_speak_is_answered_in_english() {
        var text = texts.text("field.required", Map.of(), Locale.FRENCH);

        assertThat(text).isEqualTo("This field is needed.");
    }

    private static Map<String, Set<String>> parametersByKey(String bundle, String language)
            throws IOException {
        var properties = new Properties();
        var name = "/messages/%s_%s.properties".formatted(bundle, language);
        try (var in = TextsTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        var parameters = new TreeMap<String, Set<String>>();
        properties.forEach(
                (key, text) -> {
                    var found = new TreeSet<String>();
                    PARAMETER.matcher((String) text).results().forEach(m -> found.add(m.group()));
                    parameters.put((String) key, found);
                });
        return parameters;
    }
}
