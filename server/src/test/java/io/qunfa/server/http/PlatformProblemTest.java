package io.qunfa.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.client.Credentials;
import io.qunfa.client.WeChat;
import io.qunfa.client.WeChatException;
import io.qunfa.protocol.ReturnCode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlatformProblemTest {

    private final Texts texts = new Texts(new HttpConfiguration().messageSource());

    @ParameterizedTest
    @CsvSource({
        "48001, platform-permission, 422",
        "45009, platform-throttled, 429",
        "-1, platform-busy, 503",
        "40125, platform-credential, 422",
        "40007, platform-content, 422",
        "45015, platform-recipient, 422",
        "0, platform-unanswered, 502"
    })
    void a_refusal_becomes_a_problem_by_what_to_do_next(int code, String problem, int status) {
        var found = PlatformProblem.of(failure(code), Locale.ENGLISH);

        assertThat(found.code()).isEqualTo(problem);
        assertThat(found.status().value()).isEqualTo(status);
    }

    @Test
    void every_code_of_the_platform_is_told_in_every_language() {
        for (var code : ReturnCode.all()) {
            for (var language : Texts.LANGUAGES) {
                var problem = PlatformProblem.of(failure(code.number()), language);
                var key = "problem." + problem.code();

                assertThat(texts.text(key + ".title", problem.parameters(), language)).isNotBlank();
                assertThat(texts.text(key + ".detail", problem.parameters(), language))
                        .as("%s in %s", code, language)
                        .doesNotContain("{");
            }
        }
    }

    private static WeChatException failure(int code) {
        try (var wechat = WeChat.connect(Credentials.of("wx0000000000000000", "0".repeat(32)))) {
            return wechat.tokens().failure(code, "text");
        }
    }
}
