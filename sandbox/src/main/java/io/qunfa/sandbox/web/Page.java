package io.qunfa.sandbox.web;

import io.qunfa.sandbox.http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A page without scripts: everything on it is escaped, and nothing on it runs. */
public final class Page {

    private static final String STYLE =
            ":root{color-scheme:light dark}*{box-sizing:border-box}"
                    + "body{font:16px/1.6 system-ui,sans-serif;max-width:34em;margin:0 auto;"
                    + "padding:1.5em 1em;overflow-wrap:anywhere}h1{font-size:1.35em}"
                    + "form{display:flex;flex-wrap:wrap;gap:.5em;align-items:end;margin:1em 0}"
                    + "button{font:inherit;min-height:44px;padding:.4em 1em}"
                    + "button.main{width:100%;border:0;border-radius:6px;background:#0b7349;"
                    + "color:#fff;font-weight:600}form p{flex:1 1 14em;margin:0}"
                    + "input{display:block;width:100%;min-height:44px;padding:.4em .6em;"
                    + "font:inherit}";

    private final Visit visit;
    private final StringBuilder html = new StringBuilder();

    private Page(Visit visit) {
        this.visit = visit;
    }

    /** A page with this title, a key of the texts. */
    public static Page of(Visit visit, String title) {
        var page = new Page(visit);
        var text = escape(Texts.of(visit.language(), title));
        page.html
                .append("<!DOCTYPE html><html lang=\"")
                .append(visit.language())
                .append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\"")
                .append(" content=\"width=device-width\"><title>")
                .append(text)
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(text)
                .append("</h1>");
        return page;
    }

    /** The words of a key in the visitor's language. */
    String words(String key) {
        return Texts.of(visit.language(), key);
    }

    /** A paragraph, by its key. */
    public Page text(String key) {
        return raw(Texts.of(visit.language(), key));
    }

    /** A paragraph of somebody's words. */
    public Page raw(String words) {
        html.append("<p>").append(escape(words)).append("</p>");
        return this;
    }

    /** A form that posts these hidden fields to this path, until {@link #end}. */
    Page form(String action, Map<String, String> hidden) {
        html.append("<form method=\"post\" action=\"").append(escape(action)).append("\">");
        hidden.forEach(
                (name, value) ->
                        html.append("<input type=\"hidden\" name=\"")
                                .append(escape(name))
                                .append("\" value=\"")
                                .append(escape(value))
                                .append("\">"));
        return this;
    }

    /** A button of the form. */
    Page button(String name, String value, String label) {
        return button("", name, value, label);
    }

    /** What most people want to do here. */
    Page mainButton(String name, String value, String label) {
        return button("class=\"main\" ", name, value, label);
    }

    private Page button(String attributes, String name, String value, String label) {
        html.append("<button ")
                .append(attributes)
                .append("name=\"")
                .append(escape(name))
                .append("\" value=\"")
                .append(escape(value))
                .append("\">")
                .append(escape(label))
                .append("</button>");
        return this;
    }

    /** A field of the form with its label, by key. */
    Page field(String name, String key, String value) {
        html.append("<p><label>")
                .append(escape(Texts.of(visit.language(), key)))
                .append(" <input name=\"")
                .append(escape(name))
                .append("\" autocapitalize=\"off\" spellcheck=\"false\" value=\"")
                .append(escape(value))
                .append("\"></label></p>");
        return this;
    }

    /** What sends the fields, by key. */
    Page submit(String key) {
        html.append("<button>").append(escape(Texts.of(visit.language(), key))).append("</button>");
        return this;
    }

    Page end() {
        html.append("</form>");
        return this;
    }

    /** The answer with this page. */
    public Answer.Whole answer(int status) {
        var bytes = (html + "</main></body></html>").getBytes(StandardCharsets.UTF_8);
        return Answer.of(status, "text/html; charset=utf-8", bytes)
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store")
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    /** Words as they may stand in a page, in a text or between quotation marks. */
    public static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
