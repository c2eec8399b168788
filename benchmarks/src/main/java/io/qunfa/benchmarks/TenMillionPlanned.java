package io.qunfa.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Ten million followers planned and frozen: from composing until every call is cut and stored with
 * those it is for. Everybody is a list here, because every eleventh has had the once-only key
 * before; so no bitmap is a mere range. They are named by an uploaded file of a million OpenIDs.
 */
final class TenMillionPlanned {

    private static final int FOLLOWERS = 11_200_000;
    private static final int RECIPIENTS = 10_000_000;
    private static final int EVERY = 11;
    private static final String KEY = "{\"onceOnlyKey\":\"every eleventh\"}";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Pattern OPEN_ID = Pattern.compile("\"(o[\\w-]{27})\"");

    private final ChildSandbox sandbox;
    private final ConnectedServer server;

    private TenMillionPlanned(ChildSandbox sandbox, ConnectedServer server) {
        this.sandbox = sandbox;
        this.server = server;
    }

    /** Takes the number of runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int runs = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        try (var sandbox = ChildSandbox.start(FOLLOWERS, "-Xmx1g");
                var server = ConnectedServer.start(sandbox, PATIENCE)) {
            new TenMillionPlanned(sandbox, server).measure(runs);
            System.out.printf("  heap: at most %d MiB%n", server.requireHeapKept());
        }
    }

    private void measure(int runs) throws IOException, InterruptedException {
        server.liftLimits();
        server.synchronize();
        serveEveryEleventh();
        server.pace(1);
        var seconds = new double[runs];
        for (int run = 0; run < runs; run++) {
            seconds[run] = planAndFreeze();
        }
        System.out.println(
                Figures.of("10,000,000 composed, planned and frozen", "s", seconds).report());
        System.out.printf("  each run: %s%n", Arrays.toString(seconds));
    }

    private double planAndFreeze() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var broadcast = server.draft("to ten millions", "{\"kind\":\"all\"}", KEY);
        var plan = server.get(broadcast + "/plan");
        long planned = System.nanoTime();
        server.send(broadcast, plan);
        long frozen = System.nanoTime();
        long recipients = Long.parseLong(ConnectedServer.member(plan, "recipients"));
        if (recipients < RECIPIENTS) {
            throw new IllegalStateException("only " + recipients);
        }
        System.out.printf(
                "  %,d recipients: planned in %.2f s, frozen in %.2f s%n",
                recipients, (planned - begun) / 1e9, (frozen - planned) / 1e9);
        server.post(broadcast + "/cancel", "{}");
        server.await(broadcast + "/result", "^\\{\"state\":\"(cancelled|partly-sent|finished)\"");
        return (frozen - begun) / 1e9;
    }

    private void serveEveryEleventh() throws IOException, InterruptedException {
        var file = everyEleventh();
        long begun = System.nanoTime();
        var list =
                server.post(
                        server.path("/audience/lists?name=every-eleventh"),
                        "text/plain",
                        BodyPublishers.ofString(file));
        System.out.printf(
                "  %s OpenIDs uploaded in %.1f s%n",
                ConnectedServer.member(list, "count"), (System.nanoTime() - begun) / 1e9);
        var audience =
                "{\"kind\":\"uploaded\",\"listId\":\"%s\"}"
                        .formatted(ConnectedServer.member(list, "id"));
        var broadcast = server.draft("to every eleventh", audience, KEY);
        server.send(broadcast, server.get(broadcast + "/plan"));
        server.await(broadcast + "/result", "^\\{\"state\":\"(awaiting-result|finished)\"");
    }

    /** As the platform lists them, ten thousand at a time. */
    private String everyEleventh() throws IOException, InterruptedException {
        var token = sandbox.fetchToken();
        var file = new StringBuilder(30_000_000);
        var last = "";
        try (var http = HttpClient.newHttpClient()) {
            for (int seen = 0; seen < FOLLOWERS; ) {
                var page = http.send(page(token, last), BodyHandlers.ofString()).body();
                var found = OPEN_ID.matcher(page.substring(0, page.lastIndexOf(']')));
                while (found.find()) {
                    last = found.group(1);
                    if (seen++ % EVERY == 0) {
                        file.append(last).append('\n');
                    }
                }
            }
        }
        return file.toString();
    }

    private HttpRequest page(String token, String last) {
        return HttpRequest.newBuilder(
                        sandbox.address()
                                .resolve(
                                        URI.create(
                                                "/cgi-bin/user/get?access_token=%s&next_openid=%s"
                                                        .formatted(token, last))))
                .build();
    }
}
