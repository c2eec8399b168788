package io.qunfa.benchmarks;

import io.qunfa.sandbox.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** What a test suite waits for: a new world for the next test, and a month of life. */
final class WorldInTests {

    private static final int DAYS = 30;
    private static final int NEWCOMERS_A_DAY = 5;
    private static final int RECIPIENTS = 100;

    private WorldInTests() {}

    public static void main(String... arguments) throws IOException {
        try (var server = new AccountServer();
                var sandbox = Sandbox.builder().clockRate(0).start()) {
            var call = new Call(sandbox);
            report("a month of life, cold", 1, () -> month(sandbox, call, server));
            report("a month of life", 9, () -> month(sandbox, call, server));
            report("reset", 99, () -> reset(sandbox, call));
        }
    }

    private static void report(String name, int runs, DoubleSupplier run) {
        var figures = DoubleStream.generate(run).limit(runs).toArray();
        System.out.println(Figures.of(name, "ms", figures).report());
    }

    /** Every day a token, newcomers, a send to a list, and the day goes by; all of it is pushed. */
    private static double month(Sandbox sandbox, Call call, AccountServer server) {
        sandbox.reset();
        sandbox.account().callback(server.address(), "token");
        int before = server.pushes();
        long begun = System.nanoTime();
        for (int day = 0; day < DAYS; day++) {
            sandbox.account().follow(NEWCOMERS_A_DAY);
            send(sandbox, call, day);
            sandbox.clock().advance(Duration.ofDays(1));
        }
        double millis = (System.nanoTime() - begun) / 1e6;
        int pushed = server.pushes() - before;
        if (pushed != DAYS * (NEWCOMERS_A_DAY + 1)) {
            throw new IllegalStateException("pushed " + pushed);
        }
        return millis;
    }

    private static double reset(Sandbox sandbox, Call call) {
        send(sandbox, call, 0);
        sandbox.clock().advance(Duration.ofHours(1));
        long begun = System.nanoTime();
        sandbox.reset();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void send(Sandbox sandbox, Call call, int day) {
        var openIds = String.join("\",\"", sandbox.account().followers(RECIPIENTS));
        call.post(
                "/cgi-bin/message/mass/send",
                call.token(),
                "{\"touser\":[\"%s\"],\"msgtype\":\"text\",\"text\":{\"content\":\"day %d\"}}"
                        .formatted(openIds, day));
    }
}
