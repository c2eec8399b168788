package io.qunfa.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Scanner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnCodeTest {

    @Test
    void numbers_are_unique_and_ascending() throws Exception {
        var numbers = new ArrayList<Integer>();
        try (var table = ReturnCode.class.getResourceAsStream("return-codes.tsv");
                var lines = new Scanner(table, StandardCharsets.UTF_8)) {
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (!line.startsWith("#")) {
                    numbers.add(Integer.valueOf(line.substring(0, line.indexOf('\t'))));
                }
            }
        }
        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(ReturnCode.all().size());
    }

    @Test
    void every_code_says_what_it_means_in_three_languages() {
        assertThat(ReturnCode.all())
                .allSatisfy(
                        code -> {
                            assertThat(code.meaning()).isNotBlank().endsWith(".");
                            assertThat(code.meaningZh()).isNotBlank();
                            assertThat(code.meaningJa()).isNotBlank().endsWith("。");
                            assertThat(code.meaning(Locale.JAPANESE)).isEqualTo(code.meaningJa());
                            assertThat(code.meaning(Locale.CHINA)).isEqualTo(code.meaningZh());
                            assertThat(code.meaning(Locale.FRENCH)).isEqualTo(code.meaning());
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "40001 40014 42001 41001",
                "-1 42010 45011 45085 9500001 9500002 268488001 61503 53501",
                "45065 45066",
                "45028 45009 48006",
                "48003 45062 48021 53505 53504 89501 89502 89503 89504 89505 89506 89507 48014",
                "48001 48004 48008 48013 48015 48022 50002 50004 61004 88000 53500 45103 45113 47009",
                "40007 40008 40066 40155 40192 40193 40194 40213 40214 40215 41039 41040 44002 44003",
                "44004 45002 45003 45004 45005 45006 45007 45008 45052 45086 45110 45166 47001 47002",
                "40033 53503 40003 40031 40032 40130 45019 40152 40132 43004 45067",
                "40059 40060 40065 40204 40114 40097 53502 53600",
                "88001 88002 88003 88004 88005 88007 88008 88009 88010",
            })
    void every_code_that_the_retry_policy_names_is_listed(String codes) {
        for (var code : codes.split(" ", -1)) {
            assertThat(ReturnCode.find(Integer.parseInt(code))).as(code).isPresent();
        }
    }

    @Test
    void the_families_numbered_in_order_have_no_gap() {
        IntStream.concat(
                        IntStream.rangeClosed(40015, 40027),
                        IntStream.concat(
                                IntStream.rangeClosed(45001, 45008),
                                IntStream.rangeClosed(65301, 65320)))
                .forEach(code -> assertThat(ReturnCode.find(code)).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "40013, invalid appid",
        "40006, invalid meida size",
        "45028, has no masssend quota",
        "45065, clientmsgid exist",
        "45067, clientmsgid size out of limit",
    })
    void the_platforms_words_are_kept_as_they_are(int code, String text) {
        assertThat(ReturnCode.of(code).text()).isEqualTo(text);
    }

    @Test
    void a_rejected_token_is_told_where_to_get_a_stable_one() {
        assertThat(ReturnCode.of(40001).text())
                .startsWith("invalid credential, access_token is invalid or not latest, could get");
    }

    @Test
    void an_unknown_code_is_not_invented() {
        assertThat(ReturnCode.find(12345)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReturnCode.of(12345))
                .withMessageContaining("12345");
    }
}
