package io.qunfa.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The processor time that the parts of a measurement have used. What is busy beside it makes a rate
 * smaller, but hardly this.
 */
record CpuTime(Duration server, Duration database, Duration generator) {

    /**
     * The times until now.
     *
     * @param data where the server keeps its database
     */
    static CpuTime of(Process server, Path data) throws IOException {
        var postmaster = ProcessHandle.of(postmaster(data)).orElseThrow();
        return new CpuTime(
                used(server.toHandle()),
                Stream.concat(Stream.of(postmaster), postmaster.children())
                        .map(CpuTime::used)
                        .reduce(Duration.ZERO, Duration::plus),
                used(ProcessHandle.current()));
    }

    private static long postmaster(Path data) throws IOException {
        var file = data.resolve("postgres/postmaster.pid");
        return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How much of it each request took since then. */
    String since(CpuTime begun, int requests) {
        return String.format(
                Locale.ROOT,
                "  processor time for each: server %d µs, database %d µs, generator %d µs",
                each(server.minus(begun.server), requests),
                each(database.minus(begun.database), requests),
                each(generator.minus(begun.generator), requests));
    }

    private static long each(Duration used, int requests) {
        return used.toNanos() / 1_000 / requests;
    }
}
