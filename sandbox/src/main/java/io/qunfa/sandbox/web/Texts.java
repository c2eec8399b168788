package io.qunfa.sandbox.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words of the pages in three languages. */
public final class Texts {

    private static final Map<String, Properties> BY_LANGUAGE =
            Map.of("zh", read("zh"), "en", read("en"), "ja", read("ja"));

    private Texts() {}

    /** The text of this key. */
    public static String of(String language, String key) {
        var texts = Objects.requireNonNull(BY_LANGUAGE.get(language), language);
        return Objects.requireNonNull(texts.getProperty(key), key);
    }

    private static Properties read(String language) {
        var name = "texts_" + language + ".properties";
        try (var file =
                new InputStreamReader(
                        Objects.requireNonNull(Texts.class.getResourceAsStream(name), name),
                        StandardCharsets.UTF_8)) {
            var texts = new Properties();
            texts.load(file);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
