package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A sandbox in a JVM of its own, so that it shares nothing with what measures it but the machine.
 */
final class ChildSandbox implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final Pattern OPEN_ID = Pattern.compile("\"openid\":\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":\"?([^\",}]+)");

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

    /** The OpenIDs of the first followers, as they followed. */
    List<String> followers(int count) throws IOException, InterruptedException {
        var found = new ArrayList<String>(count);
        var after = "";
        while (found.size() < count) {
            var page = page(after, Math.min(PAGE, count - found.size()));
            OPEN_ID.matcher(page).results().map(match -> match.group(1)).forEach(found::add);
            var next = NEXT.matcher(page);
            if (!next.find()) {
                break;
            }
            after = "&after=" + next.group(1);
        }
        return found;
    }

    private String page(String after, int limit) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                address.resolve(
                                        "/_sandbox/accounts/%s/followers?limit=%d%s"
                                                .formatted(appId, limit, after)))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        }
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
