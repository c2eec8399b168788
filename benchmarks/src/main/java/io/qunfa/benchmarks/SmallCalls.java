package io.qunfa.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;

/** How many token-checked small calls a second, with what generates the load beside the sandbox. */
final class SmallCalls {

    private static final int CONNECTIONS = 32;
    private static final int RUNS = 5;

    private SmallCalls() {}

    public static void main(String... arguments) throws IOException {
        try (var sandbox = ChildSandbox.start(1_000)) {
            var path = "/cgi-bin/tags/get?access_token=" + sandbox.fetchToken();
            var request = RawCall.request("GET", path, "", "");
            try (var load = new Load(sandbox.socketAddress(), request, CONNECTIONS)) {
                load.run(Duration.ofSeconds(6));
                var runs =
                        IntStream.range(0, RUNS)
                                .mapToDouble(run -> load.run(Duration.ofSeconds(2)))
                                .toArray();
                System.out.println(Figures.of("small calls", "a second", runs).report());
            }
        }
    }
}
