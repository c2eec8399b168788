package io.qunfa.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qunfa.sandbox.Phone;
import io.qunfa.sandbox.ReceivedMessage;
import io.qunfa.sandbox.Sandbox;
import io.qunfa.sandbox.SandboxAccount;
import io.qunfa.sandbox.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/client.md} tells people to write is compiled, and its beginning is run. */
@SandboxTest(followers = 2)
class GuideIT {

    private static final Path GUIDE =
            Path.of(System.getProperty("basedir", "."), "..", "docs", "client.md");
    private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final int LINES_TO_BEGIN_WITH = 10;

    @TempDir Path temporary;

    @Test
    void it_begins_with_ten_lines_that_send_a_message(
            Sandbox sandbox, SandboxAccount account, Phone phone) throws Exception {
        var lines = code().get(0);
        assertThat(lines.lines().count()).isLessThanOrEqualTo(LINES_TO_BEGIN_WITH);
        compile("Written", "static void begin() throws Exception", lines);

        // The one line more that the guide names for a sandbox, and its credentials.
        var here =
                replaced(
                        replaced(lines, "\"wx0123456789abcdef\"", "appId"),
                        "System.getenv(\"APP_SECRET\")",
                        "secret");
        var run =
                compile(
                        "Run",
                        "public static void begin(String appId, String secret, java.net.URI sandboxAddress) throws Exception",
                        replaced(
                                here,
                                "WeChat.connect(credentials)",
                                "WeChat.builder(credentials).endpoints(Endpoints.of(sandboxAddress)).build()"));
        run.getMethod("begin", String.class, String.class, URI.class)
                .invoke(null, account.appId(), account.appSecret(), sandbox.address());

        sandbox.clock().advance(Duration.ofMinutes(5));
        assertThat(phone.received())
                .extracting(ReceivedMessage::content)
                .containsExactly("hello from boxer.");
    }

    @Test
    void the_rest_of_it_compiles_too() throws Exception {
        var blocks = code();
        assertThat(blocks).hasSizeGreaterThan(1);
        for (int i = 1; i < blocks.size(); i++) {
            compile(
                    "Block" + i,
                    "static String post(String token, String rawQuery, byte[] body, String nonce)",
                    blocks.get(i) + "\nreturn \"\";");
        }
    }

    private static List<String> code() throws IOException {
        return CODE.matcher(Files.readString(GUIDE))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String replaced(String code, String written, String meant) {
        assertThat(code).contains(written);
        return code.replace(written, meant);
    }

    private Class<?> compile(String name, String head, String code) throws Exception {
        var source = temporary.resolve(name + ".java");
        Files.writeString(
                source,
                """
                import io.qunfa.client.*;
                import io.qunfa.client.callback.*;
                import java.time.*;
                import java.util.*;
                public class %s { %s {
                %s
                } }
                """
                        .formatted(name, head, code));
        var result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-d",
                                temporary.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        assertThat(result).as("compiles: %s", code).isZero();
        try (var loader = new URLClassLoader(new URL[] {temporary.toUri().toURL()})) {
            return loader.loadClass(name);
        }
    }
}
