package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox in a JVM of its own, so that it shares nothing with what measures it but the machine.
 */
final class ChildSandbox implements AutoCloseable {

    private final Process process;
    private final URI address;
    private final String appId;
    private final String secret;

    private ChildSandbox(Process process, String address, String appId, String secret) {
        this.process = process;
        this.address = URI.create(address);
        this.appId = appId;
        this.secret = secret;
    }

    /** The child: starts a sandbox, says where it is, stays until its input ends. */
    public static void main(String... arguments) throws IOException {
        try (var sandbox = Sandbox.builder().followers(Integer.parseInt(arguments[0])).start()) {
            var account = sandbox.account();
            System.out.println(sandbox.address());
            System.out.println(account.appId());
            System.out.println(account.appSecret());
            System.in.read();
        }
    }

    static ChildSandbox start(int followers, String... jvmOptions) throws IOException {
        var process =
                new ProcessBuilder(command(ChildSandbox.class, followers, jvmOptions))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var said = process.inputReader(StandardCharsets.UTF_8);
        return new ChildSandbox(process, said.readLine(), said.readLine(), said.readLine());
    }

    /** The command that runs a class of this module in a JVM of the same kind as this one. */
    static List<String> command(Class<?> main, Object argument, String... jvmOptions) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.add(String.valueOf(argument));
        return command;
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address.getHost(), address.getPort());
    }

    URI address() {
        return address;
    }

    String secret() {
        return secret;
    }

    String appId() {
        return appId;
    }

    String fetchToken() throws IOException {
        var answer =
                RawCall.get(
                        socketAddress(),
                        "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                                .formatted(appId, secret));
        int start = answer.indexOf("\"access_token\":\"") + 16;
        return answer.substring(start, answer.indexOf('"', start));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
