package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {

    @Test
    void an_ordinary_text_has_no_findings() {
        assertThat(check("本周讲座提醒\nsee https://example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u3000"})
    void a_text_that_shows_nothing_is_refused(String content) {
        assertThat(codes(content)).containsExactly("text-empty");
    }

    @Test
    void a_zero_is_not_empty() {
        assertThat(check("0")).isEmpty();
    }

    @Test
    void a_text_of_2048_bytes_passes_and_one_more_is_refused() {
        var longest = "中".repeat(682) + "ab";

        assertThat(codes(longest)).doesNotContain("text-too-long");
        assertThat(check(longest + "c"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.isError()).isTrue();
                            assertThat(finding.code()).isEqualTo("text-too-long");
                            assertThat(finding.parameters()).containsEntry("bytes", 2049);
                        });
    }

    @Test
    void a_text_of_more_than_600_characters_is_a_warning() {
        assertThat(check("é".repeat(600))).isEmpty();
        assertThat(check("😀".repeat(512))).isEmpty();
        assertThat(check("é".repeat(601)))
                .extracting(Finding::severity)
                .containsExactly(Finding.Severity.WARNING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <a href="https://example.com">x</a>                        | link-external
                    <A HREF='http://example.com'>x</A>                         | link-external
                    <a href="weixin://bizmsgmenu?msgmenucontent=a">x</a>       | link-external
                    <a href="https://mp.weixin.qq.com.evil.example/s/x">x</a>  | link-external
                    <a href="https://mp.weixin.qq.com/s/abc">x</a>             | link-to-article
                    <a href="https://mp.weixin.qq.com/s?__biz=a">x</a>         | link-to-article
                    <a href="https://mp.weixin.qq.com/mp/profile_ext">x</a>    | link-external
                    <a href="" data-miniprogram-appid="wx1">x</a>              | link-to-mini-program
                    <a href="https://e.com" data-miniprogram-appid="wx1">x</a> | link-external
                    <a href="https://example.com">x                            | link-broken
                    <a>x</a>                                                   | link-broken
                    <a data-href="https://example.com">x</a>                   | link-broken
                    <a href="https://example.com"> </a>                        | link-without-text
                    """)
    void a_link_is_judged_like_the_platform_does(String content, String code) {
        assertThat(codes(content)).containsExactly(code);
    }

    @Test
    void every_link_is_judged() {
        assertThat(
                        codes(
                                "<a href=\"https://a.example\">a</a> and"
                                        + " <a href=\"https://mp.weixin.qq.com/s/b\">b</a>"))
                .containsExactly("link-external", "link-to-article");
    }

    @Test
    void other_tags_are_shown_as_they_are() {
        assertThat(check("<b>bold</b> <abbr>x</abbr> 1 < 2")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0000, text-control-character",
        "0007, text-control-character",
        "000D, text-control-character",
        "007F, text-control-character",
        "0085, text-control-character",
        "D83D, text-broken-character",
        "DE00, text-broken-character"
    })
    void a_character_that_cannot_be_shown_is_refused(String hex, String code) {
        var character = (char) Integer.parseInt(hex, 16);

        assertThat(check("a" + character + "b" + character))
                .containsExactly(Finding.error(code, Map.of("character", "U+" + hex)));
    }

    @Test
    void line_breaks_tabs_and_whole_emoji_are_no_control_characters() {
        assertThat(check("a\n\tb 😀 👨‍👩‍👧")).isEmpty();
    }

    private static List<Finding> check(String content) {
        return Lint.check(new Message.Text(content));
    }

    private static List<String> codes(String content) {
        return check(content).stream().map(Finding::code).toList();
    }
}
