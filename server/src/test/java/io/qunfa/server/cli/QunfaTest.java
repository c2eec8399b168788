package io.qunfa.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class QunfaTest {

    @TempDir Path temporary;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void without_a_command_it_tells_what_it_can_do() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("demo", "serve", "sandbox", "send", "help");
    }

    @Test
    void it_knows_its_version() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("qunfa ").doesNotContain("${");
    }

    @Test
    void an_unknown_command_is_refused() {
        assertThat(run("sned")).isEqualTo(2);
        assertThat(err.toString()).contains("sned");
    }

    @Test
    void a_port_in_use_is_one_clear_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertThat(run("sandbox", "--port", port)).isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo(
                            "qunfa: Port %s is in use. Stop the program that uses it, or choose another port with --port."
                                    .formatted(port));
        }
    }

    @Test
    void a_number_that_is_no_port_is_one_clear_sentence() {
        assertThat(run("sandbox", "--port", "70000")).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("--port 70000 is not a port");
    }

    @Test
    void an_address_that_is_none_is_one_clear_sentence() {
        assertThat(run("serve", "--bind", "everywhere")).isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("--bind everywhere", "0.0.0.0");
    }

    @Test
    void a_database_address_that_is_none_is_refused_without_its_password() {
        assertThat(run("serve", "--port", "0", "--db", "postgresql://me:se^cret@host/name"))
                .isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("percent-encoded")
                .doesNotContain("se^cret");
    }

    @Test
    void a_text_that_came_in_unreadable_is_not_sent() {
        assertThat(run("send", "--account", "Demo", "--to-all", "--text", "\uFFFD\uFFFD"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("UTF-8");
    }

    @Test
    void a_demo_empties_no_directory_that_is_not_its_own() throws IOException {
        var mine = Files.createDirectories(temporary.resolve("demo")).resolve("thesis.md");
        Files.createFile(mine);

        assertThat(
                        run(
                                "demo",
                                "--once",
                                "--port",
                                "0",
                                "--sandbox-port",
                                "0",
                                "--data",
                                temporary.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("not Qunfa's");
        assertThat(mine).exists();
    }

    @Test
    void a_data_directory_below_a_file_is_one_clear_sentence() throws IOException {
        var file = Files.createFile(temporary.resolve("notes.txt"));

        assertThat(run("serve", "--port", "0", "--data", file.resolve("data").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("%s is a file".formatted(file));
    }

    @Test
    void a_database_that_does_not_answer_is_one_clear_sentence() throws IOException {
        assertThat(
                        run(
                                "serve",
                                "--port",
                                "0",
                                "--db",
                                "postgresql://me:secret@127.0.0.1:%d/none".formatted(freePort())))
                .isEqualTo(1);
        assertThat(err.toString())
                .hasLineCount(1)
                .contains("The database of --db cannot be used")
                .doesNotContain("secret");
    }

    @Test
    void an_audience_has_no_default() {
        assertThat(run("send", "--account", "Demo", "--text", "hello")).isEqualTo(2);
        assertThat(err.toString()).contains("--to-all");
    }

    @Test
    void an_audience_is_not_said_twice() {
        assertThat(run("send", "--account", "Demo", "--text", "hello", "--to-all", "--tag", "2"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("mutually exclusive");
    }

    @Test
    void sending_without_a_server_says_how_to_start_one() throws IOException {
        var address = "http://127.0.0.1:" + freePort();

        assertThat(
                        run(
                                "send",
                                "--account",
                                "Demo",
                                "--text",
                                "hello",
                                "--to-all",
                                "--server",
                                address,
                                "--token",
                                "t"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("No server answers at " + address);
    }

    private int run(String... arguments) {
        var line = new CommandLine(new Qunfa());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return Qunfa.run(line, arguments);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
