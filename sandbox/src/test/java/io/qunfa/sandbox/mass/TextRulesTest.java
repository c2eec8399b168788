package io.qunfa.sandbox.mass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qunfa.sandbox.world.AccountKind;
import io.qunfa.sandbox.world.AccountSettings;
import io.qunfa.sandbox.world.Refusal;
import io.qunfa.sandbox.world.Switches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    private static final AccountSettings TODAY =
            AccountSettings.of(AccountKind.SERVICE, Switches.TODAY);
    private static final AccountSettings DESCRIBED =
            AccountSettings.of(AccountKind.SERVICE, Switches.AS_DESCRIBED);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello from boxer.",
                "line\nline",
                "see https://example.com",
                "1 < 2 and <b>bold</b>",
                "<a href='https://mp.weixin.qq.com/s/abc'>article</a>",
                "<a href=\"\">nowhere</a>"
            })
    void a_harmless_text_passes(String text) {
        assertThatCode(() -> TextRules.require(text, TODAY)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "40066 | <a href=\"https://example.com\">x</a>",
                "40066 | <a href=https://example.com>x</a>",
                "40066 | <a data-href='' href='https://example.com'>x</a>",
                "40066 | <A HREF='http://mp.weixin.qq.com.evil.example/s'>x</A>",
                "40066 | <a href='weixin://bizmsgmenu?msgmenucontent=a&msgmenuid=1'>x</a>",
                "40213 | <a href='https://mp.weixin.qq.com/s/abc'>never closed",
                "40214 | <a href='https://mp.weixin.qq.com/s/abc'> </a>",
                "45086 | <a href='' data-miniprogram-appid='wx1' data-miniprogram-path='p'>x</a>",
            })
    void a_bad_link_is_refused(int code, String text) {
        var refusal = catchThrowableOfType(Refusal.class, () -> TextRules.require(text, TODAY));

        assertThat(refusal.code()).isEqualTo(code);
    }

    @Test
    void the_platform_of_the_description_takes_any_link() {
        assertThatCode(() -> TextRules.require("<a href='https://example.com'>x</a>", DESCRIBED))
                .doesNotThrowAnyException();
    }
}
