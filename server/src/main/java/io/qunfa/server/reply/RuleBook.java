package io.qunfa.server.reply;

import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rules of one account, ready to be asked. Pure and immutable; an answer takes time in
 * proportion to the message and the rules, whatever the patterns are.
 *
 * <p>Of the ways to look at a push the most telling one is tried first with all rules in their
 * order, then the next. So a scan rule comes before the follow rule for somebody who follows by
 * scanning, and a fallback comes last wherever it stands.
 */
final class RuleBook {

    private final List<Page> pages;

    private RuleBook(List<Page> pages) {
        this.pages = pages;
    }

    static RuleBook of(List<Rule> rules) {
        return new RuleBook(rules.stream().map(rule -> new Page(rule, test(rule))).toList());
    }

    /** A rule, and what it says to an occasion: the keyword that was said, or an empty text. */
    private record Page(Rule rule, Function<Occasion, Optional<String>> test) {}

    /**
     * A rule that fits.
     *
     * @param keyword the one that was said; empty if the rule looks for none
     */
    record Hit(Rule rule, String keyword) {}

    /** The rule that answers. */
    Optional<Hit> answering(List<Occasion> occasions) {
        for (var occasion : occasions) {
            for (var page : pages) {
                if (page.rule().enabled()) {
                    var keyword = page.test().apply(occasion);
                    if (keyword.isPresent()) {
                        return Optional.of(new Hit(page.rule(), keyword.get()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** All rules that fit, switched on or not, in the order in which they would answer. */
    List<Hit> fitting(List<Occasion> occasions) {
        var hits = new LinkedHashMap<UUID, Hit>();
        for (var occasion : occasions) {
            for (var page : pages) {
                page.test()
                        .apply(occasion)
                        .ifPresent(
                                keyword ->
                                        hits.putIfAbsent(
                                                page.rule().id(), new Hit(page.rule(), keyword)));
            }
        }
        return List.copyOf(hits.values());
    }

    private static Function<Occasion, Optional<String>> test(Rule rule) {
        return switch (rule.content().trigger()) {
            case Trigger.Follow _ -> when(Occasion.Followed.class, _ -> true);
            case Trigger.Fallback _ -> when(Occasion.Unanswered.class, _ -> true);
            case Trigger.Message(var kinds) ->
                    when(Occasion.Sent.class, sent -> kinds.contains(sent.kind()));
            case Trigger.MenuClick(var key) ->
                    when(Occasion.Clicked.class, click -> click.key().equals(key));
            case Trigger.Scan(var scene) ->
                    when(
                            Occasion.Scanned.class,
                            scan -> scene.isEmpty() || scene.get().equals(scan.scene()));
            case Trigger.Keywords(var keywords) -> keywords(keywords);
        };
    }

    private static <T extends Occasion> Function<Occasion, Optional<String>> when(
            Class<T> type, Predicate<T> fits) {
        return occasion ->
                type.isInstance(occasion) && fits.test(type.cast(occasion))
                        ? Optional.of("")
                        : Optional.empty();
    }

    private static Function<Occasion, Optional<String>> keywords(List<Keyword> keywords) {
        var exact = texts(keywords, Keyword.Match.EXACT);
        var contained = List.copyOf(texts(keywords, Keyword.Match.CONTAINS));
        var patterns =
                keywords.stream()
                        .filter(keyword -> keyword.match() == Keyword.Match.PATTERN)
                        .map(keyword -> Pattern.compile(keyword.text()))
                        .toList();
        return occasion ->
                occasion instanceof Occasion.Sent(_, var text)
                        ? text.flatMap(said -> said(said, exact, contained, patterns))
                        : Optional.empty();
    }

    private static Optional<String> said(
            String text, Set<String> exact, List<String> contained, List<Pattern> patterns) {
        var plain = plain(text);
        if (exact.contains(plain)) {
            return Optional.of(text);
        }
        for (var part : contained) {
            if (plain.contains(part)) {
                return Optional.of(part);
            }
        }
        for (var pattern : patterns) {
            var matcher = pattern.matcher(text);
            if (matcher.find()) {
                return Optional.of(matcher.group());
            }
        }
        return Optional.empty();
    }

    private static Set<String> texts(List<Keyword> keywords, Keyword.Match match) {
        return keywords.stream()
                .filter(keyword -> keyword.match() == match)
                .map(keyword -> plain(keyword.text()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Full-width letters, capitals and surrounding blanks make no difference to who types them. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }
}
