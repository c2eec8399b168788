package io.qunfa.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

    @ParameterizedTest
    @CsvSource({
        "/cgi-bin/token, /cgi-bin/token",
        "//cgi-bin//token, /cgi-bin/token",
        "/a%20b+c, /a b+c",
        "http://api.weixin.qq.com/cgi-bin/token, /cgi-bin/token",
        "http://api.weixin.qq.com, /",
    })
    void a_path_is_decoded_and_its_slashes_folded(String target, String path)
            throws MalformedRequest {
        assertThat(request(target, "").path()).isEqualTo(path);
    }

    @Test
    void of_a_repeated_parameter_the_first_counts() throws MalformedRequest {
        assertThat(request("/?x=1&y=%E4%BD%A0&x=2", "").query())
                .isEqualTo(Map.of("x", "1", "y", "你"));
    }

    @Test
    void a_form_field_counts_as_a_parameter_but_the_query_comes_first() throws MalformedRequest {
        assertThat(request("/?a=1", "a=2&b=3").parameters()).isEqualTo(Map.of("a", "1", "b", "3"));
    }

    @Test
    void a_path_that_is_not_percent_encoded_is_refused() {
        assertThatThrownBy(() -> request("/%zz", "")).isInstanceOf(MalformedRequest.class);
    }

    private static Request request(String target, String form) throws MalformedRequest {
        return Request.of(
                "POST",
                target,
                Map.of("content-type", "application/x-www-form-urlencoded"),
                new Body(form.getBytes(StandardCharsets.UTF_8)),
                InetAddress.getLoopbackAddress(),
                false);
    }
}
