package io.qunfa.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From {@code exec} of {@code ./qunfa serve} to ready, on a data directory that exists. */
final class ServeStart {

    private static final int DEFAULT_RUNS = 5;
    private static final int STOP_SECONDS = 60;

    private ServeStart() {}

    /** Takes the number of runs; needs the packaged server. */
    public static void main(String... arguments) throws Exception {
        int count = arguments.length == 0 ? DEFAULT_RUNS : Integer.parseInt(arguments[0]);
        var data = Files.createTempDirectory("qunfa-serve-start");
        try {
            System.out.println(Figures.of("serve, first run", "ms", serve(data)).report());
            var runs = new double[count];
            for (int i = 0; i < count; i++) {
                runs[i] = serve(data);
            }
            System.out.println(Figures.of("serve to ready", "ms", runs).report());
        } finally {
            PackagedServer.delete(data);
        }
    }

    private static double serve(Path data) throws IOException, InterruptedException {
        int port = PackagedServer.freePort();
        long begun = System.nanoTime();
        var process = PackagedServer.start(data, port, List.of());
        try {
            PackagedServer.awaitReady(process, port);
            return (System.nanoTime() - begun) / 1e6;
        } finally {
            process.destroy();
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
