package io.qunfa.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    private static final int MAX_BODY = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_request_is_read_with_its_query_and_body() throws IOException {
        var request =
                read(
                        "POST //cgi-bin//a%20b?x=1&y=%E4%BD%A0&x=2 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(request.path()).isEqualTo("/cgi-bin/a b");
        assertThat(request.query()).containsEntry("x", "1").containsEntry("y", "你");
        assertThat(request.body().text()).isEqualTo("abc");
    }

    @Test
    void a_chunked_body_is_put_together() throws IOException {
        var request =
                read(
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: x\r\n\r\n");

        assertThat(request.body().text()).isEqualTo("abcde");
    }

    @Test
    void a_cautious_caller_is_told_to_go_on() throws IOException {
        read("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na");

        assertThat(out.toString(StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100 ");
    }

    @Test
    void a_form_field_counts_as_a_parameter() throws IOException {
        var request =
                read(
                        "POST /?a=1 HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\na=2&b=3");

        assertThat(request.parameters()).containsEntry("a", "1").containsEntry("b", "3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/2.0\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
                "POST / HTTP/1.1\r\nContent-Length: 101\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
            })
    void what_is_not_http_or_too_large_is_refused(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedRequest.class);
    }

    @Test
    void an_endless_line_is_refused() {
        assertThatThrownBy(() -> read("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n"))
                .isInstanceOf(MalformedRequest.class);
    }

    private Request read(String bytes) throws IOException {
        var in = new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8));
        var reader = new RequestReader(in, out, InetAddress.getLoopbackAddress(), MAX_BODY);
        return Objects.requireNonNull(reader.next()).request();
    }
}
