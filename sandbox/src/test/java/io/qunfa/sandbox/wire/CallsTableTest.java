package io.qunfa.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallsTableTest {

    private final DocumentedCalls calls = DocumentedCalls.read();

    @Test
    void the_nearest_path_to_a_misspelt_one_is_named() {
        assertThat(calls.nearest("/cgi-bin/message/mass/sendAll"))
                .isEqualTo("/cgi-bin/message/mass/sendall");
        assertThat(calls.nearest("/cgi-bin/tag/get")).isEqualTo("/cgi-bin/tags/get");
    }

    @Test
    void the_fields_of_a_call_are_the_same_in_both_tables() {
        var fields = DocumentedFields.read();

        assertThat(calls.paths())
                .allSatisfy(
                        path ->
                                assertThat(
                                                fields.getOrDefault(path, DocumentedFields.NONE)
                                                        .namesBelow(""))
                                        .as(path)
                                        .containsExactlyInAnyOrderElementsOf(
                                                known(Objects.requireNonNull(calls.find(path)))));
    }

    private static Set<String> known(DocumentedCall call) {
        return call.fields().contains("-") ? Set.of() : call.fields();
    }

    @Test
    void every_call_says_where_it_is_described() {
        assertThat(calls.paths())
                .allSatisfy(
                        path ->
                                assertThat(calls.find(path))
                                        .extracting(DocumentedCall::page)
                                        .asString()
                                        .startsWith("https://developers.weixin.qq.com/"));
    }
}
