package io.qunfa.server.web;

import io.qunfa.server.http.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** What a visitor sees on a phone when a sign-in does not work. */
@Component
final class VisitPage {

    private final Texts texts;

    VisitPage(Texts texts) {
        this.texts = texts;
    }

    /**
     * @param code its texts are {@code visit-page.<code>}
     */
    ResponseEntity<String> show(String code, Locale language) {
        var title = escaped("visit-page." + code + ".title", language);
        var detail = escaped("visit-page." + code + ".detail", language);
        return ResponseEntity.status(HttpStatus.BAD_REQUEST)
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(
                        """
                        <!doctype html>
                        <html lang="%s">
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="color-scheme" content="light dark">
                        <title>%s</title>
                        <style>
                        body { font: 1rem/1.6 system-ui, sans-serif; max-width: 26rem;
                               margin: 18vh auto 0; padding: 0 1.5rem; text-align: center }
                        h1 { font-size: 1.25rem }
                        p { opacity: .75 }
                        code { opacity: .5; font-size: .8rem }
                        </style>
                        <h1>%s</h1>
                        <p>%s</p>
                        <code>%s</code>
                        </html>
                        """
                                .formatted(language.toLanguageTag(), title, title, detail, code));
    }

    private String escaped(String key, Locale language) {
        return HtmlUtils.htmlEscape(texts.text(key, Map.of(), language));
    }
}
