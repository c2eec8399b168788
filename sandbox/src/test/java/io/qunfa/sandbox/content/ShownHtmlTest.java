package io.qunfa.sandbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownHtmlTest {

    private static final Pattern TAG =
            Pattern.compile("<(/?)([a-z0-9]+)((?: [a-z-]+=\"[^\"<>]*\")*)>");
    private static final List<String> WITHOUT_END = List.of("br", "col", "hr", "img");
    private static final String[] PIECES = {
        "<p>",
        "</p>",
        "<a href=\"javascript:a()\">",
        "<a href='https://a.cn/?x=1&amp;y'>",
        "</a>",
        "<img src=x onerror=a()>",
        "<img src=\"http://mmbiz.qpic.cn/mmbiz_png/k/0\">",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<svg><p>",
        "</svg>",
        "<!--",
        "-->",
        "\"",
        "'",
        ">",
        "<",
        "<p style=\"a:b\" onclick='c()'>",
        "<b\n",
        "</div></body>",
        "<iframe src=//e>",
        "text",
        "<a href=\"&#106;avascript:a()\">",
        "<p title='\"><script>'>",
        "<textarea><p>",
        "<base>"
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <p>a<b>c                                      | <p>a<b>c</b></p>
                    a</div>b</p>                                  | ab
                    <p onclick=x() align=center>a</p>             | <p align="center">a</p>
                    <a href="javascript:x()">a</a>                | <a>a</a>
                    <a href="&#106;avascript:x()">a</a>           | <a>a</a>
                    <a href="http://mp.weixin.qq.com/s?mid=1&sn=2#rd">a</a> | <a href="/s?mid=1&sn=2#rd">a</a>
                    <img src="https://evil.example/a.png">        | <img>
                    <img data-src="https://mmbiz.qpic.cn/mmbiz_png/k/0?wx=1"> | <img src="/mmbiz_png/k/0?wx=1">
                    a<script>b</script>c<style>d</style>e         | ace
                    a<!-- <b> -->c<!-- d                          | ac
                    1 < 2 > 3 &lt; 4                              | 1 &lt; 2 &gt; 3 &lt; 4
                    """)
    void a_page_shows_what_is_known_to_be_harmless(String content, String shown) {
        assertThat(ShownHtml.of(content)).isEqualTo(shown);
    }

    @Test
    void whatever_is_written_every_tag_is_known_and_closed() {
        var random = new Random(20261125);
        for (int round = 0; round < 20_000; round++) {
            var content = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                content.append(PIECES[random.nextInt(PIECES.length)]);
            }
            requireHarmless(ShownHtml.of(content.toString()), content.toString());
        }
    }

    private static void requireHarmless(String shown, String content) {
        var open = new ArrayDeque<String>();
        var tags = TAG.matcher(shown);
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).as(content).isEqualTo(tags.group(2));
            } else if (!WITHOUT_END.contains(tags.group(2))) {
                open.push(tags.group(2));
            }
            assertThat(tags.group(3))
                    .as(content)
                    .doesNotContain("javascript")
                    .doesNotContain(" on");
        }
        assertThat(open).as(content).isEmpty();
        assertThat(TAG.matcher(shown).replaceAll("")).as(content).doesNotContain("<");
    }
}
