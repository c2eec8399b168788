package io.qunfa.server.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArticleLintTest {

    @Test
    void an_article_with_a_title_a_text_and_a_cover_is_good() {
        assertThat(codes("<p>Tea</p><img src=\"http://mmbiz.qpic.cn/a/0\">")).isEmpty();
    }

    @Test
    void nothing_at_all_is_told_piece_by_piece() {
        var empty = new ArticleForm(null, null, null, null, null, null, null);

        assertThat(codes(empty)).containsExactly("title-empty", "cover-missing", "article-empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <p>a</p><script>alert(1)</script>             | article-script
                    <a href="javascript:alert(1)">a</a>           | article-script
                    <p onclick = "x()">a</p>                      | article-handler
                    <img/onerror=x() src="//mmbiz.qpic.cn/a">     | article-handler
                    <p title=">" onclick="x()">a</p>              | article-handler
                    <body><p>a</p></body>                         | article-whole-document
                    <a href="https://example.com">a</a>           | article-link-external
                    <a href="https://mp.weixin.qq.com/mp/homepage?x=1">a</a> | article-link-home-page
                    <p>a</p><img src="https://example.com/a.png"> | article-picture-external
                    <p>a</p><img src=https://example.com/a.png>   | article-picture-external
                    <p>a</p><img>                                 | article-picture-external
                    <p>a</p><img src="data:image/png;base64,AAAA"> | article-picture-inline
                    <a data-miniprogram-appid="wx1" href="">a</a> | link-to-mini-program
                    <p> </p>&nbsp;<!-- nothing -->                | article-empty
                    """)
    void what_the_platform_refuses_or_drops_is_found(String html, String code) {
        assertThat(codes(html)).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <p>on time = money, a < b, <b>once=1</b></p>
                    <a href="https://mp.weixin.qq.com/s/abc">article</a>
                    <a href="#chapter">chapter</a>
                    <p data-onion="x">onions</p>
                    <p>a</p><img data-src="https://mmbiz.qpic.cn/mmbiz_png/a/0">
                    """)
    void what_only_looks_wrong_is_left_alone(String html) {
        assertThat(codes(html)).isEmpty();
    }

    @Test
    void lengths_are_counted_in_characters_as_readers_count_them() {
        assertThat(codes(titled("😀".repeat(32)))).isEmpty();
        assertThat(codes(titled("😀".repeat(33)))).containsExactly("title-long");
        assertThat(codes(titled("x".repeat(65)))).containsExactly("title-too-long");
        assertThat(codes("x".repeat(20_000))).containsExactly("article-long");
        assertThat(codes("茶".repeat(350_000))).containsExactly("article-too-long");
    }

    @Test
    void what_is_read_back_can_be_sent_again() {
        var readBack = "<p>a</p><img class=\"x\" data-src=\"https://mmbiz.qpic.cn/a?b=$1\">";

        var sent = new ArticleHtml(readBack).withPictures(address -> address);

        assertThat(sent).contains("<img src=\"https://mmbiz.qpic.cn/a?b=$1\" class=\"x\"");
    }

    private static ArticleForm titled(String title) {
        return new ArticleForm(title, "", "", "<p>a</p>", "", "cover", "nobody");
    }

    private static List<String> codes(String html) {
        return codes(new ArticleForm("Tea", "", "", html, "", "cover", "nobody"));
    }

    private static List<String> codes(ArticleForm article) {
        return ArticleLint.check(article).stream().map(Finding::code).toList();
    }
}
