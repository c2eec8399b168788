package io.qunfa.sandbox.content;

import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the platform does to the HTML of an article.
 *
 * <p>Scripts, event handlers, foreign pictures and foreign links disappear without a word; the text
 * of a dropped link stays.
 */
final class ArticleHtml {

    /** Browsers also read a handler after a slash, and one that follows a quotation mark. */
    private static final Pattern HANDLER =
            Pattern.compile(
                    "(?<value>=\\s{0,9}(?:\"[^\"]*+\"|'[^']*+'|[^\\s>]++))"
                            + "|[\\s/]?+(?<=[\\s/\"'])on[a-z]{1,30}\\s{0,9}"
                            + "=\\s{0,9}(?:\"[^\"]*+\"|'[^']*+'|[^\\s>]++)",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern PLATFORM_IMAGE =
            Pattern.compile("(https?:)?//(mmbiz|mmecoa)\\.(qpic|qlogo)\\.cn/.*", Pattern.DOTALL);
    private static final Pattern ARTICLE_LINK =
            Pattern.compile("https?://mp\\.weixin\\.qq\\.com/s[/?].*", Pattern.DOTALL);
    private static final Pattern HOME_PAGE =
            Pattern.compile(
                    "https?://mp\\.weixin\\.qq\\.com/mp/(homepage|profile_ext|appmsgalbum).*",
                    Pattern.DOTALL);

    private final AccountSettings settings;

    /**
     * @param settings whether the account has WeChat Pay, and which mini programs are linked
     */
    ArticleHtml(AccountSettings settings) {
        this.settings = settings;
    }

    /** The HTML as it is stored; 40155 for a link to a home page, 45086 for a mini program. */
    String clean(String html) {
        var clean = new StringBuilder(html.length());
        var links = new ArrayDeque<Boolean>();
        boolean inScript = false;
        for (var piece : pieces(html)) {
            var name = tagName(piece);
            if (name.equals("script") || name.equals("/script")) {
                inScript = name.equals("script");
            } else if (!inScript && keeps(piece, name, links)) {
                clean.append(name.isEmpty() ? piece : withoutHandlers(piece));
            }
        }
        return clean.toString();
    }

    /** What stands in an attribute's value is no attribute. */
    private static String withoutHandlers(String tag) {
        return HANDLER.matcher(tag)
                .replaceAll(
                        found -> {
                            var value = found.group("value");
                            return value == null ? "" : Matcher.quoteReplacement(value);
                        });
    }

    private boolean keeps(String piece, String name, ArrayDeque<Boolean> links) {
        requireLinked(piece, name);
        switch (name) {
            case "img" -> {
                return PLATFORM_IMAGE.matcher(attribute(piece, "src")).matches();
            }
            case "a" -> {
                boolean kept = isMiniProgram(piece) || isLegal(attribute(piece, "href"));
                links.push(kept);
                return kept;
            }
            case "/a" -> {
                return links.isEmpty() || links.pop();
            }
            default -> {
                return true;
            }
        }
    }

    private boolean isLegal(String href) {
        if (HOME_PAGE.matcher(href).matches()) {
            throw Refusal.of(
                            40155,
                            "an article links to articles, not to home pages",
                            href,
                            "the address of an article")
                    .observed();
        }
        boolean outside = href.startsWith("http://") || href.startsWith("https://");
        return ARTICLE_LINK.matcher(href).matches() || (settings.pay() && outside);
    }

    private static boolean isMiniProgram(String tag) {
        return tag.contains("data-miniprogram-appid");
    }

    private void requireLinked(String piece, String name) {
        boolean mentions = !name.isEmpty() && isMiniProgram(piece);
        if (mentions
                && !settings.miniPrograms().contains(attribute(piece, "data-miniprogram-appid"))) {
            throw Refusal.of(
                            45086,
                            "the mini program is linked with the account",
                            piece,
                            "one of the account's miniPrograms: " + settings.miniPrograms())
                    .observed();
        }
    }

    /** As an article is read back: pictures load late. */
    static String readBack(String html) {
        var readBack = new StringBuilder(html.length() + 100);
        for (var piece : pieces(html)) {
            readBack.append(
                    tagName(piece).equals("img") ? piece.replace(" src=", " data-src=") : piece);
        }
        return readBack.toString();
    }

    /** The text without tags. */
    static String plainText(String html) {
        var text = new StringBuilder();
        pieces(html).stream().filter(piece -> tagName(piece).isEmpty()).forEach(text::append);
        return text.toString()
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    /** Whether there is any tag in it whose name does not begin with this. */
    static boolean hasTagOtherThan(String html, String allowedPrefix) {
        return pieces(html).stream()
                .map(ArticleHtml::tagName)
                .map(name -> name.startsWith("/") ? name.substring(1) : name)
                .anyMatch(name -> !name.isEmpty() && !name.startsWith(allowedPrefix));
    }

    /** How many tags begin with this name. */
    static long countTags(String html, String prefix) {
        return pieces(html).stream().filter(p -> tagName(p).startsWith(prefix)).count();
    }

    /** Tags and the texts between them, in order. */
    static List<String> pieces(String html) {
        var pieces = new ArrayList<String>();
        int at = 0;
        while (at < html.length()) {
            int end = isTag(html, at) ? endOfTag(html, at) : endOfText(html, at);
            pieces.add(html.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static boolean isTag(String html, int at) {
        if (html.charAt(at) != '<' || at + 1 == html.length()) {
            return false;
        }
        char next = html.charAt(at + 1);
        return next == '/' || Character.isLetter(next);
    }

    private static int endOfText(String html, int from) {
        int at = from + 1;
        while (at < html.length() && !isTag(html, at)) {
            at++;
        }
        return at;
    }

    /** A bracket inside quotation marks does not end a tag. */
    private static int endOfTag(String html, int from) {
        char quote = 0;
        for (int at = from; at < html.length(); at++) {
            char c = html.charAt(at);
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

    /** The name of a tag in lower case, with its slash if it closes; empty for text. */
    static String tagName(String piece) {
        if (piece.length() < 2 || !isTag(piece, 0)) {
            return "";
        }
        int end = 2;
        while (end < piece.length() && " \t\r\n/>".indexOf(piece.charAt(end)) < 0) {
            end++;
        }
        return piece.substring(1, end).toLowerCase(Locale.ROOT);
    }

    private static String attribute(String tag, String name) {
        var matcher =
                Pattern.compile(
                                "\\s" + name + "\\s{0,9}=\\s{0,9}(?:\"([^\"]*+)\"|'([^']*+)')",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(tag);
        if (!matcher.find()) {
            return "";
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
