package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** From {@code Sandbox.start()} to its first answer, in fresh JVMs. */
final class SandboxStart {

    private static final int DEFAULT_RUNS = 10;

    private SandboxStart() {}

    public static void main(String... arguments) throws IOException {
        int count = arguments.length == 0 ? DEFAULT_RUNS : Integer.parseInt(arguments[0]);
        var runs = new double[count];
        for (int i = 0; i < count; i++) {
            runs[i] = inFreshJvm();
        }
        System.out.println(Figures.of("sandbox start", "ms", runs).report());
    }

    private static double inFreshJvm() throws IOException {
        var process =
                new ProcessBuilder(ChildSandbox.command(Child.class, 1_000))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        return Double.parseDouble(process.inputReader(StandardCharsets.UTF_8).readLine());
    }

    /** The child: starts a sandbox, makes one call, says how long both took. */
    static final class Child {

        private Child() {}

        public static void main(String... arguments) throws IOException {
            long begun = System.nanoTime();
            try (var sandbox =
                    Sandbox.builder().followers(Integer.parseInt(arguments[0])).start()) {
                var address = sandbox.address();
                var answer =
                        RawCall.get(
                                new InetSocketAddress(address.getHost(), address.getPort()),
                                "/cgi-bin/token?grant_type=client_credential&appid=%s&secret=%s"
                                        .formatted(
                                                sandbox.account().appId(),
                                                sandbox.account().appSecret()));
                long nanos = System.nanoTime() - begun;
                if (!answer.contains("access_token")) {
                    throw new IllegalStateException(answer);
                }
                System.out.println(nanos / 1e6);
            }
        }
    }
}
