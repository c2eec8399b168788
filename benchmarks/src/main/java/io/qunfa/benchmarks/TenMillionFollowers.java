package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An account of ten million followers in a heap of 1 GiB: the memory it takes, a send to 10,000
 * OpenIDs, a send to all with the delivery rate lifted.
 */
final class TenMillionFollowers {

    private static final int FOLLOWERS = 10_000_000;
    private static final int LIST = 10_000;
    private static final String UNLIMITED =
            """
            {"switches":{"serviceToAllOncePerDay":false},"limits":{"recipientsPerMinute":2147483647,
            "/cgi-bin/message/mass/send":{"daily":100000,"perMinute":100000}}}
            """;

    private TenMillionFollowers() {}

    /** Starts a JVM with 1 GiB for it. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var command = ChildSandbox.command(InOneGibibyte.class, FOLLOWERS, "-Xmx1g");
        System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }

    /** The child. */
    static final class InOneGibibyte {

        private InOneGibibyte() {}

        public static void main(String... arguments) {
            int followers = Integer.parseInt(arguments[0]);
            try (var sandbox = Sandbox.builder().followers(followers).clockRate(0).start()) {
                var call = new Call(sandbox);
                call.change(UNLIMITED);
                report("heap after the start", "MiB", 1, run -> usedMebibytes());
                var openIds = list(sandbox);
                warmUp(call, openIds, sandbox);
                report("send to 10,000 OpenIDs accepted", "ms", 30, r -> toList(call, openIds, r));
                sandbox.clock().advance(Duration.ofDays(32));
                report("send to all delivered", "ms", 9, run -> toAll(call, sandbox, run));
                report("heap after the sends", "MiB", 1, run -> usedMebibytes());
            }
        }

        private static void report(String name, String unit, int runs, IntToDoubleFunction run) {
            var figures = IntStream.range(0, runs).mapToDouble(run).toArray();
            System.out.println(Figures.of(name, unit, figures).report());
        }

        private static String list(Sandbox sandbox) {
            return sandbox.account().followers(LIST).stream()
                    .collect(Collectors.joining("\",\"", "[\"", "\"]"));
        }

        private static void warmUp(Call call, String openIds, Sandbox sandbox) {
            for (int run = 100; run < 140; run++) {
                toList(call, openIds, run);
            }
            sandbox.clock().advance(Duration.ofMinutes(1));
        }

        private static double toList(Call call, String openIds, int run) {
            var token = call.token();
            var body =
                    "{\"touser\":%s,\"msgtype\":\"text\",\"text\":{\"content\":\"list %d\"}}"
                            .formatted(openIds, run);
            return millis(() -> call.post("/cgi-bin/message/mass/send", token, body));
        }

        /** From the moment the review ends until the last message is in the ledger. */
        private static double toAll(Call call, Sandbox sandbox, int run) {
            var body =
                    """
                    {"filter":{"is_to_all":true},"msgtype":"text","text":{"content":"all %d"}}
                    """
                            .formatted(run);
            call.post("/cgi-bin/message/mass/sendall", call.token(), body);
            double millis = millis(() -> sandbox.clock().advance(Duration.ofMinutes(1)));
            var ledger = sandbox.account().ledger();
            if (ledger.get(ledger.size() - 1).delivered() != FOLLOWERS) {
                throw new IllegalStateException("not delivered: " + ledger);
            }
            sandbox.clock().advance(Duration.ofDays(32));
            return millis;
        }

        private static double millis(Runnable action) {
            long begun = System.nanoTime();
            action.run();
            return (System.nanoTime() - begun) / 1e6;
        }

        private static double usedMebibytes() {
            System.gc();
            var runtime = Runtime.getRuntime();
            return (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
        }
    }
}
