package io.qunfa.server.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.qunfa.server.reply.Keyword.Match;
import io.qunfa.server.reply.Trigger.MessageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleBookTest {

    private static final Rule FOLLOW = rule("follow", new Trigger.Follow());
    private static final Rule FALLBACK = rule("fallback", new Trigger.Fallback());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EXACT    | 价格   | 价格             | 价格
                    EXACT    | VIP    | ' ｖｉｐ '        | ｖｉｐ
                    EXACT    | 0      | 0                | 0
                    EXACT    | 价格   | 价格多少         |
                    CONTAINS | 价格   | 请问价格多少     | 价格
                    CONTAINS | Hello  | oh HELLO there   | hello
                    CONTAINS | 价格   | 请问多少钱       |
                    PATTERN  | 订单\\s*(\\d+) | 我的订单 42 呢 | 订单 42
                    PATTERN  | ^\\d{6}$ | 1234567         |
                    """)
    void a_keyword_is_found_as_it_is_to_be_looked_for(
            Match match, String keyword, String said, String found) {
        var book = RuleBook.of(List.of(rule("it", keywords(new Keyword(keyword, match)))));

        var hit = book.answering(Occasion.ofText(said));

        assertThat(hit.map(RuleBook.Hit::keyword)).isEqualTo(Optional.ofNullable(found));
    }

    @Test
    void the_first_rule_that_fits_answers() {
        var book = book(keyword("one", "a"), keyword("two", "a"));

        assertThat(answering(book, Occasion.ofText("a"))).isEqualTo("one");
    }

    @Test
    void a_rule_that_is_switched_off_answers_nothing_but_is_shown_as_fitting() {
        var off =
                new Rule(
                        UUID.randomUUID(),
                        content("off", false, keywordsOf("a")),
                        Instant.EPOCH,
                        "");
        var book = book(off, keyword("on", "a"));

        assertThat(answering(book, Occasion.ofText("a"))).isEqualTo("on");
        assertThat(book.fitting(Occasion.ofText("a")))
                .extracting(hit -> hit.rule().content().name())
                .containsExactly("off", "on");
    }

    @Test
    void the_fallback_comes_last_wherever_it_stands() {
        var book = book(FALLBACK, keyword("word", "a"));

        assertThat(answering(book, Occasion.ofText("a"))).isEqualTo("word");
        assertThat(answering(book, Occasion.ofText("b"))).isEqualTo("fallback");
        assertThat(answering(book, Occasion.ofMessage(MessageKind.LINK, Optional.empty())))
                .isEqualTo("fallback");
    }

    @Test
    void clicks_and_follows_that_no_rule_knows_are_not_answered_by_the_fallback() {
        var book = book(FALLBACK);

        assertThat(answering(book, List.of(new Occasion.Clicked("k")))).isEmpty();
        assertThat(answering(book, List.of(new Occasion.Followed()))).isEmpty();
    }

    @Test
    void who_follows_by_scanning_gets_the_answer_to_the_scan() {
        var scan = rule("scan", new Trigger.Scan(Optional.of("shop")));
        var book = book(FOLLOW, scan);

        assertThat(answering(book, Occasion.ofFollow(Optional.of("shop")))).isEqualTo("scan");
        assertThat(answering(book, Occasion.ofFollow(Optional.of("fair")))).isEqualTo("follow");
        assertThat(answering(book, Occasion.ofFollow(Optional.empty()))).isEqualTo("follow");
    }

    @Test
    void a_scan_rule_without_a_scene_takes_every_code() {
        var book = book(rule("scan", new Trigger.Scan(Optional.empty())));

        assertThat(answering(book, List.of(new Occasion.Scanned("anything")))).isEqualTo("scan");
    }

    @Test
    void a_recognised_voice_is_read_like_a_text() {
        var book = book(keyword("word", "你好"));

        assertThat(answering(book, Occasion.ofMessage(MessageKind.VOICE, Optional.of("你好"))))
                .isEqualTo("word");
        assertThat(answering(book, Occasion.ofMessage(MessageKind.VOICE, Optional.empty())))
                .isEmpty();
    }

    @Test
    void a_rule_for_pictures_leaves_other_messages_alone() {
        var book = book(rule("picture", new Trigger.Message(Set.of(MessageKind.IMAGE))));

        assertThat(answering(book, Occasion.ofMessage(MessageKind.IMAGE, Optional.empty())))
                .isEqualTo("picture");
        assertThat(answering(book, Occasion.ofText("a"))).isEmpty();
    }

    @Test
    void a_menu_click_is_answered_by_its_key() {
        var book = book(rule("click", new Trigger.MenuClick("HELP")));

        assertThat(answering(book, List.of(new Occasion.Clicked("HELP")))).isEqualTo("click");
        assertThat(answering(book, List.of(new Occasion.Clicked("help")))).isEmpty();
    }

    @Test
    void no_pattern_takes_longer_than_the_text_is_long() {
        var evil = new Keyword("(a+)+$|(a|aa)*b|(.*)*x", Match.PATTERN);
        var book = book(rule("evil", keywords(evil)));
        var text = "a".repeat(2000) + "!";

        assertTimeout(
                Duration.ofMillis(200), () -> book.answering(Occasion.ofText(text)).isPresent());
    }

    @Test
    void a_text_of_blanks_gets_the_hint_and_a_zero_does_not() {
        var hint = Optional.of("type something");

        assertThat(RuleBooks.hint(hint, Occasion.ofText(" \u3000\n"))).isEqualTo(hint);
        assertThat(RuleBooks.hint(hint, Occasion.ofText("0"))).isEmpty();
        assertThat(RuleBooks.hint(Optional.empty(), Occasion.ofText(""))).isEmpty();
    }

    private static String answering(RuleBook book, List<Occasion> occasions) {
        return book.answering(occasions).map(hit -> hit.rule().content().name()).orElse("");
    }

    private static RuleBook book(Rule... rules) {
        return RuleBook.of(Arrays.asList(rules));
    }

    private static Rule keyword(String name, String text) {
        return rule(name, keywordsOf(text));
    }

    private static Trigger keywordsOf(String text) {
        return keywords(new Keyword(text, Match.EXACT));
    }

    private static Trigger keywords(Keyword keyword) {
        return new Trigger.Keywords(List.of(keyword));
    }

    private static Rule rule(String name, Trigger trigger) {
        return new Rule(UUID.randomUUID(), content(name, true, trigger), Instant.EPOCH, "");
    }

    private static Rule.Content content(String name, boolean enabled, Trigger trigger) {
        return new Rule.Content(name, enabled, trigger, new Answer.Text(name));
    }
}
