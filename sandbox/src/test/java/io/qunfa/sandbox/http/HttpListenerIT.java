package io.qunfa.sandbox.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpListenerIT {

    private final List<AutoCloseable> opened = new ArrayList<>();

    private record Listening(HttpListener listener, int port) implements AutoCloseable {

        @Override
        public void close() {
            listener.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var resource : opened) {
            resource.close();
        }
    }

    @Test
    void an_answer_carries_status_headers_and_body() throws IOException {
        var answer = ask(request -> Answer.text(201, "hello"), "GET / HTTP/1.1", "");

        assertThat(answer).startsWith("HTTP/1.1 201 ").endsWith("\r\n\r\nhello");
        assertThat(answer).containsIgnoringCase("content-length: 5");
    }

    @Test
    void the_request_arrives_as_it_was_sent() throws IOException {
        var answer =
                ask(
                        r ->
                                Answer.text(
                                        200,
                                        "%s %s ?%s %s %s %s"
                                                .formatted(
                                                        r.method(),
                                                        r.path(),
                                                        r.rawQuery(),
                                                        r.header("x-odd").orElse(""),
                                                        r.body().text(),
                                                        r.caller().getHostAddress())),
                        "PUT //cgi-bin//a%20b+c?q=%41&q=2 HTTP/1.1\r\nX-Odd: yes\r\nContent-Length: 4",
                        "body");

        assertThat(answer).endsWith("PUT /cgi-bin/a b+c ?q=%41&q=2 yes body 127.0.0.1");
    }

    @Test
    void a_body_may_come_in_chunks() throws IOException {
        var answer =
                ask(
                        request -> Answer.text(200, request.body().text()),
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked",
                        "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");

        assertThat(answer).endsWith("\r\n\r\nabcde");
    }

    @Test
    void a_proxy_form_target_is_understood() throws IOException {
        var answer =
                ask(
                        request -> Answer.text(200, request.path()),
                        "GET http://api.weixin.qq.com/cgi-bin/token?a=b HTTP/1.1",
                        "");

        assertThat(answer).endsWith("\r\n\r\n/cgi-bin/token");
    }

    @Test
    void head_gets_the_length_without_the_body() throws IOException {
        var answer = ask(request -> Answer.text(200, "12345"), "HEAD / HTTP/1.1", "");

        assertThat(answer).containsIgnoringCase("content-length: 5").endsWith("\r\n\r\n");
    }

    @Test
    void one_connection_serves_many_requests() throws IOException {
        var listener = listen(request -> Answer.text(200, request.path() + "!"));
        var socket = connect(listener);

        for (int i = 0; i < 3; i++) {
            write(socket, "GET /" + i + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(readUntil(socket, "/" + i + "!")).contains("200");
        }
    }

    @Test
    void many_connections_may_be_idle() throws IOException {
        var listener = listen(request -> Answer.text(200, request.path() + "!"));
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < 300; i++) {
            sockets.add(connect(listener));
        }

        for (var path : List.of("/first", "/second")) {
            for (var socket : sockets) {
                write(socket, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(readUntil(socket, path + "!")).contains("200");
            }
        }
    }

    @Test
    void a_caller_may_ask_whether_to_send_the_body() throws IOException {
        var listener = listen(request -> Answer.text(200, request.body().text() + "!"));
        var socket = connect(listener);

        write(
                socket,
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 100");
        write(socket, "ok");

        assertThat(readUntil(socket, "ok!")).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_body_over_the_limit_is_refused_and_the_next_caller_served() throws IOException {
        var listener = listen(request -> Answer.text(200, "fine"));
        var large = "x".repeat(17 * 1024 * 1024);

        var refused = ask(listener, "POST / HTTP/1.1\r\nContent-Length: " + large.length(), large);

        assertThat(refused).startsWith("HTTP/1.1 413");
        assertThat(ask(listener, "GET / HTTP/1.1", "")).endsWith("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "\0\1\2\r\n\r\n",
                "GET\r\n\r\n",
                "GET ../.. HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n\r\n",
                "GET mailto:x HTTP/1.1\r\n\r\n",
                "GET /?a=|{} HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n",
            })
    void what_is_not_http_is_refused_and_the_next_caller_served(String rubbish) throws IOException {
        var listener = listen(request -> Answer.text(200, "fine"));
        var socket = connect(listener);

        write(socket, rubbish);
        socket.shutdownOutput();

        assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                .doesNotContain("fine");
        assertThat(ask(listener, "GET / HTTP/1.1", "")).endsWith("fine");
    }

    @Test
    void an_endless_head_is_refused() throws IOException {
        var listener = listen(request -> Answer.text(200, "fine"));
        var socket = connect(listener);

        assertThat(catchThrowable(() -> writeForEver(socket))).isInstanceOf(IOException.class);
        assertThat(ask(listener, "GET / HTTP/1.1", "")).endsWith("fine");
    }

    private static void writeForEver(Socket socket) throws IOException {
        write(socket, "GET / HTTP/1.1\r\n");
        for (int i = 0; i < 100_000; i++) {
            write(socket, "X-%d: %s\r\n".formatted(i, "a".repeat(1_000)));
        }
    }

    @Test
    void a_failing_handler_answers_500() throws IOException {
        var answer =
                ask(
                        request -> {
                            throw new IllegalStateException("this stack trace belongs to a test");
                        },
                        "GET / HTTP/1.1",
                        "");

        assertThat(answer).startsWith("HTTP/1.1 500");
    }

    @Test
    void half_an_answer_promises_more_than_comes() throws IOException {
        var answer =
                ask(request -> new Answer.Half(Answer.text(200, "12345678")), "GET / HTTP/1.1", "");

        assertThat(answer).containsIgnoringCase("content-length: 8").endsWith("\r\n\r\n1234");
    }

    @Test
    void a_dropped_answer_is_an_orderly_end() throws IOException {
        assertThat(ask(request -> new Answer.Dropped(), "GET / HTTP/1.1", "")).isEmpty();
    }

    @Test
    void a_reset_is_a_reset() throws IOException {
        var listener = listen(request -> new Answer.Reset());

        assertThatThrownBy(() -> ask(listener, "POST / HTTP/1.1\r\nContent-Length: 2", "{}"))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    void a_fault_befalls_only_its_own_connection() throws IOException {
        var listener =
                listen(
                        request ->
                                request.path().equals("/reset")
                                        ? new Answer.Reset()
                                        : Answer.text(200, "fine"));
        var other = connect(listener);
        write(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        readUntil(other, "fine");

        assertThatThrownBy(() -> ask(listener, "GET /reset HTTP/1.1", ""))
                .isInstanceOf(SocketException.class);

        write(other, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(readUntil(other, "fine")).contains("200");
    }

    @Test
    void a_stream_arrives_as_it_is_written_and_ends_when_the_caller_leaves() throws Exception {
        var ended = new CountDownLatch(1);
        var listener =
                listen(
                        request ->
                                new Answer.Stream(
                                        "text/event-stream",
                                        out -> {
                                            try {
                                                while (true) {
                                                    out.write("data\n\n".getBytes(ISO_8859_1));
                                                    out.flush();
                                                }
                                            } finally {
                                                ended.countDown();
                                            }
                                        }));
        var socket = connect(listener);
        write(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(readUntil(socket, "data")).containsIgnoringCase("text/event-stream");

        socket.close();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_ends_what_is_open_at_once() throws IOException {
        var listener =
                listen(
                        request ->
                                new Answer.Stream(
                                        "text/event-stream",
                                        out -> {
                                            out.write('x');
                                            out.flush();
                                            park();
                                        }));
        var idle = connect(listener);
        var streaming = connect(listener);
        write(streaming, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        readUntil(streaming, "x\r\n");
        long begun = System.nanoTime();

        listener.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(idle.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void closing_twice_changes_nothing() {
        var listener = listen(request -> Answer.text(200, ""));

        listener.close();

        assertThatCode(listener::close).doesNotThrowAnyException();
    }

    @Test
    void listeners_live_side_by_side() throws IOException {
        var first = listen(request -> Answer.text(200, "first"));
        var second = listen(request -> Answer.text(200, "second"));

        assertThat(ask(first, "GET / HTTP/1.1", "")).endsWith("first");
        assertThat(ask(second, "GET / HTTP/1.1", "")).endsWith("second");
        first.close();
        assertThat(ask(second, "GET / HTTP/1.1", "")).endsWith("second");
    }

    @Test
    void a_port_in_use_is_named() {
        int taken = listen(request -> Answer.text(200, "")).port();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken);
        var other = HttpListener.start(request -> new Answer.Dropped());

        assertThatThrownBy(() -> other.openHttp(address))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(String.valueOf(taken));
    }

    private static void park() {
        try {
            Thread.sleep(Duration.ofMinutes(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Listening listen(HttpHandler handler) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var listener = HttpListener.start(handler);
        opened.add(listener);
        return new Listening(listener, listener.openHttp(address));
    }

    private Socket connect(Listening listener) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        opened.add(socket);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private String ask(HttpHandler handler, String head, String body) throws IOException {
        return ask(listen(handler), head, body);
    }

    /** The bytes of one answer, up to the end of the connection. */
    private String ask(Listening listener, String head, String body) throws IOException {
        var socket = connect(listener);
        write(socket, head + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" + body);
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
