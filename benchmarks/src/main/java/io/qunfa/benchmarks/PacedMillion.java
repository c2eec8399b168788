package io.qunfa.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A million followers by OpenID within the platform's sixty calls a minute, which the sandbox
 * enforces: how much longer than the pace itself it takes, from the send until the platform has the
 * last call. The clock of both runs faster than real time.
 */
final class PacedMillion {

    private static final int RECIPIENTS = 1_000_000;
    private static final int SERVED_BEFORE = 2;
    private static final int CALLS = RECIPIENTS / 10_000;
    private static final int CALLS_PER_MINUTE = 60;
    private static final double MOST = 1.01;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String KEY = "{\"onceOnlyKey\":\"paced\"}";
    private static final Pattern ACCEPTED = Pattern.compile("\"acceptedAt\":\"([^\"]+)\"");

    private PacedMillion() {}

    /** Takes how much faster than real time the clock runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int rate = arguments.length == 0 ? 4 : Integer.parseInt(arguments[0]);
        try (var sandbox = ChildSandbox.start(RECIPIENTS + SERVED_BEFORE, "-Xmx512m");
                var server = ConnectedServer.start(sandbox, PATIENCE)) {
            server.platform(
                    "{\"limits\":{\"/cgi-bin/message/mass/send\":{\"daily\":1000,\"perMinute\":60}}}");
            server.callsPerDay(1_000);
            server.synchronize();
            server.clock("{\"rate\":%d}".formatted(rate));
            var two = String.join("\",\"", sandbox.followers(SERVED_BEFORE));
            send(server, "{\"kind\":\"openIds\",\"openIds\":[\"%s\"]}".formatted(two));
            server.clock("{\"advance\":\"PT2M\"}");
            report(server.get(send(server, "{\"kind\":\"all\"}")));
            System.out.printf("  heap: at most %d MiB%n", server.requireHeapKept());
        }
    }

    private static String send(ConnectedServer server, String audience)
            throws IOException, InterruptedException {
        var broadcast = server.draft("at the pace", audience, KEY);
        server.send(broadcast, server.get(broadcast + "/plan"));
        server.await(broadcast + "/result", "^\\{\"state\":\"(awaiting-result|finished)\"");
        return broadcast;
    }

    private static void report(String broadcast) {
        var sentAt = Instant.parse(ConnectedServer.member(broadcast, "sentAt"));
        var accepted =
                ACCEPTED.matcher(broadcast)
                        .results()
                        .map(found -> Instant.parse(found.group(1)))
                        .sorted()
                        .toList();
        if (accepted.size() != CALLS || broadcast.contains("\"errcode\"")) {
            throw new IllegalStateException("refused or not made: " + broadcast);
        }
        double pace = CALLS * 60.0 / CALLS_PER_MINUTE;
        double taken = Duration.between(sentAt, accepted.getLast()).toMillis() / 1e3;
        System.out.printf(
                Locale.ROOT,
                "1,000,000 at 60 calls a minute: %.2f s of the platform's time for %d calls, %.4f of the pace; 0 refused%n",
                taken,
                CALLS,
                taken / pace);
        if (taken > pace * MOST) {
            throw new IllegalStateException("slower than %.2f of the pace".formatted(MOST));
        }
    }
}
