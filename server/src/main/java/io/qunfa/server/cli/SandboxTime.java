package io.qunfa.server.cli;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/**
 * The clock of a sandbox that runs elsewhere. It is asked again and again; in between, time goes on
 * from the last answer as fast as the sandbox said.
 */
final class SandboxTime implements InstantSource {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ServerConnection sandbox;
    private volatile Reading reading;

    private SandboxTime(ServerConnection sandbox) {
        this.sandbox = sandbox;
        this.reading = read();
    }

    private record Reading(Instant sandboxTime, double rate, long nanoTime) {

        Instant at(long nanoTime) {
            return sandboxTime.plusNanos((long) ((nanoTime - this.nanoTime) * rate));
        }
    }

    static SandboxTime of(String address) {
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw new UserError("--clock is system, sandbox or the address of a sandbox.");
        }
        var time = new SandboxTime(new ServerConnection(URI.create(address), ""));
        Thread.ofVirtual().name("sandbox-time").start(time::follow);
        return time;
    }

    @Override
    public Instant instant() {
        return reading.at(System.nanoTime());
    }

    private Reading read() {
        var answer = sandbox.get("/_sandbox/clock");
        return new Reading(
                Instant.parse(answer.path("now").asString()),
                answer.path("rate").asDouble(1),
                System.nanoTime());
    }

    private void follow() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            tryToRead();
        }
    }

    private void tryToRead() {
        try {
            reading = read();
        } catch (UserError _) {
            // While the sandbox does not answer, time goes on as it did.
        }
    }
}
