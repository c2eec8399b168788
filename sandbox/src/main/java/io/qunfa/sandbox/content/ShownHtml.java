package io.qunfa.sandbox.content;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an article as its page may show it. Whatever it says was written by somebody else, so
 * only what is known to be harmless is written again: no tag that is not on the list, no attribute
 * that is not, every tag closed, pictures from the sandbox itself, links to articles of the sandbox
 * or, in a window of their own, to the web.
 */
final class ShownHtml {

    private static final Set<String> TAGS =
            Set.of(
                    ("a abbr article b blockquote br caption center cite code col colgroup dd del dfn"
                                    + " div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6"
                                    + " header hr i img ins kbd li mark ol p pre q rp rt ruby s samp"
                                    + " section small span strike strong sub sup table tbody td"
                                    + " tfoot th thead tr u ul var")
                            .split(" "));
    private static final Set<String> WITHOUT_END = Set.of("br", "col", "hr", "img");

    /** What is between their tags is no text of the article. */
    private static final Set<String> SILENT =
            Set.of(
                    ("applet canvas iframe math noembed noframes noscript object plaintext script"
                                    + " select style svg template textarea title xmp")
                            .split(" "));

    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "align", "alt", "color", "colspan", "dir", "height", "lang", "rowspan", "style",
                    "title", "valign", "width");
    private static final Pattern ATTRIBUTE =
            Pattern.compile(
                    "([A-Za-z][-A-Za-z0-9]{0,40})\\s{0,9}=\\s{0,9}"
                            + "(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>\"']++))");
    private static final Pattern PICTURE =
            Pattern.compile("(?:https?:)?//mmbiz\\.qpic\\.cn(/mmbiz_[^\"'<>\\s]*+)");
    private static final Pattern ARTICLE =
            Pattern.compile("https?://mp\\.weixin\\.qq\\.com(/s[/?][^\"'<>\\s]*+)");

    /** Deeper than this nothing is opened. */
    private static final int MAX_DEPTH = 200;

    private final StringBuilder shown = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private String silence = "";

    private ShownHtml() {}

    static String of(String content) {
        var html = new ShownHtml();
        ArticleHtml.pieces(withoutComments(content)).forEach(html::add);
        while (!html.open.isEmpty()) {
            html.close();
        }
        return html.shown.toString();
    }

    private static String withoutComments(String content) {
        var rest = new StringBuilder(content.length());
        int at = 0;
        while (at >= 0) {
            int begin = content.indexOf("<!--", at);
            rest.append(content, at, begin < 0 ? content.length() : begin);
            int end = begin < 0 ? -1 : content.indexOf("-->", begin + 4);
            at = end < 0 ? -1 : end + 3;
        }
        return rest.toString();
    }

    private void add(String piece) {
        var name = ArticleHtml.tagName(piece);
        if (!silence.isEmpty()) {
            silence = name.equals("/" + silence) ? "" : silence;
        } else if (name.isEmpty()) {
            shown.append(piece.replace("<", "&lt;").replace(">", "&gt;"));
        } else if (name.startsWith("/")) {
            closeUntil(name.substring(1));
        } else if (SILENT.contains(name)) {
            silence = piece.endsWith("/>") ? "" : name;
        } else if (TAGS.contains(name)) {
            open(name, piece);
        }
    }

    private void open(String name, String tag) {
        if (open.size() >= MAX_DEPTH) {
            return;
        }
        shown.append('<').append(name);
        var attributes = ATTRIBUTE.matcher(tag);
        attributes.region(Math.min(tag.length(), name.length() + 1), tag.length());
        boolean hasSource = false;
        while (attributes.find()) {
            var attribute = attributes.group(1).toLowerCase(Locale.ROOT);
            var value = value(attributes);
            if (ATTRIBUTES.contains(attribute)) {
                write(attribute, value);
            } else if (name.equals("a") && attribute.equals("href")) {
                link(value);
            } else if (name.equals("img") && attribute.endsWith("src") && !hasSource) {
                hasSource = picture(value);
            }
        }
        shown.append('>');
        if (!WITHOUT_END.contains(name)) {
            open.push(name);
        }
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= 3; group++) {
            if (attribute.group(group) != null) {
                return attribute.group(group);
            }
        }
        return attribute.group(4);
    }

    private boolean picture(String address) {
        var own = PICTURE.matcher(address);
        if (!own.matches()) {
            return false;
        }
        write("src", own.group(1));
        return true;
    }

    private void link(String address) {
        var article = ARTICLE.matcher(address);
        if (article.matches()) {
            write("href", article.group(1));
        } else if (address.startsWith("https://") || address.startsWith("http://")) {
            write("href", address);
            write("target", "_blank");
            write("rel", "noopener noreferrer nofollow");
        }
    }

    /** The value is HTML already: its ampersands stay. */
    private void write(String attribute, String value) {
        shown.append(' ')
                .append(attribute)
                .append("=\"")
                .append(value.replace("\"", "&quot;").replace("<", "&lt;").replace(">", "&gt;"))
                .append('"');
    }

    private void closeUntil(String name) {
        if (open.contains(name)) {
            while (!open.getFirst().equals(name)) {
                close();
            }
            close();
        }
    }

    private void close() {
        shown.append("</").append(open.pop()).append('>');
    }
}
