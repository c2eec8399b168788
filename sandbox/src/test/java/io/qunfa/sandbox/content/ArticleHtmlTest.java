package io.qunfa.sandbox.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Switches;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArticleHtmlTest {

    private final ArticleHtml html =
            new ArticleHtml(AccountSettings.of(AccountKind.SERVICE, Switches.TODAY));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    <p>a</p>, <p>a</p>
                    a<script>b</script>c, ac
                    a<SCRIPT src=x>b</ScRiPt>c, ac
                    <p ONCLICK=x>a</p>, <p>a</p>
                    <svg/onload=x>a</svg>, <svg>a</svg>
                    <p title='b'onclick='x'>a</p>, <p title='b'>a</p>
                    <p title=' onclick=x ' data-on='/once=1'>a</p>, <p title=' onclick=x ' data-on='/once=1'>a</p>
                    <p lang=/once=$1>a</p>, <p lang=/once=$1>a</p>
                    <img src='http://mmbiz.qpic.cn/k/0'/>, <img src='http://mmbiz.qpic.cn/k/0'/>
                    <img src='https://example.com/k'/>, ``
                    <img>, ``
                    <a href='javascript:x()'>a</a>, a
                    <a href='https://mp.weixin.qq.com/s/k'>a</a>, <a href='https://mp.weixin.qq.com/s/k'>a</a>
                    a < b and c > d, a < b and c > d
                    <p title='>'>a</p>, <p title='>'>a</p>
                    """)
    void html_is_cleaned_without_a_word(String sent, String stored) {
        assertThat(html.clean(sent)).isEqualTo(stored);
    }

    @Test
    void what_cannot_be_stored_is_refused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> html.clean("<a data-miniprogram-appid='wx1' href=''>a</a>"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(45086));
    }

    @Test
    void pictures_are_read_back_with_another_attribute() {
        assertThat(ArticleHtml.readBack("<p> src=</p><img src=\"x\">"))
                .isEqualTo("<p> src=</p><img data-src=\"x\">");
    }

    @Test
    void the_text_of_html_has_no_tags() {
        assertThat(ArticleHtml.plainText("<p>a&nbsp;&lt;b&gt;</p> <br/>")).isEqualTo("a <b>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<a", "<a href='", "<img src=", "</", "<p on", "<script>"})
    void hostile_html_takes_no_time(String piece) {
        var hostile = piece.repeat(200_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(html.clean(hostile)).isNotNull());
    }
}
