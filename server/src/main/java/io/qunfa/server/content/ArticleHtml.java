package io.qunfa.server.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The HTML of an article, cut into tags and the text between them. It is read as the platform reads
 * it, which is not what a browser would do: a bracket inside quotation marks ends no tag.
 */
final class ArticleHtml {

    private static final Pattern NAME = Pattern.compile("^</?([A-Za-z][A-Za-z0-9-]*+)");
    private static final Pattern HANDLER = Pattern.compile("(?i)[\\s\"'/]on[a-z]{2,30}\\s{0,9}=");

    private final List<String> pieces;

    ArticleHtml(String html) {
        this.pieces = List.copyOf(pieces(html));
    }

    /** A tag that opens. */
    record Tag(String name, String source) {

        Optional<String> attribute(String attribute) {
            var value =
                    Pattern.compile(
                                    "(?i)[\\s\"'/]"
                                            + attribute
                                            + "\\s{0,9}=\\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>\"']++))")
                            .matcher(source);
            if (!value.find()) {
                return Optional.empty();
            }
            for (int group = 1; group <= value.groupCount(); group++) {
                if (value.group(group) != null) {
                    return Optional.of(value.group(group).strip());
                }
            }
            return Optional.empty();
        }

        boolean hasHandler() {
            return HANDLER.matcher(source).find();
        }
    }

    List<Tag> tags() {
        return pieces.stream().flatMap(piece -> tag(piece).stream()).toList();
    }

    /** What is read, without any tag. */
    String text() {
        var text = new StringBuilder();
        pieces.stream().filter(piece -> !isTag(piece, 0)).forEach(text::append);
        return text.toString().replace("&nbsp;", " ").strip();
    }

    /** The same HTML with other addresses of pictures. */
    String withPictures(UnaryOperator<String> address) {
        var html = new StringBuilder();
        for (var piece : pieces) {
            var picture = tag(piece).filter(tag -> tag.name().equals("img"));
            html.append(picture.map(tag -> picture(tag, address)).orElse(piece));
        }
        return html.toString();
    }

    /** What is read back from the platform has {@code data-src}; what is sent needs {@code src}. */
    private static String picture(Tag tag, UnaryOperator<String> address) {
        var source = tag.source();
        var inPlace = tag.attribute("src");
        if (inPlace.isEmpty()) {
            var late = tag.attribute("data-src");
            return late.map(found -> named(source, address.apply(found))).orElse(source);
        }
        var changed = address.apply(inPlace.get());
        return changed.equals(inPlace.get()) ? source : source.replace(inPlace.get(), changed);
    }

    private static String named(String source, String address) {
        return source.replaceFirst("(?i)^<img", "<img src=\"" + address.replace("$", "\\$") + "\"");
    }

    private static Optional<Tag> tag(String piece) {
        var name = NAME.matcher(piece);
        return name.find() && piece.charAt(1) != '/'
                ? Optional.of(new Tag(name.group(1).toLowerCase(Locale.ROOT), piece))
                : Optional.empty();
    }

    private static List<String> pieces(String html) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < html.length(); ) {
            var end = isTag(html, at) ? endOfTag(html, at) : endOfText(html, at);
            pieces.add(html.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static boolean isTag(String html, int at) {
        if (html.charAt(at) != '<' || at + 1 == html.length()) {
            return false;
        }
        var next = html.charAt(at + 1);
        return next == '/' || next == '!' || Character.isLetter(next);
    }

    private static int endOfText(String html, int from) {
        var at = from + 1;
        while (at < html.length() && !isTag(html, at)) {
            at++;
        }
        return at;
    }

    private static int endOfTag(String html, int from) {
        char quote = 0;
        for (int at = from; at < html.length(); at++) {
            var c = html.charAt(at);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at + 1;
            }
        }
        return html.length();
    }
}
