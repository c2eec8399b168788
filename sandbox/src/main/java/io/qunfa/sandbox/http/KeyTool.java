package io.qunfa.sandbox.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program of every Java installation that makes certificates; no public class does. */
final class KeyTool {

    /** What clients accept of an authority that the user has chosen to trust. */
    private static final String DAYS = "825";

    private final Path store;
    private final String password;

    KeyTool(Path store, String password) {
        this.store = store;
        this.password = password;
    }

    void createAuthority(String alias) throws IOException {
        run("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1")
                .with("-dname", "CN=Qunfa Sandbox Authority", "-validity", DAYS)
                .with("-ext", "bc:c", "-ext", "ku:c=keyCertSign")
                .now();
    }

    void createServer(String alias, String signer, String names) throws IOException {
        run("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1")
                .with("-signer", signer, "-dname", "CN=Qunfa Sandbox", "-validity", DAYS)
                .with("-ext", "eku=serverAuth", "-ext", "san=" + names)
                .now();
    }

    void export(String alias, Path pem) throws IOException {
        run("-exportcert", "-rfc", "-alias", alias, "-file", pem.toString()).now();
    }

    void forget(String alias) throws IOException {
        run("-delete", "-alias", alias).now();
    }

    private Run run(String... arguments) throws IOException {
        var bin = Path.of(System.getProperty("java.home"), "bin");
        var program =
                Stream.of("keytool", "keytool.exe")
                        .map(bin::resolve)
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new IOException("this Java has no keytool: " + bin));
        var common = List.of("-J-Duser.language=en", "-storetype", "PKCS12");
        return new Run()
                .with(program.toString())
                .with(arguments)
                .with(common.toArray(String[]::new))
                .with("-keystore", store.toString(), "-storepass", password);
    }

    /** One command. */
    private static final class Run {

        private final List<String> command = new ArrayList<>();

        Run with(String... more) {
            command.addAll(List.of(more));
            return this;
        }

        void now() throws IOException {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (var said = process.getInputStream()) {
                var text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IOException("keytool failed: " + text);
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while keytool ran", e);
            }
        }
    }
}
